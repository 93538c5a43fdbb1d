package io.millrace.verify.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
