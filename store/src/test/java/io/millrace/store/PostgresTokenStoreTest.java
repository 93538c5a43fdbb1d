package io.millrace.store;

import io.millrace.core.access.TokenStore;
import io.millrace.core.access.TokenStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresTokenStoreTest extends TokenStoreContract {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.postgres();

    @Override
    protected TokenStore store() {
        return new SqlTokenStore(database.get());
    }
}
