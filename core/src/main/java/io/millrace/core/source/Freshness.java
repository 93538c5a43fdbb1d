package io.millrace.core.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Refuses what was signed too long ago, so that a recorded request cannot be sent again later. */
record Freshness(Duration tolerance) {
    /** @param seconds the signed time as the header holds it: seconds since 1970 */
    Optional<Verdict.Refused> refusal(String seconds, Instant now) {
        if (!seconds.matches("[0-9]{1,12}")) {
            return stale("The signed time is not a number of seconds since 1970.");
        }
        long difference = now.getEpochSecond() - Long.parseLong(seconds);
        if (Math.abs(difference) <= tolerance.toSeconds()) {
            return Optional.empty();
        }
        return stale("The request was signed " + Math.abs(difference) + " seconds "
                + (difference > 0 ? "ago" : "ahead of this server's clock") + "; " + tolerance.toSeconds()
                + " are allowed. If it was sent just now, set both clocks.");
    }

    private static Optional<Verdict.Refused> stale(String detail) {
        return Optional.of(new Verdict.Refused(Reason.STALE_TIMESTAMP, detail));
    }
}
