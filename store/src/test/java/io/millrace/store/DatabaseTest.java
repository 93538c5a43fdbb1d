package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

class DatabaseTest {
    private static final String INSERT = "INSERT INTO dedupe (scope, key, event, until) VALUES ('a', 'b', 1, 1)";

    @TempDir
    Path folder;

    @Test
    void sqlite_syncs_every_commit_and_writes_ahead() {
        try (Database database = TestDatabases.sqlite(folder)) {
            String journal = database.write(handle -> handle.createQuery("PRAGMA journal_mode")
                    .mapTo(String.class)
                    .one());
            int synchronous = database.write(handle -> handle.createQuery("PRAGMA synchronous")
                    .mapTo(Integer.class)
                    .one());
            assertThat(journal).isEqualTo("wal");
            assertThat(synchronous).as("2 is FULL").isEqualTo(2);
        }
    }

    @Test
    void what_sqlite_makes_is_for_its_owner_alone() throws IOException {
        Path data = folder.resolve("new").resolve("data");
        try (Database database = TestDatabases.sqlite(data)) {
            database.run(handle -> handle.execute(INSERT));
            assertThat(mode(data)).isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(data)) {
                assertThat(files)
                        .hasSizeGreaterThanOrEqualTo(3)
                        .allSatisfy(file ->
                                assertThat(mode(file)).as(file.toString()).isEqualTo("rw-------"));
            }
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void a_postgres_that_is_not_there_is_told_in_a_sentence() {
        DatabaseLocation.Postgres there = TestDatabases.postgresLocation();
        DatabaseLocation.Postgres otherName = new DatabaseLocation.Postgres(
                there.jdbcUrl() + "_missing?password=hunter2", there.user(), there.password());
        DatabaseLocation.Postgres nobody =
                new DatabaseLocation.Postgres("jdbc:postgresql://127.0.0.1:1/millrace", there.user(), there.password());

        assertThatThrownBy(() -> Databases.open(otherName))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
                .hasMessageContainingAll("_missing", "does not exist", "MILLRACE_DATABASE")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> Databases.open(nobody))
                .isInstanceOf(MillraceException.class)
                .hasMessageContainingAll("127.0.0.1:1/millrace", "refused");
    }

