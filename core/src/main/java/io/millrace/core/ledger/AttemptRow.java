package io.millrace.core.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of one step, as the journal keeps it. Never changed once written.
 *
 * @param subject the execution
 * @param item 0 for the step itself; for one item of a foreach step its index and one
 * @param no counts from 1 over all tries of the step, or of the item, those after a restart of the execution included
 * @param revision of the execution, made by the very commit that recorded this: tells the order of recording
 * @param status how the try ended: a step status in lower case
 * @param errorClass null when it did not fail
 * @param decision what follows: the code of an {@link AttemptDecision}
 * @param reason the error, or why the step was skipped, and why the decision is what it is; for people
 * @param nextAt when the next try is due, after the decisions {@code retry} and {@code look_up}; when the waiting is over, after {@code wait}
 * @param input the resolved input as JSON text, secrets masked
 * @param exchanges a JSON array of requests and answers, secrets masked
 * @param output the output as JSON text
 */
public record AttemptRow(
        long subject,
        String step,
        int item,
        int no,
        int revision,
        String status,
        @Nullable String errorClass,
        String decision,
        String reason,
        Instant startedAt,
        Instant finishedAt,
        @Nullable Instant nextAt,
        @Nullable String input,
        @Nullable String exchanges,
        @Nullable String output) {

    /** Stands for an input or an output where there is too much to show it all; JSON text. */
    public static final String LEFT_OUT = "\"(left out: the journal of this execution is too large to show it all)\"";
}
