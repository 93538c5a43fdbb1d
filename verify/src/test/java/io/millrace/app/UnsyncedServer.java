package io.millrace.app;

import io.millrace.app.config.Configuration;
import io.millrace.app.config.Settings;
import io.millrace.store.Database;
import io.millrace.store.DatabaseLocation;
import io.millrace.store.UnsyncedDatabase;
import java.util.Map;
import java.util.Optional;

/** A whole server on an embedded database that never syncs; configured by the environment. */
public final class UnsyncedServer {
    private UnsyncedServer() {}

    public static void main(String[] arguments) {
        Settings settings = new Configuration(Map.of(), System.getenv(), Optional.empty()).read();
        Logging.apply(settings.log());
        Millrace millrace = Millrace.start(settings, UnsyncedServer::open);
        Runtime.getRuntime().addShutdownHook(new Thread(millrace::close, "shutdown"));
    }

    private static Database open(DatabaseLocation location) {
        return switch (location) {
            case DatabaseLocation.Sqlite sqlite -> UnsyncedDatabase.open(sqlite);
            case DatabaseLocation.Postgres _ ->
                throw new IllegalArgumentException("Only the embedded database has syncs to take away here");
        };
    }
}
