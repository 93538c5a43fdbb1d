package io.millrace.app.command;

import java.io.IOException;
import picocli.CommandLine.Option;

/** A password, which is typed or comes from standard input and never stands in a command line. */
final class PasswordOption {
    @Option(names = "--password-stdin", description = "read the password from standard input instead of asking")
    private boolean fromInput;

    /** One that is there already. */
    String present(Terminal terminal) throws IOException {
        return fromInput ? firstLine(terminal) : asked(terminal, "Password: ");
    }

    /** One that somebody chooses now, and types twice. */
    String chosen(Terminal terminal) throws IOException {
        if (fromInput) {
            return firstLine(terminal);
        }
        String password = asked(terminal, "New password (at least 12 characters): ");
        if (!terminal.askHidden("The same again: ").filter(password::equals).isPresent()) {
            throw new CommandException(Exit.USAGE, "The two are not the same, so nothing was changed.");
        }
        return password;
    }

    private static String firstLine(Terminal terminal) throws IOException {
        return terminal.readAll().lines().findFirst().orElse("");
    }

    private static String asked(Terminal terminal, String prompt) {
        return terminal.askHidden(prompt)
                .orElseThrow(() -> new CommandException(
                        Exit.USAGE, "There is nobody to be asked. Give the password with --password-stdin."));
    }
}
