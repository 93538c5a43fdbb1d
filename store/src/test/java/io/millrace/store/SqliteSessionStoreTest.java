package io.millrace.store;

import io.millrace.core.access.SessionStore;
import io.millrace.core.access.SessionStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteSessionStoreTest extends SessionStoreContract {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.sqlite();

    @Override
    protected SessionStore store() {
        return new SqlSessionStore(database.get());
    }
}
