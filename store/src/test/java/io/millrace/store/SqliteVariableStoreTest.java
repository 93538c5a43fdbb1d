package io.millrace.store;

import io.millrace.core.connection.VariableStore;
import io.millrace.core.connection.VariableStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteVariableStoreTest extends VariableStoreContract {
    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = TestDatabases.sqlite(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected VariableStore store() {
        return new SqlVariableStore(database);
    }
}
