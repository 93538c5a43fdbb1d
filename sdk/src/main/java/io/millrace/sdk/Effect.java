package io.millrace.sdk;

import java.util.Locale;

/** What a second call with the same input does to the outside, declared by each action; it decides what a retry may do. */
public enum Effect {
    /** Changes nothing. */
    READ,
    /** Changes something, and a second call leaves the same state as the first. */
    IDEMPOTENT,
    /** The tool takes an idempotency key, so that a second call with the same key is recognised. */
    KEYED,
    /** A second call does the thing twice. */
    UNSAFE;

    /** The name used in manifests, the API and the journal: {@code read}, {@code idempotent}, {@code keyed}, {@code unsafe}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a call whose outcome is unknown may be made again without asking anyone. */
    public boolean repeatable() {
        return this != UNSAFE;
    }
}
