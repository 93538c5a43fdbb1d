package io.millrace.core.connection;

import io.millrace.core.lane.Limits;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection as somebody wants it.
 *
 * @param config the readable part, checked against the kind's schema; at most 64 KiB as JSON
 * @param limits how much it may be used; empty keeps what is set
 * @param secrets what to set; a name left out keeps its value, {@code null} removes it; at most 32 of at most 64 KiB each
 */
public record ConnectionDraft(
        String tool,
        String kind,
        Map<String, Object> config,
        Map<String, @Nullable String> secrets,
        Optional<Limits> limits) {
    /** Leaves the limits as they are. */
    public ConnectionDraft(
            String tool, String kind, Map<String, Object> config, Map<String, @Nullable String> secrets) {
        this(tool, kind, config, secrets, Optional.empty());
    }

    /** Names the secrets and hides their values. */
    @Override
    public String toString() {
        return "ConnectionDraft[tool=" + tool + ", kind=" + kind + ", secrets=" + secrets.keySet() + "]";
    }
}
