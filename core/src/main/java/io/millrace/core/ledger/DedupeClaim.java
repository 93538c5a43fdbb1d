package io.millrace.core.ledger;

import java.time.Instant;

/**
 * The wish to be the first event of a key.
 *
 * @param scope where keys are compared, such as a source
 * @param event the id that wins when the key is new or its window is over
 * @param now the time that tells whether an earlier window is over
 */
public record DedupeClaim(String scope, String key, long event, Instant now, Instant until) {}
