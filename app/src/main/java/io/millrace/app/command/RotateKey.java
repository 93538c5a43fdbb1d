package io.millrace.app.command;

import io.millrace.app.Logging;
import io.millrace.app.Maintenance;
import io.millrace.app.config.Settings;
import io.millrace.sdk.Sensitive;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code key rotate}. */
@Command(
        name = "rotate",
        description = {
            "Replace the master key, and make a new data key for the secrets saved from now on.",
            "Works on the machine the data is on, with the same configuration as the server. With the embedded database,"
                    + " stop the server first; otherwise restart every node with the new key afterwards."
        },
        sortOptions = false)
final class RotateKey implements Callable<Integer> {
    @Option(
            names = "--new-key-stdin",
            description = "read the new master key from standard input, when MILLRACE_MASTER_KEY holds the present one")
    private boolean fromInput;

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    private final Terminal terminal;

    RotateKey(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = options.read(terminal, Map.of());
        Logging.apply(new Settings.Log(Settings.LogFormat.TEXT, Settings.LogLevel.WARN));
        boolean keptElsewhere = settings.masterKey().isPresent();
        if (keptElsewhere && !fromInput) {
            throw new CommandException(
                    Exit.USAGE,
                    "The master key comes from MILLRACE_MASTER_KEY, which only you can change. Make a key with"
                            + " 'openssl rand -base64 32' and give it with --new-key-stdin.");
        }
        if (!keptElsewhere && fromInput) {
            throw new CommandException(
                    Exit.USAGE,
                    "The master key is a file in the data folder, and the new one is made there: leave"
                            + " --new-key-stdin out.");
        }
        Maintenance.rotateKey(settings, fromInput ? Optional.of(Sensitive.of(terminal.readAll())) : Optional.empty());
        terminal.tell(
                keptElsewhere
                        ? "The master key is changed. Give MILLRACE_MASTER_KEY the new value before the next start."
                        : "The master key is changed. Back the file master.key in the data folder up again, and copy it"
                                + " to every other node.");
        terminal.tell("Back-ups of the database made before still need the old key.");
        return Exit.DONE;
    }
}
