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
            until = switch (wait.term()) {
                case FOR -> after(now, Duration.parse(given));
                case UNTIL -> Wait.time(given);
            };
        } catch (DateTimeException e) {
            return unusable(step, wait.term(), given, expected(wait.term()));
        }
        if (until.isAfter(now.plus(Wait.LONGEST))) {
            return unusable(
                    step,
                    wait.term(),
                    given,
                    "longer than a step can wait: give at most " + days(Wait.LONGEST) + " from the step's start");
        }
        if (wait.term() == Term.FOR && until.isBefore(now)) {
            return unusable(step, wait.term(), given, "shorter than no time at all: give a duration from PT0S on");
        }
        until = until.truncatedTo(ChronoUnit.MICROS); // as the store keeps times
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

    /** That long after now, but never so long that no time could say it. */
    private static Instant after(Instant now, Duration duration) {
        Duration most = Wait.LONGEST.multipliedBy(2);
        Duration bounded = duration.compareTo(most) > 0 ? most : duration;
        return now.plus(bounded.compareTo(most.negated()) < 0 ? most.negated() : bounded);
    }

    private static String expected(Term term) {
        return switch (term) {
            case FOR -> "no ISO-8601 duration, such as PT2H";
            case UNTIL -> "no time with its offset in the years 0000 to 9999 (RFC 3339), such as 2027-03-01T09:00:00Z";
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
