package io.millrace.core.workflow;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step as written, with every default filled in.
 *
 * @param needs the steps it waits for; the step before it when none were written
 * @param runIf what the outcome of its needs must be
 * @param when a condition in CEL, judged when the step is about to start
 * @param timeout the deadline of one attempt; empty means the action's own
 */
public record StepSpec(
        String id,
        List<String> needs,
        RunIf runIf,
        Optional<String> when,
        Work work,
        RetryPolicy retry,
        Optional<Duration> timeout,
        OnUnknown onUnknown,
        OnCrash onCrash) {

    /** What the step does. */
    public sealed interface Work {}

    /** @param action the full name, {@code slack.send_message} */
    public record CallAction(
            String action,
            Optional<String> connection,
            @Nullable Object input) implements Work {}

    /** Computes a value from what is there; calls nothing. */
    public record Transform(@Nullable Object value) implements Work {}

    /**
     * Lets a time pass.
     *
     * @param value a duration or a time, or a text with an expression that gives one; empty when it could not be read
     */
    public record Wait(Term term, String value) implements Work {
        /** The longest one step may wait. */
        public static final Duration LONGEST = Duration.ofDays(366);

        /** What is resolved when the step starts. */
        Map<String, Object> json() {
            return Map.of(term.code(), value);
        }
    }

    /** How the end of a wait is given. */
    public enum Term {
        /** A time from the start of the step on. */
        FOR,
        /** A point in time. */
        UNTIL;

        /** The key in a workflow's text. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** When a step starts, by the outcome of the steps it needs. */
    public enum RunIf {
        SUCCESS,
        FAILURE,
        ALWAYS
    }

    /** What happens to a step whose effect may or may not have happened. */
    public enum OnUnknown {
        ASK,
        RETRY,
        SUCCEED,
        FAIL
    }

    /** What happens to a step of unsafe effect that was running when its server died. */
    public enum OnCrash {
        RETRY,
        UNKNOWN
    }
}
