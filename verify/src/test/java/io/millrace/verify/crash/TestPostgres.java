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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server that syncs as a production server does, and does not outlive this JVM, however that ends. */
final class TestPostgres implements AutoCloseable {
    private static final String SIGNAL = "QUIT";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path folder;
    private EmbeddedPostgres postgres;
    private long postmaster;

    /** @param folder for its data; must not be there yet */
    TestPostgres(Path folder) {
        this.folder = folder;
        postgres = started(0);
        postmaster = watched();
    }

    /** @param port 0 for any that is free */
    private EmbeddedPostgres started(int port) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long watched() {
        try {
            long process = Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            Reaper.watch(SIGNAL, process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a crash does, with connections open and without a checkpoint, and returns when it is gone. */
    void crash() {
        ProcessHandle server = ProcessHandle.of(postmaster).orElseThrow();
        try {
            new ProcessBuilder("kill", "-s", SIGNAL, Long.toString(postmaster))
                    .start()
                    .waitFor();
            server.onExit().get(30, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
        Reaper.forget(SIGNAL, postmaster);
    }

    /** Starts it again after a crash, on the same data and port; it recovers from its log first. */
    void startAgain() {
        int port = postgres.getPort();
        release();
        postgres = started(port);
        postmaster = watched();
    }

    /** Gives up the lock on the folder, which outlives the server; that there is nothing to stop is told in the log. */
    private void release() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        release();
        Reaper.forget(SIGNAL, postmaster);
    }
}
