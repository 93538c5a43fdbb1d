package io.millrace.core.execution;

import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.VariableKey;
import io.millrace.core.ledger.VariableRow;
import io.millrace.core.shared.Json;
import io.millrace.sdk.ErrorClass;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A variable written by the very commit that records the step: after a crash either both are there or none, and between
 * the comparison and the write nobody else comes.
 */
record Assignment(VariableKey key, Verdict.Assign wanted, Instant now) {
    private static final String NONE = "null";

    /** What came of it. */
    Verdict decide(Rows rows, List<Change> changes) {
        Optional<VariableRow> row = rows.variable(key);
        if (row.isPresent() && row.get().secret()) {
            return failed(ErrorClass.VALIDATION, "is a secret; a step can only set plain variables.");
        }
        String current = row.map(VariableRow::value).orElse(NONE);
        if (wanted.ifCurrent() != null && !same(wanted.ifCurrent(), current)) {
            return failed(ErrorClass.CONFLICT, "has another value than 'if_current' says: somebody else has set it.");
        }
        if (row.isEmpty() || !same(wanted.value(), current)) {
            changes.add(new Change.SetVariable(row.map(known -> known.with(wanted.value(), now))
                    .orElseGet(() -> VariableRow.plain(key, wanted.value(), now))));
        }
        return new Verdict.Done("", wanted.output());
    }

    private static boolean same(String json, String other) {
        return Objects.equals(Json.read(json), Json.read(other));
    }

    private Verdict failed(ErrorClass errorClass, String why) {
        return StepTry.failure(errorClass, "The variable '" + wanted.name() + "' " + why);
    }
}
