package io.millrace.store;

import io.millrace.core.trigger.PollStore;
import io.millrace.core.trigger.PollStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresPollStoreTest extends PollStoreContract {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.postgres();

    @Override
    protected PollStore newStore() {
        return new SqlPollStore(database.get());
    }
}
