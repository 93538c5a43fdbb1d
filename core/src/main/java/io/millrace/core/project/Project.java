package io.millrace.core.project;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * A tenant's place.
 *
 * @param id a slug, for ever the same
 * @param name what people read; at most {@value Projects#MAX_NAME_LENGTH} characters
 * @param revision 1 for a new one, one more with every change
 */
public record Project(String id, String name, Instant created, long revision, Keeping keeping) {
    /** One that keeps its history as the configuration says. */
    public Project(String id, String name, Instant created, long revision) {
        this(id, name, created, revision, Keeping.AS_CONFIGURED);
    }

    /**
     * How long it keeps what, in days.
     *
     * @param history executions after their end; empty for what the configuration says
     * @param events those that started nothing; empty for as long as the history
     */
    public record Keeping(OptionalInt history, OptionalInt events) {
        public static final Keeping AS_CONFIGURED = new Keeping(OptionalInt.empty(), OptionalInt.empty());
    }
}
