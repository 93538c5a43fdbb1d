package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.EngineStores;
import io.millrace.core.engine.EngineStoresContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void what_has_not_ended_is_counted_without_looking_at_what_has() {
        List<String> plan = database.read(
                handle -> handle.createQuery("EXPLAIN QUERY PLAN " + SqlExecutionStore.unfinished(Dialect.SQLITE))
                        .bind("project", "default")
                        .bind("limit", 1)
                        .map((row, context) -> row.getString("detail"))
                        .list());
        assertThat(plan).anyMatch(step -> step.contains("INDEX execution_open"));
    }

    @Override
    protected EngineStores stores() {
        return stores;
    }
}
