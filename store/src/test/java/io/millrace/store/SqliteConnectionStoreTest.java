package io.millrace.store;

import io.millrace.core.connection.ConnectionStore;
import io.millrace.core.connection.ConnectionStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteConnectionStoreTest extends ConnectionStoreContract {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.sqlite();

    @Override
    protected ConnectionStore store() {
        return new SqlConnectionStore(database.get());
    }
}
