package io.millrace.verify.crash;

import java.time.Instant;
import java.util.Optional;

/**
 * One life of the server, from the start of its process to its death. Times are of the machine's clock.
 *
 * @param number counts from 1
 * @param begun when the process was started; the one before was gone by then
 * @param ready when it said that it can take requests
 * @param end empty for the one that lives
 */
record Life(int number, Instant begun, Instant ready, Optional<End> end) {
    /** @param at just before the signal was sent @param killed by SIGKILL; else it was asked to stop */
    record End(Instant at, boolean killed) {}

    Life ended(Instant at, boolean killed) {
        return new Life(number, begun, ready, Optional.of(new End(at, killed)));
    }
}
