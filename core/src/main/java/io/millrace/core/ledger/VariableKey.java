package io.millrace.core.ledger;

import java.util.Comparator;

/** One variable of one project. */
public record VariableKey(String project, String name) implements Comparable<VariableKey> {
    private static final Comparator<VariableKey> ORDER =
            Comparator.comparing(VariableKey::project).thenComparing(VariableKey::name);

    @Override
    public int compareTo(VariableKey other) {
        return ORDER.compare(this, other);
    }
}
