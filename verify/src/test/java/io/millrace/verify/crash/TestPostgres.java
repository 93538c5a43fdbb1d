package io.millrace.verify.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server that syncs as a production server does, and does not outlive this JVM, however that ends. */
final class TestPostgres implements AutoCloseable {
    private static final String SIGNAL = "QUIT";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final EmbeddedPostgres postgres;
    private final long postmaster;

    /** @param folder for its data; must not be there yet */
    TestPostgres(Path folder) {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
            postmaster = Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Reaper.watch(SIGNAL, postmaster);
    }

    /** Makes an empty database. @return what {@code MILLRACE_DATABASE} says to use it */
    String newDatabase() {
        String name = "crash_" + DATABASES.incrementAndGet();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return "postgresql://postgres:postgres@127.0.0.1:" + postgres.getPort() + "/" + name;
    }

    /** Every row of every table of a database as text. @param database as {@link #newDatabase} named it */
    String dump(String database) {
        String name = database.substring(database.lastIndexOf('/') + 1);
        StringBuilder dump = new StringBuilder();
        try (Connection connection = postgres.getDatabase("postgres", name).getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : texts(statement, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
                dump.append(table).append('\n');
                texts(statement, "SELECT t::text FROM \"" + table + "\" t")
                        .forEach(row -> dump.append(row).append('\n'));
            }
            return dump.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    @Override
    public void close() {
        try {
            postgres.close();
            Reaper.forget(SIGNAL, postmaster);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
