package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.blob.BlobSweep;
import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.EngineStores;
import io.millrace.core.execution.Retention;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What retention drops is given back to the disk. */
class RoomTest {
    private static final int EVENTS = 4_000;
    private static final int GROUP = 200;
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    private long fileSize() throws IOException {
        return Files.size(folder.resolve(SqliteDatabase.FILE));
    }

    /** Executions that ended long ago, and what they came from: 16 MiB and more. */
    private static void fill(Database database) {
        EngineStores stores = SqlEngineStores.of(database);
        String data = "\"" + "4 KiB of it. ".repeat(4096 / 13) + "\"";
        for (int group = 0; group < EVENTS; group += GROUP) {
            List<Change> changes = new ArrayList<>();
            for (int id = group + 1; id <= group + GROUP; id++) {
                EventRow plain = EngineRows.anEvent(id);
                changes.add(new Change.AddEvent(new EventRow(
                        id,
                        plain.project(),
                        plain.type(),
                        plain.source(),
                        plain.time(),
                        data,
                        plain.headers(),
                        plain.outcome(),
                        plain.trace())));
                changes.add(new Change.AddExecution(
                        EngineRows.anExecution(id, EngineRows.PROJECT, ExecutionStatus.SUCCEEDED)));
                changes.add(new Change.AddAttempt(EngineRows.anAttempt(id, "a", 1)));
            }
            EngineRows.write(stores.ledger(), changes.toArray(Change[]::new));
        }
    }

    private record AllAlike(Retention.Kept common) implements Retention.Rules {
        @Override
        public Map<String, Retention.Kept> own() {
            return Map.of();
        }
    }

    /** As it runs each minute, once everything is old enough. */
    private static void retire(Database database) {
        InstantSource later = InstantSource.fixed(EngineRows.T0.plus(Duration.ofDays(90)));
        try (Retention retention = new Retention(
                new SqlExecutionStore(database),
                new SqlResultStore(database),
                new AllAlike(Retention.Kept.both(Duration.ofDays(30))),
                new BlobSweep(new SqlBlobStore(database), new SqlBlobUseStore(database), later),
                database::giveBack,
                later,
                new SimpleMeterRegistry())) {
            assertThat(retention.sweep()).isEqualTo(3 * EVENTS);
        }
    }

    @Test
    void the_embedded_database_becomes_smaller() throws IOException {
        try (Database database = TestDatabases.sqlite(folder)) {
            fill(database);
        }
        long full = fileSize();
        assertThat(full).isGreaterThan(16 * MEBIBYTE);
        try (Database database = TestDatabases.sqlite(folder)) {
            retire(database);
        }

        assertThat(fileSize()).isLessThan(full / 4);
    }

    @Test
    void a_database_of_before_goes_on_and_shrinks_once_it_was_vacuumed_whole() throws IOException, SQLException {
        String url = "jdbc:sqlite:" + folder.resolve(SqliteDatabase.FILE);
        TestDatabases.sqlite(folder).close();
        try (var connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA auto_vacuum = NONE");
            statement.execute("VACUUM");
        }
        try (Database database = TestDatabases.sqlite(folder)) {
            fill(database);
            retire(database);
        }
        long full = fileSize();
        assertThat(full).isGreaterThan(16 * MEBIBYTE);
        try (var connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("VACUUM");
        }
        assertThat(fileSize()).isLessThan(full / 4);

        try (Database database = TestDatabases.sqlite(folder)) {
            fill(database);
            retire(database);
        }
        assertThat(fileSize()).isLessThan(full / 4);
    }

    @Test
    void what_will_be_filled_again_soon_is_left() {
        try (Database database = TestDatabases.sqlite(folder)) {
            fill(database);
            retire(database);

            assertThat(database.giveBack()).isZero();
            fill(database);
            assertThat(database.giveBack()).isZero();
        }
    }

    @Test
    void postgresql_gives_back_what_its_vacuum_finds_free_at_the_end() {
        try (Database database = TestDatabases.postgres()) {
            fill(database);
            long full = tables(database);
            retire(database);
            database.read(handle -> handle.execute("VACUUM event, execution, attempt"));

            assertThat(tables(database)).isLessThan(full / 2);
        }
    }

    private static long tables(Database database) {
        return database.read(handle -> handle.createQuery(
                        "SELECT pg_table_size('event') + pg_table_size('execution')" + " + pg_table_size('attempt')")
                .mapTo(Long.class)
                .one());
    }
}
