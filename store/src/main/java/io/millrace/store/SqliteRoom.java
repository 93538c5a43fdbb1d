package io.millrace.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The room that deleted rows leave in SQLite's file. A file that was made for it can give pages at its end back to the disk,
 * after moving what lies there into the gaps: {@code auto_vacuum = INCREMENTAL}, which only an empty file takes. Older files
 * keep their room until somebody vacuums them whole.
 */
final class SqliteRoom {
    /** Moving so many pages holds the writer for some milliseconds. */
    private static final int STEP = 256;

    private static final int MOST_STEPS = 64;

    /** Gaps of a sixteenth of the file stay, since new rows fill them without a move; but never less than these pages. */
    private static final int SHARE_LEFT = 16;

    private static final int LEAST_LEFT = 256;
    private static final int INCREMENTAL = 2;

    private SqliteRoom() {}

    /** Makes a file that is still empty one that can shrink. Before anything else is set: the log's mode would fill it. */
    static void prepare(Path file) throws SQLException, java.io.IOException {
        if (Files.size(file) == 0) {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
                statement.execute("VACUUM");
            }
        }
    }

    /** A transaction of the writer, which others may follow with theirs. */
    interface Turns {
        int next(Turn turn);
    }

    /** What is done in one. */
    interface Turn {
        int on(Connection connection) throws SQLException;
    }

    /** @return how many bytes were given back */
    static long giveBack(Turns turns) {
        long given = 0;
        int last = STEP;
        for (int i = 0; i < MOST_STEPS && last == STEP; i++) {
            last = turns.next(SqliteRoom::step);
            given += last;
        }
        return given * turns.next(connection -> number(connection, "page_size"));
    }

    /** @return how many pages were given back: fewer than {@link #STEP} when no more are to be */
    private static int step(Connection connection) throws SQLException {
        if (number(connection, "auto_vacuum") != INCREMENTAL) {
            return 0;
        }
        int left = Math.max(LEAST_LEFT, number(connection, "page_count") / SHARE_LEFT);
        int pages = Math.min(STEP, number(connection, "freelist_count") - left);
        if (pages <= 0) {
            return 0;
        }
        try (Statement statement = connection.createStatement()) {
            // As an update: the driver takes it to its end, where the first row of a query would be one page.
            statement.executeUpdate("PRAGMA incremental_vacuum(" + pages + ")");
        }
        return pages;
    }

    private static int number(Connection connection, String pragma) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + pragma)) {
            row.next();
            return row.getInt(1);
        }
    }
}
