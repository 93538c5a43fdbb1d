package io.millrace.store;

import org.sqlite.SQLiteConfig;

/** Opens databases and brings their schema up to date. */
public final class Databases {
    private static final int POSTGRES_CONNECTIONS = 16;

    private Databases() {}

    /**
     * Opens the database at a location.
     *
     * @throws io.millrace.core.shared.MillraceException {@code configuration_invalid} when another server holds the data
     *     folder, {@code store_unavailable} when the database does not answer
     */
    public static Database open(DatabaseLocation location) {
        return switch (location) {
            case DatabaseLocation.Sqlite sqlite ->
                new SqliteDatabase(sqlite.folder(), SQLiteConfig.SynchronousMode.FULL);
            case DatabaseLocation.Postgres postgres -> new PostgresDatabase(postgres, POSTGRES_CONNECTIONS);
        };
    }
}
