package io.millrace.app.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Values that must not stand on the command line, where other users of the machine and the shell's history see them: they
 * come from a file, from standard input, or from a person who is asked.
 */
final class HiddenValues {
    /** Larger than any credential. */
    private static final int MAX_FILE = 1 << 20;

    private final Terminal terminal;
    private boolean inputRead;

    HiddenValues(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * @param name what it is, for messages
     * @param from {@code @FILE}, {@code @-} for standard input, or empty to ask
     */
    String read(String name, String from) throws IOException {
        if (from.isEmpty()) {
            return ask(name, name + "=@- or " + name + "=@FILE");
        }
        if (!from.startsWith("@")) {
            throw new CommandException(
                    Exit.USAGE,
                    "The value of '" + name + "' must not stand on the command line, where others can see it. Write "
                            + name + " alone to be asked, " + name + "=@FILE to read a file, " + name
                            + "=@- to read standard input.");
        }
        return from.equals("@-") ? input(name) : file(name, from.substring(1));
    }

    /** All of standard input but the line break at its end. */
    String input(String name) throws IOException {
        if (inputRead) {
            throw new CommandException(
                    Exit.USAGE, "Only one value can come from standard input, not '" + name + "' too.");
        }
        inputRead = true;
        return given(name, terminal.readAll());
    }

    private String file(String name, String path) {
        Path file = Path.of(path);
        try {
            // A pipe such as the shell's <(...) has no size, so the bytes are counted as they come.
            byte[] bytes;
            try (var in = Files.newInputStream(file)) {
                bytes = in.readNBytes(MAX_FILE + 1);
            }
            if (bytes.length > MAX_FILE) {
                throw new CommandException(Exit.USAGE, "The file " + file + " is larger than " + MAX_FILE + " bytes.");
            }
            return given(name, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CommandException(Exit.USAGE, "The file " + file + " cannot be read.");
        }
    }

    /** @param otherwise how the value can be given where nobody can be asked, such as in a script */
    String ask(String name, String otherwise) {
        return given(
                name,
                terminal.askHidden(name + ": ")
                        .orElseThrow(() -> new CommandException(
                                Exit.USAGE,
                                "There is nobody to be asked for '" + name + "'. Let it be read with " + otherwise
                                        + ".")));
    }

    private static String given(String name, String text) {
        String value = text.replaceFirst("\\R\\z", "");
        if (value.isEmpty()) {
            throw new CommandException(Exit.USAGE, "The value of '" + name + "' is empty, so nothing was changed.");
        }
        return value;
    }
}
