package io.millrace.core.ledger;

/**
 * A part of what a foreach step goes over: its items, in round 0; in each later round, which of them are to be done again.
 * Never changed once written.
 *
 * @param no counts from 0
 * @param body a JSON array of at most {@link #SIZE} elements; all chunks but the last have as many
 */
public record ChunkRow(long execution, String step, int round, int no, String body) {
    public static final int SIZE = 1_000;
}
