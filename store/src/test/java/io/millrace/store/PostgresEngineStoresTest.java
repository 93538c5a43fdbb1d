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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

class PostgresEngineStoresTest {
    private static Database database;

    private EngineStores stores;

    @BeforeAll
    static void open() {
        database = TestDatabases.postgres();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        stores = SqlEngineStores.of(database);
        SqlEngineStores.empty(database);
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
