package io.millrace.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Real databases for tests: SQLite in a given folder, and databases of one PostgreSQL server that lives as long as the JVM. */
public final class TestDatabases {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private TestDatabases() {}

    /** A SQLite database in the folder, made durable as in production. */
    public static Database sqlite(Path folder) {
        return Databases.open(new DatabaseLocation.Sqlite(folder));
    }

    /** A new, empty database on the test server. */
    public static Database postgres() {
        return Databases.open(postgresLocation());
    }

    /** The place of a new, empty database on the test server. */
    public static DatabaseLocation.Postgres postgresLocation() {
        String name = "millrace_" + COUNTER.incrementAndGet();
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new DatabaseLocation.Postgres(
                "jdbc:postgresql://localhost:" + Server.INSTANCE.getPort() + "/" + name,
                Optional.of("postgres"),
                Optional.of("postgres"));
    }

    /** Ends all connections to a database and lets nobody in, as if its server were gone. */
    static void shut(DatabaseLocation.Postgres location) throws SQLException {
        String name = name(location);
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
            statement.execute(
                    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '" + name + "'");
        }
    }

    /** Undoes {@link #shut}. */
    static void letIn(DatabaseLocation.Postgres location) throws SQLException {
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + name(location) + " ALLOW_CONNECTIONS true");
        }
    }

    private static String name(DatabaseLocation.Postgres location) {
        return location.jdbcUrl().substring(location.jdbcUrl().lastIndexOf('/') + 1);
    }

    /** What the test server says of its version, such as {@code 15.18}. */
    static String serverVersion() throws SQLException {
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW server_version")) {
            row.next();
            return row.getString(1);
        }
    }

    /** The server syncs every commit as a production server does: a durability proof without it would prove nothing. */
    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
