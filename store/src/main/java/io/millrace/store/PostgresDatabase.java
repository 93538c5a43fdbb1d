package io.millrace.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/** A PostgreSQL server, shared by any number of nodes; version 15 or later. */
final class PostgresDatabase implements Database {
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    PostgresDatabase(DatabaseLocation.Postgres location, int connections) {
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
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
        jdbi = Jdbi.create(pool);
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
            } finally {
                connection.setAutoCommit(true);
            }
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
