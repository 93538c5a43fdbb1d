package io.millrace.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;

/**
 * The one connection that writes to SQLite, and its transactions. It says BEGIN, COMMIT and ROLLBACK itself: the driver
 * would begin the next transaction together with ending the last one, and once either half had failed every later
 * statement would be a transaction of its own. After a failure of which it is not certain what it left, the connection is
 * replaced by a new one.
 *
 * <p>Used by the holder of the writer's lock only.
 */
final class SqliteWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SqliteWriter.class);

    /** What SQLite says when it has rolled back by itself, as it does when the disk is full. */
    private static final String NONE_OPEN = "no transaction is active";

    private final SQLiteDataSource source;
    private Connection connection;
    private Session session;
    private Statement command;
    /** Whether the connection is to be replaced before it is used again. */
    private boolean doubtful;
    /** Whether the last transaction could not be begun or committed; read by anybody. */
    private volatile boolean unwell;

    SqliteWriter(SQLiteDataSource source) throws SQLException {
        this.source = source;
        connection = source.getConnection();
        session = new Session(connection, Dialect.SQLITE);
        command = connection.createStatement();
    }

    Connection connection() {
        return connection;
    }

    Session session() {
        return session;
    }

    /** Whether the database took the last transaction. */
    boolean well() {
        return !unwell;
    }

    /** @throws SQLException when there is no transaction now, such as when another program has locked the file */
    void begin() throws SQLException {
        if (doubtful) {
            replace();
        }
        try {
            command.execute("BEGIN IMMEDIATE");
        } catch (SQLException e) {
            unwell = true;
            end(e);
            throw e;
        }
    }

    /** @throws SQLException when nothing of the transaction is stored; it is over then too */
    void commit() throws SQLException {
        try {
            command.execute("COMMIT");
            unwell = false;
        } catch (SQLException e) {
            unwell = true;
            end(e);
            throw e;
        }
    }

    /** Ends a transaction that failed; whatever comes of it, the next one starts clean. */
    void end(Throwable because) {
        try {
            command.execute("ROLLBACK");
        } catch (SQLException e) {
            if (!String.valueOf(e.getMessage()).contains(NONE_OPEN)) {
                doubtful = true;
                because.addSuppressed(e);
            }
        }
    }

    private void replace() throws SQLException {
        log.warn("The writing connection could not be rolled back and is replaced");
        try {
            close();
        } catch (SQLException e) {
            log.debug("The old connection did not close", e);
        }
        connection = source.getConnection();
        session = new Session(connection, Dialect.SQLITE);
        command = connection.createStatement();
        doubtful = false;
    }

    @Override
    public void close() throws SQLException {
        try {
            session.close();
        } finally {
            connection.close();
        }
    }
}
