package io.millrace.store;

import io.millrace.core.catcher.CatcherStore;
import io.millrace.core.catcher.CatcherStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteCatcherStoreTest extends CatcherStoreContract {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.sqlite();

    @Override
    protected CatcherStore store() {
        return new SqlCatcherStore(database.get());
    }
}
