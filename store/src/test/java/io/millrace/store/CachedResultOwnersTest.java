package io.millrace.store;

import static io.millrace.core.engine.EngineRows.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.connection.Health;
import io.millrace.core.connection.StoredConnection;
import io.millrace.core.engine.EngineRows;
import io.millrace.core.ledger.CachedResult;
import io.millrace.core.ledger.Change;
import io.millrace.core.project.Project;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection or a project that is deleted leaves no result behind that its successor of the same id could reuse. */
class CachedResultOwnersTest {
    @RegisterExtension
    private final FreshDatabase sqlite = FreshDatabase.sqlite();

    @RegisterExtension
    private final FreshDatabase postgres = FreshDatabase.postgres();

    private Database database(Dialect dialect) {
        return dialect == Dialect.SQLITE ? sqlite.get() : postgres.get();
    }

    private static Change result(String call, String project, @Nullable String connection) {
        return new Change.CacheResult(new CachedResult(call, project, connection, 1, "look", 0, 1, T0));
    }

    private static void fill(Database database) {
        EngineRows.write(
                new SqlLedgerStore(database),
                result("crm of one", "one", "crm"),
                result("chat of one", "one", "chat"),
                result("none of one", "one", null),
                result("crm of two", "two", "crm"));
    }

    private static List<String> left(Database database) {
        SqlResultStore results = new SqlResultStore(database);
        return Stream.of("crm of one", "chat of one", "none of one", "crm of two")
                .filter(call -> results.find(call).isPresent())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void deleting_a_connection_drops_what_came_over_it(Dialect dialect) {
        Database database = database(dialect);
        SqlConnectionStore connections = new SqlConnectionStore(database);
        connections.write(
                new StoredConnection("one", "crm", "github", "token", Map.of(), Map.of(), Health.unknown(), T0, T0, 1));
        fill(database);

        assertThat(connections.delete("one", "crm", 2)).isFalse();
        assertThat(left(database)).hasSize(4);
        assertThat(connections.delete("one", "crm", 1)).isTrue();

        assertThat(left(database)).containsExactly("chat of one", "none of one", "crm of two");
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void deleting_a_project_drops_what_is_its_own(Dialect dialect) {
        Database database = database(dialect);
        SqlProjectStore projects = new SqlProjectStore(database);
        projects.insert(new Project("one", "One", T0, 1));
        fill(database);

        assertThat(projects.delete("one")).isTrue();

        assertThat(left(database)).containsExactly("crm of two");
    }
}
