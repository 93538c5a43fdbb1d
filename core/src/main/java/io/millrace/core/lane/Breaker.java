package io.millrace.core.lane;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Whether a tool that failed again and again may be called. Opened, nobody calls for a pause; then one canary may; when it
 * succeeds two may at once, then four, and so on until all may. A failure on the way opens it again, for twice the pause.
 *
 * <p>As text: empty when closed, {@code open UNTIL TIMES} with the time in microseconds since the epoch, {@code letting
 * ALLOWED SUCCESSES TIMES}.
 */
public sealed interface Breaker {
    /** How long nobody calls after the first opening; each further one without a recovery doubles it. */
    Duration FIRST_PAUSE = Duration.ofSeconds(15);

    Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** Beyond so many at once nothing is held back any more. */
    int ALL = 64;

    /** Everybody may call. */
    record Closed() implements Breaker {
        @Override
        public String text() {
            return "";
        }
    }

    /**
     * Nobody may call.
     *
     * @param times how often in a row it has opened
     */
    record Open(Instant until, int times) implements Breaker {
        @Override
        public String text() {
            return "open " + ChronoUnit.MICROS.between(Instant.EPOCH, until) + ' ' + times;
        }
    }

    /**
     * Some may call.
     *
     * @param allowed how many at once: 1 for the canary
     * @param successes since so many may
     */
    record Letting(int allowed, int successes, int times) implements Breaker {
        @Override
        public String text() {
            return "letting " + allowed + ' ' + successes + ' ' + times;
        }
    }

    String text();

    /** Whether it has opened between two texts of it. */
    static boolean opened(String before, String after) {
        return after.startsWith("open") && !after.equals(before);
    }

    static Breaker parse(String text) {
        String[] words = text.split(" ");
        return switch (words[0]) {
            case "" -> new Closed();
            case "open" ->
                new Open(Instant.EPOCH.plus(Long.parseLong(words[1]), ChronoUnit.MICROS), Integer.parseInt(words[2]));
            case "letting" ->
                new Letting(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            default -> throw new IllegalArgumentException("no breaker: " + text);
        };
    }

    /** How many may call at once, as of now. */
    default int allowed(Instant now) {
        return switch (this) {
            case Closed closed -> Integer.MAX_VALUE;
            case Open open -> now.isBefore(open.until()) ? 0 : 1;
            case Letting letting -> letting.allowed();
        };
    }

    /** What it is once somebody calls. */
    default Breaker entered(Instant now) {
        return this instanceof Open open && !now.isBefore(open.until()) ? new Letting(1, 0, open.times()) : this;
    }

    /** Too many calls have failed, or one did that was to show whether the tool has recovered. */
    default Breaker failed(Instant now) {
        return switch (this) {
            case Closed closed -> new Open(now.plus(FIRST_PAUSE), 1);
            case Open open -> open;
            case Letting letting -> new Open(now.plus(pause(letting.times())), letting.times() + 1);
        };
    }

    /** A call has succeeded. */
    default Breaker succeeded() {
        if (!(this instanceof Letting letting)) {
            return this;
        }
        if (letting.successes() + 1 < letting.allowed()) {
            return new Letting(letting.allowed(), letting.successes() + 1, letting.times());
        }
        return letting.allowed() * 2 > ALL ? new Closed() : new Letting(letting.allowed() * 2, 0, letting.times());
    }

    private static Duration pause(int times) {
        Duration pause = FIRST_PAUSE;
        for (int i = 0; i < times && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
