package io.millrace.app.command;

import io.millrace.app.config.Configuration;
import io.millrace.app.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that are keys of the configuration. */
final class SettingsOptions {
    @Option(names = "--data", paramLabel = "FOLDER", description = "the folder for the database and the keys (./data)")
    private @Nullable String data;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "sqlite, or postgresql://user:password@host:5432/name. Other users of this machine can see options:"
                            + " put a password into MILLRACE_DATABASE instead")
    private @Nullable String database;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "a configuration file; docs/configuration.md lists the keys")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "any key of the configuration, such as engine.slots=64; may be repeated")
    private Map<String, String> keys = new LinkedHashMap<>();

    /** @param others values of further options by key; null where the option is not given */
    Settings read(Terminal terminal, Map<String, @Nullable String> others) {
        Map<String, String> options = new LinkedHashMap<>(keys);
        put(options, "data", data);
        put(options, "database", database);
        others.forEach((key, value) -> put(options, key, value));
        return new Configuration(options, terminal.environment(), Optional.ofNullable(config)).read();
    }

    private static void put(Map<String, String> options, String key, @Nullable String value) {
        if (value != null) {
            options.put(key, value);
        }
    }
}
