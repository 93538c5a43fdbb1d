package io.millrace.store;

import io.millrace.core.lifecycle.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what is in SQLite's write-ahead log into the database file, beside the writer. Left to SQLite, the commit that
 * fills the log does it all, and everybody waits tens of milliseconds for that one.
 *
 * <p>Most of it is copied while commits go on. The rest, what was written meanwhile, is copied while the writer waits:
 * only a log that is copied to its end is begun anew, so without that it would grow for as long as there is load.
 */
final class Checkpointer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Checkpointer.class);

    /** The size of the log from which it is copied, in bytes; where SQLite itself would do it with pages of 4 KiB. */
    private static final long FULL = 16L << 20;

    /** Asking for the size costs a system call, and a commit of the largest group is about 1 MiB. */
    private static final int COMMITS_BETWEEN_LOOKS = 16;

    private static final String NOT_COPIED =
            "The write-ahead log could not be copied into the database and grows; it is tried again after some commits";

    /** Work on the database. */
    interface Work {
        void run() throws SQLException;
    }

    /** Runs something while nobody writes and no transaction of the writer is open. */
    interface Pause {
        void betweenTransactions(Work work) throws SQLException;
    }

    private final Path wal;
    private final Connection connection;
    private final Pause pause;
    private final Thread thread;
    /** Guarded by the writer's lock. */
    private int commits;

    private volatile boolean asked;
    private volatile boolean closed;

    /**
     * @param connection of this alone; closed by whoever made it, after this
     */
    Checkpointer(Path wal, Connection connection, Pause pause) {
        this.wal = wal;
        this.connection = connection;
        this.pause = pause;
        this.thread = Thread.ofPlatform().name("checkpointer").daemon().start(this::work);
    }

    /** Told after every commit, by the holder of the writer's lock. */
    void committed() {
        if (++commits >= COMMITS_BETWEEN_LOOKS) {
            commits = 0;
            if (!asked && logBytes() >= FULL) {
                ask();
            }
        }
    }

    /** Has the log copied now, however long it is. */
    void ask() {
        asked = true;
        LockSupport.unpark(thread);
    }

    /** The size of the log now. */
    long logBytes() {
        try {
            return Files.size(wal);
        } catch (IOException e) {
            return 0; // there is no log before the first commit
        }
    }

    private void work() {
        while (!closed) {
            if (asked) {
                copy();
            } else {
                LockSupport.park(this);
            }
        }
    }

    /** Ends with nothing asked for, whatever is thrown: else no commit would ever ask again. */
    private void copy() {
        try {
            checkpoint();
            checkpoint(); // what came during the first, so that little is left for the last
            pause.betweenTransactions(this::checkpoint);
        } catch (SQLException e) {
            log.warn("{}: {}", NOT_COPIED, e.getMessage());
        } catch (RuntimeException | Error e) {
            log.error(NOT_COPIED, e);
        } finally {
            asked = false;
        }
    }

    /** Passive: waits for no reader. What a reader still needs is copied the next time. */
    private void checkpoint() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet done = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
            done.next();
            log.debug("Copied {} of {} pages of the write-ahead log", done.getInt(3), done.getInt(2));
        }
    }

    /** Waits for a copy under way; the writer's lock must not be held. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Threads.awaitEnd(thread);
    }
}