    @Test
    void a_value_that_postgres_cannot_store_is_refused_and_not_told_as_an_absent_database() {
        try (Database database = TestDatabases.postgres()) {
            String insert = "INSERT INTO dedupe (scope, key, event, until) VALUES (?, 'b', 1, 1)";

            assertThatThrownBy(() -> database.run(handle -> handle.execute(insert, "a\0")))
                    .isInstanceOfSatisfying(
                            MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST));
            assertThatThrownBy(() -> database.transact(session -> {
                        PreparedStatement statement = session.prepare(insert);
                        statement.setString(1, "a\0");
                        statement.addBatch();
                        return statement.executeBatch().length;
                    }))
                    .isInstanceOfSatisfying(
                            MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST));
        }
    }

    @Test
    void postgres_syncs_every_commit() {
        try (Database database = TestDatabases.postgres()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                String value = database.read(handle -> handle.createQuery("SHOW " + setting)
                        .mapTo(String.class)
                        .one());
                assertThat(value).as(setting).isEqualTo("on");
                assertThat(database.<String>transact(session -> shown(session, setting)))
                        .as("%s where the ledger commits", setting)
                        .isEqualTo("on");
            }
        }
    }

    private static String shown(Session session, String setting) throws SQLException {
        try (ResultSet rows = session.prepare("SHOW " + setting).executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void a_second_server_on_the_same_folder_is_refused() {
        try (Database first = TestDatabases.sqlite(folder)) {
            assertThat(first.dialect()).isEqualTo(Dialect.SQLITE);
            assertThatThrownBy(() -> TestDatabases.sqlite(folder))
                    .isInstanceOf(MillraceException.class)
                    .hasMessageContaining("Another server")
                    .hasMessageContaining("--data");
        }
    }

    @Test
    void the_write_ahead_log_does_not_grow_with_what_is_written() throws IOException {
        Path log = folder.resolve("millrace.db-wal");
        long kept = 64 << 20;
        try (Database database = TestDatabases.sqlite(folder)) {
            for (int i = 0; i < 200; i++) {
                insert(database, i + "x".repeat(512 << 10));
            }
            // It is begun anew once it has been copied, which happens beside the commits.
            int commits = 0;
            while (Files.size(log) > kept && commits < 20_000) {
                insert(database, "y" + commits++);
            }
            assertThat(Files.size(log)).isLessThanOrEqualTo(kept);
        }
    }

    private static void insert(Database database, String key) {
        database.run(
                handle -> handle.execute("INSERT INTO dedupe (scope, key, event, until) VALUES ('a', ?, 1, 1)", key));
    }

    @Test
    void a_full_disk_undoes_the_whole_transaction_and_is_over_when_there_is_room_again() {
        try (Database database = TestDatabases.sqlite(folder)) {
            insert(database, "before");
            limitPages(database, 1);
            assertThat(outcome(() -> database.run(handle -> {
                        handle.execute(INSERT);
                        handle.execute(
                                "INSERT INTO dedupe (scope, key, event, until) VALUES ('a', ?, 1, 1)",
                                "x".repeat(1 << 20));
                    })))
                    .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
            assertThat(outcome(database::probe)).as("a probe of a small write").isNull();
            assertThat(outcome(() -> database.transact(session -> filled(session))))
                    .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
            assertThat(rows(database)).isEqualTo(1);

            limitPages(database, 1_000_000);
            insert(database, "after");
            assertThat(outcome(database::probe)).isNull();
            assertThat(rows(database)).isEqualTo(2);
            assertThat(outcome(() -> database.run(handle -> {
                        handle.execute(INSERT);
                        throw new IllegalStateException("undo");
                    })))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(rows(database)).as("still all or nothing").isEqualTo(2);
        }
    }

    @Test
    void another_program_that_locks_the_file_costs_only_what_it_kept_waiting() throws SQLException {
        TestDatabases.sqlite(folder).close();
        SQLiteConfig impatient = new SQLiteConfig();
        impatient.setBusyTimeout(0);
        SQLiteDataSource source = new SQLiteDataSource(impatient);
        source.setUrl("jdbc:sqlite:" + folder.resolve("millrace.db"));
        try (SqliteWriter writer = new SqliteWriter(source);
                Connection other = source.getConnection();
                Statement locking = other.createStatement()) {
            locking.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(writer::begin).hasMessageContaining("locked");
            assertThat(writer.well()).isFalse();
            locking.execute("ROLLBACK");

            writer.begin();
            writer.session().prepare(INSERT).executeUpdate();
            writer.end(new IllegalStateException("undo"));
            writer.begin();
            writer.session().prepare(INSERT.replace("'b'", "'c'")).executeUpdate();
            writer.commit();
            assertThat(writer.well()).isTrue();
        }
        try (Database again = TestDatabases.sqlite(folder)) {
            assertThat(rows(again)).isEqualTo(1);
        }
    }

    private static void limitPages(Database database, int pages) {
        database.run(handle -> handle.execute("PRAGMA max_page_count = " + pages));
    }

    private static boolean filled(Session session) throws SQLException {
        session.prepare(INSERT).executeUpdate();
        PreparedStatement large =
                session.prepare("INSERT INTO dedupe (scope, key, event, until) VALUES ('a', ?, 1, 1)");
        large.setString(1, "y".repeat(1 << 20));
        return large.execute();
    }

    /** The code of the error, or what else was thrown; null when all went well. */
    private static @Nullable Object outcome(Runnable work) {
        try {
            work.run();
            return null;
        } catch (MillraceException e) {
            return e.code();
        } catch (RuntimeException e) {
            return e;
        }
    }

    @Test
    void a_folder_can_be_opened_again_after_it_was_closed() {
        TestDatabases.sqlite(folder).close();
        try (Database again = TestDatabases.sqlite(folder)) {
            assertThat(again.dialect().manyNodes()).isFalse();
        }
    }

    @Test
    void a_folder_whose_database_cannot_be_opened_can_be_opened_once_it_is_mended() throws IOException {
        Path file = Files.writeString(folder.resolve("millrace.db"), "This is not a database.".repeat(100));
        assertThatThrownBy(() -> TestDatabases.sqlite(folder)).isInstanceOf(RuntimeException.class);

        Files.delete(file);

        try (Database mended = TestDatabases.sqlite(folder)) {
            mended.run(handle -> handle.execute(INSERT));
            assertThat(mended.logBytes()).isPositive();
        }
    }

    @Test
    void what_is_written_can_be_read_and_is_there_after_a_restart() {
        try (Database database = TestDatabases.sqlite(folder)) {
            database.run(handle -> handle.execute(INSERT));
            assertThat(rows(database)).isEqualTo(1);
        }
        try (Database again = TestDatabases.sqlite(folder)) {
            assertThat(rows(again)).isEqualTo(1);
        }
    }

    @Test
    void nothing_is_written_when_the_work_throws() {
        try (Database database = TestDatabases.sqlite(folder)) {
            assertThatThrownBy(() -> database.run(handle -> {
                        handle.execute(INSERT);
                        throw new IllegalArgumentException("no");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            database.run(handle -> handle.execute("UPDATE dedupe SET event = 2"));
            assertThat(rows(database)).isZero();
        }
    }

    private static int rows(Database database) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM dedupe")
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void readers_cannot_write() {
        try (Database database = TestDatabases.sqlite(folder)) {
            assertThatThrownBy(() -> database.read(handle -> handle.execute(INSERT)))
                    .isInstanceOf(MillraceException.class);
        }
    }

    @Test
    void both_databases_have_the_same_migrations_and_the_newest_is_the_one_checked_for() throws Exception {
        List<String> sqlite = migrations("sqlite");
        assertThat(sqlite).isEqualTo(migrations("postgres")).isNotEmpty();
        assertThat(sqlite.getLast()).startsWith("V" + Migrations.LATEST + "__");
    }

    private static List<String> migrations(String dialect) throws URISyntaxException, java.io.IOException {
        URI folder = DatabaseTest.class.getResource("/db/" + dialect).toURI();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .sorted(Comparator.comparingInt(DatabaseTest::number))
                    .toList();
        }
    }

    private static int number(String migration) {
        return Integer.parseInt(migration.substring(1, migration.indexOf("__")));
    }
}
