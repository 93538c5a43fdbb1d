package io.millrace.core.engine;

import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.Unit;
import java.util.List;
import java.util.function.Function;

/** A unit whose decision a test writes down. */
public record ScriptedUnit<R>(Locks locks, Function<Rows, Decided<R>> script) implements Unit<R> {
    /** What the script decides. */
    public record Decided<R>(R result, List<Change> changes) {
        public static <R> Decided<R> of(R result, Change... changes) {
            return new Decided<>(result, List.of(changes));
        }
    }

    @Override
    public Decision<R> decide(Rows rows) {
        Decided<R> decided = script.apply(rows);
        return new Decision<>(decided.result(), decided.changes());
    }
}
