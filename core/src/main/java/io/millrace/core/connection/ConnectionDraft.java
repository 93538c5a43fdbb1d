package io.millrace.core.connection;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection as somebody wants it.
 *
 * @param config the readable part, checked against the kind's schema; at most 64 KiB as JSON
 * @param secrets what to set; a name left out keeps its value, {@code null} removes it; at most 32 of at most 64 KiB each
 */
public record ConnectionDraft(
        String tool, String kind, Map<String, Object> config, Map<String, @Nullable String> secrets) {
    /** Names the secrets and hides their values. */
    @Override
    public String toString() {
        return "ConnectionDraft[tool=" + tool + ", kind=" + kind + ", secrets=" + secrets.keySet() + "]";
    }
}
