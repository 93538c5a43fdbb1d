package io.millrace.core.engine;

import io.millrace.core.trigger.PollStore;
import io.millrace.core.trigger.PollStoreContract;

class FakePollsTest extends PollStoreContract {
    @Override
    protected PollStore newStore() {
        return new FakePolls();
    }
}
