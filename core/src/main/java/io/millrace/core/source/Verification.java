package io.millrace.core.source;

import java.time.Instant;

/** The check of one source: one preset with its settings and secrets. Safe for use by many threads. */
public interface Verification {
    /** Judges a request. It only answers; counting and storing are others' work. */
    Verdict verify(InboundRequest request, Instant now);
}
