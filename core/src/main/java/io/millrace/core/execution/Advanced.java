package io.millrace.core.execution;

import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.TaskRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a commit made of an execution.
 *
 * @param handedOver tasks this node owns already and is to run now
 * @param dueAt when the first of the other new tasks is due
 */
record Advanced(ExecutionRow execution, List<TaskRow> handedOver, Optional<Instant> dueAt) {}
