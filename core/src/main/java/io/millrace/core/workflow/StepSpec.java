package io.millrace.core.workflow;

import java.time.Duration;
import java.util.List;
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
