package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.core.engine.EngineStores;
import io.millrace.core.engine.EngineStoresContract;
import io.millrace.core.execution.ExecutionStore;
import io.millrace.core.ledger.ExecutionStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SqliteEngineStoresTest extends EngineStoresContract {
    @TempDir
    private Path folder;

    private Database database;
    private EngineStores stores;

    @BeforeEach
    void open() {
        database = TestDatabases.sqlite(folder);
        stores = SqlEngineStores.of(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Refused by SQLite as impossible if the condition did not fit the index that it is told to read. */
    @ParameterizedTest
    @MethodSource
    void few_among_many_are_read_off_their_own_index(List<ExecutionStatus> statuses, String index) {
        String sql = SqlExecutionStore.counting(Dialect.SQLITE, ExecutionStore.Filter.ALL.with(statuses));

        List<String> plan = database.read(handle -> handle.createQuery("EXPLAIN QUERY PLAN " + sql)
                .bind("project", "default")
                .bind("before", Long.MAX_VALUE)
                .bind("limit", 1)
                .map((row, context) -> row.getString("detail"))
                .list());

        assertThat(plan).anyMatch(step -> step.contains("INDEX " + index));
    }

    static Stream<Arguments> few_among_many_are_read_off_their_own_index() {
        return Stream.of(
                arguments(ExecutionStatus.UNFINISHED, "execution_open"),
                arguments(List.of(ExecutionStatus.FAILED), "execution_failed"));
    }

    @Override
    protected EngineStores stores() {
        return stores;
    }
}
