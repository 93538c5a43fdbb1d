package io.millrace.verify.crash;

import java.time.Instant;

/**
 * A call that the sink has seen completely.
 *
 * @param key execution and step
 * @param life the server's life during which it arrived
 * @param body JSON text
 */
record SinkCall(String key, int life, Instant arrived, String body) {}
