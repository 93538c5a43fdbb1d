package io.millrace.egress;

import java.time.Duration;

/** The one moment by which a whole call must have ended, on the clock of {@link System#nanoTime()}. */
record Deadline(long nanoTime, Duration granted) {
    /** The longest that is granted; keeps the arithmetic in range. */
    private static final Duration LONGEST = Duration.ofHours(24);

    static Deadline in(Duration duration) {
        Duration bounded = duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
        return new Deadline(System.nanoTime() + bounded.toNanos(), bounded);
    }

    /** What is left; zero or less when it has passed. */
    long remainingNanos() {
        return nanoTime - System.nanoTime();
    }

    boolean passed() {
        return remainingNanos() <= 0;
    }

    /** The granted time for people: {@code 250 ms}, {@code 30 s}. */
    String grantedText() {
        long millis = granted.toMillis();
        return millis < 1_000 || millis % 1_000 != 0 ? millis + " ms" : millis / 1_000 + " s";
    }
}
