package io.millrace.core.workflow;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
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
 * @param foreach empty when the work is done once
 * @param timeout the deadline of one attempt; empty means the action's own
 */
public record StepSpec(
        String id,
        List<String> needs,
        RunIf runIf,
        Optional<String> when,
        Work work,
        Optional<Foreach> foreach,
        RetryPolicy retry,
        Optional<Duration> timeout,
        OnUnknown onUnknown,
        OnCrash onCrash) {

    /** What the step does. */
    public sealed interface Work {}

    /**
     * @param action the full name, {@code slack.send_message}
     * @param cache empty when every run of the step calls
     */
    public record CallAction(
            String action,
            Optional<String> connection,
            @Nullable Object input,
            Optional<Cache> cache) implements Work {
        /** A call that is made every time. */
        public CallAction(String action, Optional<String> connection, @Nullable Object input) {
            this(action, connection, input, Optional.empty());
        }
    }

    /**
     * For how long the result of an action may stand for the same call.
     *
     * @param ttl {@link #SHORTEST} to {@link #LONGEST}
     * @param key what tells calls apart instead of their inputs; may hold expressions
     */
    public record Cache(Duration ttl, Optional<String> key) {
        public static final Duration SHORTEST = Duration.ofSeconds(1);
        public static final Duration LONGEST = Duration.ofDays(7);
    }

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

        private static final int LAST_YEAR = 9999;

        /**
         * Reads a time with its offset, in the years that RFC 3339 (section 1) has: 0000 to 9999, as written and in UTC.
         *
         * @throws DateTimeException when it is anything else
         */
        public static Instant time(String text) {
            OffsetDateTime time = OffsetDateTime.parse(text);
            for (int year : new int[] {
                time.getYear(), time.withOffsetSameInstant(ZoneOffset.UTC).getYear()
            }) {
                if (year < 0 || year > LAST_YEAR) {
                    throw new DateTimeException("the year " + year + " is outside RFC 3339");
                }
            }
            return time.toInstant();
        }

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

    /**
     * Waits for a person to say yes or no.
     *
     * @param title what is asked; may hold expressions
     * @param details what helps to decide, in Markdown; may hold expressions
     * @param roles who may answer; empty for everybody who may run executions
     * @param timeout how long it is waited for an answer
     */
    public record Approval(
            String title,
            Optional<String> details,
            List<Approver> roles,
            Duration timeout,
            OnTimeout onTimeout,
            OnReject onReject)
            implements Work {
        public static final Duration DEFAULT_TIMEOUT = Duration.ofDays(7);

        public Approval {
            roles = List.copyOf(roles);
        }

        /** What is resolved when the step starts. */
        Map<String, Object> json() {
            return details.<Map<String, Object>>map(text -> Map.of("title", title, "details", text))
                    .orElseGet(() -> Map.of("title", title));
        }
    }

    /** The roles that may run executions, and so may answer. */
    public enum Approver {
        OPERATOR,
        EDITOR,
        OWNER;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Approver> of(String code) {
            return Arrays.stream(values())
                    .filter(role -> role.code().equals(code))
                    .findFirst();
        }
    }

    /** What happens to an approval that nobody answered in time. */
    public enum OnTimeout {
        FAIL,
        APPROVE,
        REJECT
    }

    /** What happens to an approval that was answered with no. */
    public enum OnReject {
        FAIL,
        /** The step succeeds, and its output says no. */
        CONTINUE
    }

    /**
     * Gives a plain variable of the project a value.
     *
     * @param json what is resolved when the step starts: {@code value} and perhaps {@code if_current}
     */
    public record SetVariable(String name, Map<String, @Nullable Object> json) implements Work {}

    /**
     * Runs another workflow of the project with an event of its own.
     *
     * @param input what that event's data is; may hold expressions
     * @param waits whether the step ends when the other workflow's execution does, or at once
     * @param timeout how long it waits
     */
    public record CallWorkflow(String workflow, @Nullable Object input, boolean waits, Duration timeout)
            implements Work {
        public static final Duration DEFAULT_TIMEOUT = Duration.ofDays(7);
    }

    /**
     * Has the step's work done once for each item of a list.
     *
     * @param items a list, or a text with an expression that gives one
     * @param batch how many items are given to one run of the work, as a list; empty for one, as it is
     * @param parallel how many runs of the work may be under way at a time
     */
    public record Foreach(@Nullable Object items, Optional<Integer> batch, int parallel, OnItemFailure onItemFailure) {
        /** The most items, after those of a batch were put together. */
        public static final int MOST_ITEMS = 100_000;

        public static final int LARGEST_BATCH = 1_000;
        public static final int MOST_PARALLEL = 100;
    }

    /** What becomes of the other items when one has failed; the step fails in either case, once they have ended. */
    public enum OnItemFailure {
        /** Those that have not begun are left alone. */
        STOP,
        CONTINUE
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
