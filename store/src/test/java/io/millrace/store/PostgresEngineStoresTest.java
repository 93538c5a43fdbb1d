package io.millrace.store;

import io.millrace.core.engine.EngineStores;
import io.millrace.core.engine.EngineStoresContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresEngineStoresTest extends EngineStoresContract {
    private static Database database;

    private EngineStores stores;

    @BeforeAll
    static void open() {
        database = TestDatabases.postgres();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        stores = SqlEngineStores.of(database);
        SqlEngineStores.empty(database);
    }

    @Override
    protected EngineStores stores() {
        return stores;
    }
}
