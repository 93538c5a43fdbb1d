package io.millrace.store;

import io.millrace.core.project.ProjectStore;
import io.millrace.core.project.ProjectStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteProjectStoreTest extends ProjectStoreContract {
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
    protected ProjectStore store() {
        return new SqlProjectStore(database);
    }
}
