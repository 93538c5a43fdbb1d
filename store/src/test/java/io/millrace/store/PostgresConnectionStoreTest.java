package io.millrace.store;

import io.millrace.core.connection.ConnectionStore;
import io.millrace.core.connection.ConnectionStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresConnectionStoreTest extends ConnectionStoreContract {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.postgres();

    @Override
    protected ConnectionStore store() {
        return new SqlConnectionStore(database.get());
    }
}
