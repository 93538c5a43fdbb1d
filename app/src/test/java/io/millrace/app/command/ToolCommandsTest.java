package io.millrace.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolCommandsTest {
    private static final String BELL = """
            manifest: 1
            name: bell
            version: "1.0.0"
            title: Bell
            description: Rings.
            docs: https://bell.example.com/docs
            actions:
              ring:
                title: Ring
                description: Rings once.
                kind: create
                effect: unsafe
                input: { properties: { times: { type: integer } } }
                output: { type: object }
                request: { method: POST, url: "https://bell.example.com/ring", query: { times: "{{ input.times }}" } }
            """;

    @TempDir
    private Path tools;

    @TempDir
    private Path data;

    @Test
    void a_tool_that_is_right_is_told_with_its_actions() throws IOException {
        Typed typed = validate(BELL);
        assertThat(typed.exitCode()).as(typed.err()).isEqualTo(Exit.DONE);
        assertThat(typed.outLines()).containsExactly("bell 1.0.0: valid, with the actions ring");
    }

    @Test
    void problems_of_a_tool_are_told_as_compilers_do() throws IOException {
        Typed typed = validate(BELL.replace("input.times", "input.tines"));
        assertThat(typed.exitCode()).isEqualTo(Exit.FAILED);
        assertThat(typed.err())
                .startsWith(tools.resolve("bell/tool.yaml") + ":15:")
                .contains("tines");
    }

    @Test
    void a_folder_that_is_not_there_is_a_wrong_command_line() {
        Typed typed = Typed.in(
                Map.of(), "", "tool", "validate", tools.resolve("nothing").toString());
        assertThat(typed.exitCode()).isEqualTo(Exit.USAGE);
        assertThat(typed.err()).contains("There is no folder");
    }

    @Test
    void a_wrong_tool_stops_the_server_with_78_and_the_line() throws IOException {
        validate(BELL.replace("effect: unsafe", "effect: unsave"));
        Typed typed = Typed.in(
                Map.of("MILLRACE_TOOLS_FOLDER", tools.toString()),
                "",
                "server",
                "--port",
                "0",
                "--data",
                data.resolve("new").toString());
        assertThat(typed.exitCode()).as(typed.err()).isEqualTo(Exit.CONFIGURATION);
        assertThat(typed.err()).contains("bell/tool.yaml").contains("  12:");
        assertThat(data).isEmptyDirectory();
    }

    private Typed validate(String manifest) throws IOException {
        Path folder = Files.createDirectories(tools.resolve("bell"));
        Files.writeString(folder.resolve("tool.yaml"), manifest);
        return Typed.in(Map.of(), "", "tool", "validate", folder.toString());
    }
}
