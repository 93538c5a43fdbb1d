package io.millrace.app;

import io.millrace.app.command.CommandLines;
import io.millrace.app.command.Terminal;
import io.millrace.app.config.Settings;

/** Where the process starts. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Logging.apply(new Settings.Log(Settings.LogFormat.TEXT, Settings.LogLevel.WARN));
        System.exit(CommandLines.run(Terminal.system(), arguments));
    }
}
