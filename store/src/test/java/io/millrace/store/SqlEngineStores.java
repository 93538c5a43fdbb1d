package io.millrace.store;

import io.millrace.core.engine.EngineStores;

/** The engine's ports over one database. */
final class SqlEngineStores {
    private SqlEngineStores() {}

    static EngineStores of(Database database) {
        return new EngineStores(
                new SqlLedgerStore(database),
                new SqlTaskStore(database),
                new SqlNodeStore(database),
                new SqlExecutionStore(database),
                new SqlEventStore(database),
                new SqlScheduleStore(database),
                new SqlWorkflowStore(database),
                new SqlVariableStore(database),
                new SqlBlobUseStore(database),
                new SqlLaneStore(database),
                new SqlResultStore(database));
    }

    /** Empties the tables, which is quicker than another database. */
    static void empty(Database database) {
        database.run(
                handle -> handle.execute(
                        "TRUNCATE node, node_number, chunk, event, dedupe, execution, attempt, task, lane, schedule, workflow, workflow_version, workflow_use, variable, blob_use, cached_result, project_revision"));
    }
}
