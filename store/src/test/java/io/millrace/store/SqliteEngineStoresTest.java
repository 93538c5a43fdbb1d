package io.millrace.store;

import io.millrace.core.engine.EngineStores;
import io.millrace.core.engine.EngineStoresContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

    @Override
    protected EngineStores stores() {
        return stores;
    }
}
