package io.millrace.core.engine;

import io.millrace.core.event.EventStoreContract;
import io.millrace.core.execution.ExecutionStoreContract;
import io.millrace.core.execution.FenceContract;
import io.millrace.core.ledger.DedupeContract;
import io.millrace.core.ledger.LedgerStoreContract;
import io.millrace.core.queue.NodeStoreContract;
import io.millrace.core.queue.TaskStoreContract;
import io.millrace.core.trigger.ScheduleStoreContract;
import io.millrace.core.workflow.FakeWorkflowStore;
import org.junit.jupiter.api.Nested;

class FakeEngineStoreTest {
    private final EngineStores stores = new FakeEngineStore(new FakeWorkflowStore()).stores();

    @Nested
    class Ledger extends LedgerStoreContract {
        @Override
        protected EngineStores stores() {
            return stores;
        }
    }

    @Nested
    class Tasks extends TaskStoreContract {
        @Override
        protected EngineStores stores() {
            return stores;
        }
    }

    @Nested
    class Nodes extends NodeStoreContract {
        @Override
        protected EngineStores stores() {
            return stores;
        }
    }

    @Nested
    class Executions extends ExecutionStoreContract {
        @Override
        protected EngineStores stores() {
            return stores;
        }
    }

    @Nested
    class Events extends EventStoreContract {
        @Override
        protected EngineStores stores() {
            return stores;
        }
    }

    @Nested
    class Schedules extends ScheduleStoreContract {
        @Override
        protected EngineStores stores() {
            return stores;
        }
    }

    @Nested
    class Fences extends FenceContract {
        @Override
        protected EngineStores stores() {
            return stores;
        }
    }

    @Nested
    class Dedupe extends DedupeContract {
        @Override
        protected EngineStores stores() {
            return stores;
        }
    }
}
