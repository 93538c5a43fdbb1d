package io.millrace.verify.crash;

import java.time.Instant;

/**
 * A 202 that a client has read.
 *
 * @param delivery the id the sender gave it, the same on every try
 * @param event the id in the answer
 * @param at when the answer was read
 */
record Acknowledgement(String delivery, String event, boolean duplicate, Instant at) {}
