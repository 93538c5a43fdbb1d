package io.millrace.app.command;

import io.millrace.app.Logging;
import io.millrace.app.Maintenance;
import io.millrace.app.config.Settings;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code user reset-password}. */
@Command(
        name = "reset-password",
        description = {
            "Give a user a new password, on the machine the data is on, and end the sessions of that user.",
            "Needs the same configuration as the server. With the embedded database, stop the server first."
        },
        sortOptions = false)
final class ResetPassword implements Callable<Integer> {
    @Parameters(paramLabel = "EMAIL", description = "the address the user signs in with")
    private String email = "";

    @Option(names = "--password-stdin", description = "read the new password from standard input instead of asking")
    private boolean fromInput;

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    private final Terminal terminal;

    ResetPassword(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = options.read(terminal, Map.of());
        Logging.apply(new Settings.Log(Settings.LogFormat.TEXT, Settings.LogLevel.WARN));
        Maintenance.resetPassword(settings, email, fromInput ? firstLine() : asked());
        terminal.tell("The password of " + email + " is changed. Sign in with the new one.");
        return Exit.DONE;
    }

    private String firstLine() throws IOException {
        return terminal.readAll().lines().findFirst().orElse("");
    }

    private String asked() {
        String password = terminal.askHidden("New password (at least 12 characters): ")
                .orElseThrow(() -> new CommandException(
                        Exit.USAGE, "There is nobody to be asked. Give the password with --password-stdin."));
        if (!terminal.askHidden("The same again: ").filter(password::equals).isPresent()) {
            throw new CommandException(Exit.USAGE, "The two are not the same, so nothing was changed.");
        }
        return password;
    }
}
