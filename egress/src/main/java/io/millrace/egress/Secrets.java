package io.millrace.egress;

import io.millrace.sdk.Sensitive;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reveals the texts of one call while it is written and remembers what it revealed, so that it can be masked afterwards. */
final class Secrets {
    private final Set<String> revealed = new LinkedHashSet<>();

    /** The text of a value that may be sensitive. */
    String reveal(Object value) {
        if (value instanceof Sensitive sensitive) {
            revealed.addAll(sensitive.hidden());
        }
        return Sensitive.reveal(value);
    }

    SecretMask mask() {
        return SecretMask.of(revealed);
    }

    Set<String> revealed() {
        return Set.copyOf(revealed);
    }
}
