package io.millrace.store;

import io.millrace.core.trigger.PollStore;
import io.millrace.core.trigger.PollStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqlitePollStoreTest extends PollStoreContract {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.sqlite();

    @Override
    protected PollStore newStore() {
        return new SqlPollStore(database.get());
    }
}
