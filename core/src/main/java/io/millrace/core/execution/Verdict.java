package io.millrace.core.execution;

import io.millrace.core.ledger.AttemptDecision;
import io.millrace.core.ledger.ChunkRow;
import io.millrace.core.workflow.StepStatus;
import io.millrace.sdk.ErrorClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows from one try of a step, decided before the commit. Every failure says why it is decided as it is. */
sealed interface Verdict {
    String reason();

    /** @param output as JSON text */
    record Done(String reason, @Nullable String output) implements Verdict {}

    /** The step is done without a call, with the result of the same call made before. @param output as JSON text */
    record Reuse(String reason, String output) implements Verdict {}

    /** The step's {@code when} was false. */
    record Skip(String reason) implements Verdict {}

    /**
     * The step is done when its record gives a variable a value; whether it may is decided there, on the locked row.
     *
     * @param value JSON text
     * @param ifCurrent the value that the variable must have, as JSON text, {@code null} as long as there is none; a Java null
     *     when any will do
     * @param output as JSON text
     */
    record Assign(String name, String value, @Nullable String ifCurrent, String output) implements Verdict {
        @Override
        public String reason() {
            return "";
        }
    }

    /**
     * The step is not done, and nothing is to be done for it until then, unless somebody ends the waiting.
     *
     * @param kind of the task that waits
     */
    record Wait(String reason, String kind, Instant until) implements Verdict {}

    /**
     * The step starts another workflow when it is recorded; it is done then, or waits for the other one's end.
     *
     * @param until how long it waits; empty when it does not
     * @param output what is known of what was started, as JSON text
     */
    record Start(String reason, Call call, Optional<Instant> until, String output) implements Verdict {}

    /**
     * The step goes over the items of a list.
     *
     * @param fan the round that begins
     * @param chunks what the round needs to be kept
     */
    record FanOut(String reason, Fan fan, List<ChunkRow> chunks) implements Verdict {}

    /**
     * @param counts whether the try counts against the retry policy
     * @param inDoubt whether an earlier call may have done the work, so that the next try first looks whether it has
     */
    record Retry(ErrorClass errorClass, String reason, Instant at, boolean counts, boolean inDoubt) implements Verdict {
        Retry(ErrorClass errorClass, String reason, Instant at, boolean counts) {
            this(errorClass, reason, at, counts, false);
        }

        /** How the journal has it. */
        Ending ending() {
            return new Ending(
                    inDoubt ? AttemptDecision.LOOK_UP : AttemptDecision.RETRY, StepStatus.FAILED, errorClass, null);
        }
    }

    /**
     * @param message what failed, without the reasoning; it is what {@code failure.message} shows
     * @param output as JSON text, when even a failure has one
     */
    record Fail(
            ErrorClass errorClass,
            String reason,
            String message,
            @Nullable String output) implements Verdict {
        Fail(ErrorClass errorClass, String reason, String message) {
            this(errorClass, reason, message, null);
        }
    }

    /** The effect may or may not have happened; a person decides. */
    record Ask(ErrorClass errorClass, String reason, String message) implements Verdict {}

    /**
     * The execution is being cancelled.
     *
     * @param errorClass {@code cancelled}, or {@code crashed} when a server had died with it before
     * @param unknown whether it may have happened all the same, and is unsafe to repeat
     */
    record Stop(String reason, ErrorClass errorClass, boolean unknown) implements Verdict {
        private static final String MAYBE = " It may have happened, and the action is unsafe to repeat.";

        Stop(String reason) {
            this(reason, ErrorClass.CANCELLED, false);
        }

        /** It has stopped, and may have done its work before. */
        static Stop inDoubt(String message) {
            return new Stop(message + MAYBE, ErrorClass.CANCELLED, true);
        }

        /** It did not stop in time. */
        static Stop cutOff(boolean unsafe) {
            String reason = "It had not stopped " + Cancellation.BOUND.toSeconds()
                    + " seconds after the execution was cancelled, and was cut off.";
            return new Stop(unsafe ? reason + MAYBE : reason, ErrorClass.CANCELLED, unsafe);
        }

        /** The execution was cancelled before it could be tried again. */
        static Stop crashed(boolean unsafe) {
            String reason = "The server stopped while this step ran, and then the execution was cancelled.";
            return new Stop(unsafe ? reason + MAYBE : reason, ErrorClass.CRASHED, unsafe);
        }
    }
}
