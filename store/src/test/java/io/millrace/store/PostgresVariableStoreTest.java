package io.millrace.store;

import io.millrace.core.connection.VariableStore;
import io.millrace.core.connection.VariableStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresVariableStoreTest extends VariableStoreContract {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.postgres();

    @Override
    protected VariableStore store() {
        return new SqlVariableStore(database.get());
    }
}
