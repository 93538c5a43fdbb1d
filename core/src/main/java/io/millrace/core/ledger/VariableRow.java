package io.millrace.core.ledger;

import java.time.Instant;

/**
 * A variable, as far as a unit may look at it.
 *
 * @param secret whether it can be written and used, and never read
 * @param value JSON text; empty for a secret one, whose value no unit needs
 * @param revision 1 for a new one, one more with every change
 */
public record VariableRow(
        VariableKey key, boolean secret, String value, Instant createdAt, Instant updatedAt, long revision) {

    /** A variable that was not there. */
    public static VariableRow plain(VariableKey key, String value, Instant now) {
        return new VariableRow(key, false, value, now, now, 1);
    }

    /** The same with another value. */
    public VariableRow with(String newValue, Instant now) {
        return new VariableRow(key, secret, newValue, createdAt, now, revision + 1);
    }
}
