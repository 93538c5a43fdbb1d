package io.millrace.core.lane;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What is known of a tool's own limit, from the time on at which an answer said that nothing is left of it. Nobody calls before
 * the tool counts anew; then as many as it allows in one of its windows. When that window ends is guessed until an answer
 * tells it. All is forgotten when a window ends of which something was left, or when nobody has called for a while.
 *
 * <p>As text: {@code LIMIT LEFT SINCE UNTIL told}, with times in microseconds since the epoch; {@code guessed} as the last
 * word when nobody has told the end.
 *
 * @param limit how many a window allows; 0 when the tool does not say
 * @param left how many more may call in this window
 * @param since when this window was seen to begin; nobody may call before
 * @param until when the tool counts anew
 * @param told whether the tool said so
 */
public record Learned(int limit, int left, Instant since, Instant until, boolean told) {
    /** How long a window is taken to be while no answer has told. */
    static final Duration GUESS = Duration.ofMinutes(1);

    /** Answers that tell of the same window may differ by so much: many count in whole seconds from now. */
    static final Duration SAME = Duration.ofSeconds(2);

    private static final int WORDS = 5;

    /** Nothing is left until a time. */
    static Learned usedUp(int limit, Instant now, Instant until) {
        return new Learned(limit, 0, now, until, true);
    }

    public String text() {
        return limit + " " + left + ' ' + micros(since) + ' ' + micros(until) + ' ' + (told ? "told" : "guessed");
    }

    public static Learned parse(String text) {
        String[] words = text.split(" ");
        if (words.length != WORDS) {
            throw new IllegalArgumentException("no learned limit: " + text);
        }
        return new Learned(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                instant(words[2]),
                instant(words[3]),
                words[4].equals("told"));
    }

    /** The same unless time has made it meaningless. */
    Optional<Learned> asOf(Instant now) {
        if (now.isBefore(until)) {
            return Optional.of(this);
        }
        boolean goesOn = told && left == 0 && limit > 0 && now.isBefore(until.plus(LaneRow.KEPT));
        return goesOn ? Optional.of(this) : Optional.empty();
    }

    /** From when on somebody may call. */
    Instant opens(Instant now) {
        Instant from = left == 0 ? until : since;
        return now.isBefore(from) ? from : now;
    }

    /** How many more may call at a time. */
    long leftAt(Instant at) {
        return asOf(at).map(known -> at.isBefore(until) ? left : limit)
                .map(Integer::longValue)
                .orElse(Long.MAX_VALUE);
    }

    /** One more calls. */
    Optional<Learned> entered(Instant at) {
        return asOf(at).map(known -> at.isBefore(until)
                ? new Learned(limit, Math.max(0, left - 1), since, until, told)
                : new Learned(limit, limit - 1, at, at.plus(GUESS), false));
    }

    /** One that was counted at a time did not call after all. */
    Learned notEntered(Instant at) {
        return at.isBefore(since) || left >= limit ? this : new Learned(limit, left + 1, since, until, told);
    }

    /**
     * An answer tells more.
     *
     * @param usedUp whether nothing is left beside what is under way
     */
    Learned told(int limitNow, int remaining, Instant resetsAt, boolean usedUp, Instant now) {
        if (!resetsAt.isAfter(now) || !resetsAt.isAfter(since)) {
            return this; // of a window that is over
        }
        boolean later = resetsAt.isAfter(until.plus(SAME));
        if (usedUp) {
            boolean known = told && left == 0 && !later;
            return known ? this : usedUp(limitNow > 0 ? limitNow : limit, now, told && !later ? until : resetsAt);
        }
        return told ? this : new Learned(limit, Math.min(left, remaining), since, resetsAt, true);
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static Instant instant(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }
}
