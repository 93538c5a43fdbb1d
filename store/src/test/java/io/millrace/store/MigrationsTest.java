package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.core.ledger.AttemptRow;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What migrations make of rows that are there already. */
class MigrationsTest {
    @TempDir
    Path folder;

    @Test
    void attempts_of_before_are_numbered_in_the_order_of_their_ends_on_sqlite() throws SQLException {
        fill("jdbc:sqlite:" + folder.resolve(SqliteDatabase.FILE), null, Dialect.SQLITE);
        try (Database database = TestDatabases.sqlite(folder)) {
            isNumbered(database);
        }
    }

    @Test
    void attempts_of_before_are_numbered_in_the_order_of_their_ends_on_postgresql() throws SQLException {
        DatabaseLocation.Postgres location = TestDatabases.postgresLocation();
        fill(location.jdbcUrl(), location.user().orElseThrow(), Dialect.POSTGRES);
        try (Database database = Databases.open(location)) {
            isNumbered(database);
        }
    }

    private static void fill(String url, @Nullable String user, Dialect dialect) throws SQLException {
        Flyway.configure()
                .dataSource(url, user, user)
                .locations(dialect.migrations())
                .target("6")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url, user, user);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO attempt (subject, step, item, no, status, decision, reason, started_at,"
                    + " finished_at) VALUES (1, 'a', 0, 1, 's', 'done', '', 0, 30), (1, 'b', 0, 1, 's', 'done', '', 0, 20),"
                    + " (1, 'b', 0, 2, 's', 'done', '', 0, 40), (2, 'a', 0, 1, 's', 'done', '', 0, 10)");
        }
    }

    private static void isNumbered(Database database) {
        SqlExecutionStore executions = new SqlExecutionStore(database);
        assertThat(executions.attempts(1))
                .extracting(AttemptRow::step, AttemptRow::no, AttemptRow::revision)
                .containsExactly(tuple("b", 1, 1), tuple("a", 1, 2), tuple("b", 2, 3));
        assertThat(executions.attempts(2)).extracting(AttemptRow::revision).containsExactly(1);
    }
}
