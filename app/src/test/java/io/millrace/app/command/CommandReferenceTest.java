package io.millrace.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class CommandReferenceTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "cli.md");
    private static final String MARKER = "-Dmillrace.docs=write after a change. -->\n";

    @Test
    void the_document_shows_the_help_of_every_command() throws IOException {
        String document = Files.readString(DOCUMENT);
        String byHand = document.substring(0, document.indexOf(MARKER) + MARKER.length());
        StringBuilder reference = new StringBuilder();
        Terminal terminal = new Terminal(
                System.in, new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), Map.of());
        describe(CommandLines.commandLine(terminal), reference);
        if ("write".equals(System.getProperty("millrace.docs"))) {
            Files.writeString(DOCUMENT, byHand + reference);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(byHand + reference);
    }

    @Test
    void the_document_explains_every_exit_code() throws IllegalAccessException, IOException {
        String document = Files.readString(DOCUMENT);
        for (Field code : Exit.class.getDeclaredFields()) {
            if (!code.isSynthetic()) {
                assertThat(document).as(code.getName()).contains("\n| " + code.getInt(null) + " | ");
            }
        }
    }

    private static void describe(CommandLine command, StringBuilder reference) {
        if (command.getSubcommands().isEmpty()) {
            reference
                    .append("\n### `")
                    .append(command.getCommandSpec().qualifiedName())
                    .append("`\n\n```text\n")
                    .append(command.getUsageMessage(Ansi.OFF).replaceAll("[ \t]+\n", "\n"))
                    .append("```\n");
        }
        command.getSubcommands().values().forEach(sub -> describe(sub, reference));
    }
}
