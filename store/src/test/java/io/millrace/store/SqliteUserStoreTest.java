package io.millrace.store;

import io.millrace.core.access.UserStore;
import io.millrace.core.access.UserStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteUserStoreTest extends UserStoreContract {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.sqlite();

    @Override
    protected UserStore store() {
        return new SqlUserStore(database.get());
    }
}
