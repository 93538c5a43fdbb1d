package io.millrace.core.execution;

import io.millrace.core.workflow.PlannedStep.PlannedForeach;
import io.millrace.core.workflow.StepSpec.OnItemFailure;
import io.millrace.core.workflow.StepStatus;
import io.millrace.sdk.ErrorClass;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How far a foreach step has come, in counters alone, so that it has room in the execution's row however many items there
 * are; what came of each item is in the journal. The first round has a place for every item; each later one has a place for
 * every item that was not done in those before. Immutable.
 *
 * @param items how many there are
 * @param succeeded how many of them have succeeded, in whatever round
 * @param round counts from 0
 * @param size how many places the round has
 * @param next the first place that was not begun
 * @param live how many places were begun and have not ended, which is how many tasks there are
 * @param failed items of this round
 * @param unknown items of this round
 * @param cause the error class of the first of this round that failed or is unknown, as its code; empty when there is none
 */
record Fan(int items, int succeeded, int round, int size, int next, int live, int failed, int unknown, String cause) {
    private static final String SEPARATOR = ".";
    private static final int COUNTERS = 8;

    static Fan first(int items) {
        return new Fan(items, 0, 0, items, 0, 0, 0, 0, "");
    }

    /** The next round. @param size how many items are left to be done */
    Fan again(int size) {
        return new Fan(items, items - size, round + 1, size, 0, 0, 0, 0, "");
    }

    /** How many more places may be begun now. */
    int room(PlannedForeach foreach) {
        boolean stopped = foreach.onItemFailure() == OnItemFailure.STOP && failed + unknown > 0;
        return stopped ? 0 : Math.max(0, Math.min(foreach.parallel() - live, size - next));
    }

    Fan begun(int places) {
        return new Fan(items, succeeded, round, size, next + places, live + places, failed, unknown, cause);
    }

    /** One place has come to its end. @param errorClass null unless it failed or is unknown */
    Fan ended(StepStatus how, @Nullable ErrorClass errorClass) {
        return new Fan(
                items,
                succeeded + (how == StepStatus.SUCCEEDED ? 1 : 0),
                round,
                size,
                next,
                live - 1,
                failed + (how == StepStatus.FAILED ? 1 : 0),
                unknown + (how == StepStatus.UNKNOWN ? 1 : 0),
                cause.isEmpty() && errorClass != null ? errorClass.code() : cause);
    }

    /** The same without what was under way: whoever goes on begins another round. */
    Fan idle() {
        return new Fan(items, succeeded, round, size, next, 0, failed, unknown, cause);
    }

    /** How the step ends once nothing is under way and nothing more is begun. */
    StepStatus outcome() {
        if (unknown > 0) {
            return StepStatus.UNKNOWN;
        }
        return failed > 0 ? StepStatus.FAILED : StepStatus.SUCCEEDED;
    }

    String text() {
        return IntStream.of(items, succeeded, round, size, next, live, failed, unknown)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(SEPARATOR))
                + SEPARATOR
                + cause;
    }

    /** @throws IllegalArgumentException when the text has another form */
    static Fan parse(String text) {
        List<String> parts = List.of(text.split("\\.", -1));
        if (parts.size() != COUNTERS + 1) {
            throw new IllegalArgumentException("unreadable counters: " + text);
        }
        int[] counters =
                parts.stream().limit(COUNTERS).mapToInt(Integer::parseInt).toArray();
        return new Fan(
                counters[0],
                counters[1],
                counters[2],
                counters[3],
                counters[4],
                counters[5],
                counters[6],
                counters[7],
                parts.getLast());
    }
}
