package io.millrace.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/** A PostgreSQL server, shared by any number of nodes; version 15 or later. */
final class PostgresDatabase implements Database {
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    PostgresDatabase(DatabaseLocation.Postgres location, int connections) {
        requireAnswer(location);
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgres");
        config.setJdbcUrl(location.jdbcUrl());
        location.user().ifPresent(config::setUsername);
        location.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(5_000);
        config.addDataSourceProperty("ApplicationName", "millrace");
        config.addDataSourceProperty("prepareThreshold", "3");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        pool = new HikariDataSource(config);
        try {
            Migrations.apply(pool, Dialect.POSTGRES);
        } catch (FlywayException e) {
            pool.close();
            throw notUsable(location, "its tables cannot be made or changed: " + reason(e), e);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
        jdbi = Jdbi.create(pool);
    }

    /** Asks once before the pool does, which would try for a while and log a stack trace. */
    private static void requireAnswer(DatabaseLocation.Postgres location) {
        Properties properties = new Properties();
        location.user().ifPresent(user -> properties.setProperty("user", user));
        location.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        try (Connection connection = DriverManager.getConnection(location.jdbcUrl(), properties)) {
            connection.isReadOnly();
        } catch (SQLException e) {
            throw notUsable(location, reason(e), e);
        }
    }

    private static MillraceException notUsable(DatabaseLocation.Postgres location, String reason, Exception e) {
        return new MillraceException(
                ErrorCode.STORE_UNAVAILABLE,
                "The PostgreSQL database at " + location.place() + " cannot be used: " + reason
                        + " Start the server, make the database, or correct 'database' (MILLRACE_DATABASE).",
                e);
    }

    /** What the server or the driver said, as one sentence. */
    private static String reason(Exception e) {
        Throwable root = e;
        while (root.getCause() instanceof SQLException cause) {
            root = cause;
        }
        String said =
                String.valueOf(root.getMessage()).lines().findFirst().orElse("").strip();
        return said.endsWith(".") ? said : said + ".";
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRES;
    }

    @Override
    public <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
        return Failures.told(() -> jdbi.withHandle(work));
    }

    @Override
    public <T, X extends Exception> T write(HandleCallback<T, X> work) throws X {
        return Failures.told(() -> jdbi.inTransaction(work));
    }

    @Override
    public <T> T transact(SessionWork<T> work) {
        try (Connection connection = pool.getConnection();
                Session session = new Session(connection, Dialect.POSTGRES)) {
            connection.setAutoCommit(false);
            try {
                T result = work.apply(session);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            } // the pool gives the connection back its auto-commit
        } catch (SQLException e) {
            throw Failures.unavailable(e);
        }
    }

    private static void rollback(Connection connection, Throwable because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
