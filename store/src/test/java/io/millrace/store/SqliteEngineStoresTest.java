package io.millrace.store;

import io.millrace.core.engine.EngineStores;
import io.millrace.core.event.EventStoreContract;
import io.millrace.core.execution.ExecutionStoreContract;
import io.millrace.core.execution.FenceContract;
import io.millrace.core.ledger.DedupeContract;
import io.millrace.core.ledger.LedgerStoreContract;
import io.millrace.core.queue.NodeStoreContract;
import io.millrace.core.queue.TaskStoreContract;
import io.millrace.core.trigger.ScheduleStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqliteEngineStoresTest {
    @TempDir
    private Path folder;

    private Database database;
    private EngineStores stores;

    @BeforeEach
    void open() {
        database = TestDatabases.sqlite(folder);
        stores = SqlEngineStores.of(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

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
