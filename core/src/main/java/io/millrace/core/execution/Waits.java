package io.millrace.core.execution;

import io.millrace.core.connection.SecretMask;
import io.millrace.core.execution.StepTry.Tried;
import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.PlannedStep.PlannedWait;
import io.millrace.core.workflow.StepSpec.Term;
import io.millrace.core.workflow.StepSpec.Wait;
import io.millrace.sdk.ErrorClass;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Steps that let a time pass. When it is over is decided once, when the step begins, and kept in the journal: what the
 * expression would give later does not matter any more.
 */
final class Waits {
    private final InstantSource clock;

    Waits(InstantSource clock) {
        this.clock = clock;
    }

    /** @throws EvaluationException when the expression has no value */
    Tried begin(String step, PlannedWait wait, Bindings bindings, SecretMask mask) throws EvaluationException {
        String given = mask.text(text(wait.value().resolve(bindings), wait.term()));
        Instant now = clock.instant();
        Instant until;
        try {
            until = end(wait.term(), given, now);
        } catch (DateTimeException | ArithmeticException e) {
            return unusable(step, wait.term(), given, expected(wait.term()));
        }
        if (until.isAfter(now.plus(Wait.LONGEST))) {
            return unusable(step, wait.term(), given, "longer than a step can wait, " + days(Wait.LONGEST));
        }
        String input = Json.write(Map.of(wait.term().code(), given));
        if (!until.isAfter(now)) {
            return ended(until, "The time had passed already.", input);
        }
        return new Tried(
                new Verdict.Wait("Waits until " + toTheSecond(until) + ".", Planning.STEP, until), input, null, null);
    }

    /** @param begun the journal's word on when the waiting is over */
    Tried over(AttemptRow begun) {
        Instant until = begun.nextAt();
        if (until == null) {
            throw new IllegalStateException("the step " + begun.step() + " began to wait without an end");
        }
        return ended(until, "", null);
    }

    private static Tried ended(Instant until, String note, @Nullable String input) {
        Map<String, @Nullable Object> output = Map.of("waited_until", until.toString());
        return new Tried(new Verdict.Done(note, Json.write(output)), input, null, output);
    }

    /** For people, to whom the part of a second says nothing. */
    static Instant toTheSecond(Instant until) {
        return until.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String text(@Nullable Object resolved, Term term) {
        Object value = resolved instanceof Map<?, ?> map ? map.get(term.code()) : null;
        return value instanceof String text ? text : Json.write(value);
    }

    /** Exact to the microsecond, as the store keeps times. */
    private static Instant end(Term term, String given, Instant now) {
        Instant end = switch (term) {
            case FOR -> now.plus(Duration.parse(given));
            case UNTIL -> OffsetDateTime.parse(given).toInstant();
        };
        return end.truncatedTo(ChronoUnit.MICROS);
    }

    private static String expected(Term term) {
        return switch (term) {
            case FOR -> "no ISO-8601 duration, such as PT2H";
            case UNTIL -> "no time with its offset (RFC 3339), such as 2027-03-01T09:00:00Z";
        };
    }

    private static String days(Duration duration) {
        return duration.toDays() + " days";
    }

    private static Tried unusable(String step, Term term, String given, String why) {
        return Tried.of(StepTry.failure(
                ErrorClass.VALIDATION,
                "'wait." + term.code() + "' of the step '" + step + "' is '" + shortened(given) + "', which is " + why
                        + "."));
    }

    private static String shortened(String given) {
        int most = 100;
        return given.length() <= most ? given : given.substring(0, most) + "…";
    }
}
