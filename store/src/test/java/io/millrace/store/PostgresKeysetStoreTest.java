package io.millrace.store;

import io.millrace.core.connection.KeysetStore;
import io.millrace.core.connection.KeysetStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresKeysetStoreTest extends KeysetStoreContract {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.postgres();

    @Override
    protected KeysetStore store() {
        return new SqlKeysetStore(database.get());
    }
}
