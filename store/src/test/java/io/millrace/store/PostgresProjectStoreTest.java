package io.millrace.store;

import io.millrace.core.project.ProjectStore;
import io.millrace.core.project.ProjectStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresProjectStoreTest extends ProjectStoreContract {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.postgres();

    @Override
    protected ProjectStore store() {
        return new SqlProjectStore(database.get());
    }
}
