package io.millrace.store;

import org.sqlite.SQLiteConfig;

/** The embedded database with its syncs taken away, to prove that a proof of them would notice. */
public final class UnsyncedDatabase {
    private UnsyncedDatabase() {}

    public static Database open(DatabaseLocation.Sqlite location) {
        return new SqliteDatabase(location.folder(), SQLiteConfig.SynchronousMode.OFF);
    }
}
