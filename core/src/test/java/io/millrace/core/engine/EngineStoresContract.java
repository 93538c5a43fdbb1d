package io.millrace.core.engine;

import io.millrace.core.blob.BlobUseStoreContract;
import io.millrace.core.event.EventStoreContract;
import io.millrace.core.execution.ExecutionStoreContract;
import io.millrace.core.execution.FenceContract;
import io.millrace.core.execution.ResultStoreContract;
import io.millrace.core.ledger.DedupeContract;
import io.millrace.core.ledger.LaneContract;
import io.millrace.core.ledger.LedgerStoreContract;
import io.millrace.core.queue.NodeStoreContract;
import io.millrace.core.queue.TaskStoreContract;
import io.millrace.core.trigger.ScheduleStoreContract;
import org.junit.jupiter.api.Nested;

/** All contracts of the engine's ports, for ports over one and the same data. */
public abstract class EngineStoresContract {
    /** Ports over data that is empty when a test begins. */
    protected abstract EngineStores stores();

    @Nested
    class Ledger extends LedgerStoreContract {
        @Override
        protected EngineStores stores() {
            return EngineStoresContract.this.stores();
        }
    }

    @Nested
    class Tasks extends TaskStoreContract {
        @Override
        protected EngineStores stores() {
            return EngineStoresContract.this.stores();
        }
    }

    @Nested
    class Nodes extends NodeStoreContract {
        @Override
        protected EngineStores stores() {
            return EngineStoresContract.this.stores();
        }
    }

    @Nested
    class Executions extends ExecutionStoreContract {
        @Override
        protected EngineStores stores() {
            return EngineStoresContract.this.stores();
        }
    }

    @Nested
    class Events extends EventStoreContract {
        @Override
        protected EngineStores stores() {
            return EngineStoresContract.this.stores();
        }
    }

    @Nested
    class Schedules extends ScheduleStoreContract {
        @Override
        protected EngineStores stores() {
            return EngineStoresContract.this.stores();
        }
    }

    @Nested
    class Fences extends FenceContract {
        @Override
        protected EngineStores stores() {
            return EngineStoresContract.this.stores();
        }
    }

    @Nested
    class Lanes extends LaneContract {
        @Override
        protected EngineStores stores() {
            return EngineStoresContract.this.stores();
        }
    }

    @Nested
    class Dedupe extends DedupeContract {
        @Override
        protected EngineStores stores() {
            return EngineStoresContract.this.stores();
        }
    }

    @Nested
    class Results extends ResultStoreContract {
        @Override
        protected EngineStores stores() {
            return EngineStoresContract.this.stores();
        }
    }

    @Nested
    class Blobs extends BlobUseStoreContract {
        @Override
        protected EngineStores stores() {
            return EngineStoresContract.this.stores();
        }
    }
}
