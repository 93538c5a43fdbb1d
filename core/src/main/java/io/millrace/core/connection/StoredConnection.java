package io.millrace.core.connection;

import io.millrace.core.lane.Limits;
import java.time.Instant;
import java.util.Map;

/**
 * A connection as it is stored.
 *
 * @param secrets ciphertexts by name
 * @param limits how much it may be used at once and in a time, on all nodes together
 * @param revision 1 for a new one, one more with every save; health does not count
 */
public record StoredConnection(
        String project,
        String id,
        String tool,
        String kind,
        Map<String, Object> config,
        Map<String, Sealed> secrets,
        Health health,
        Instant created,
        Instant updated,
        long revision,
        Limits limits) {
    /** One that nothing limits. */
    public StoredConnection(
            String project,
            String id,
            String tool,
            String kind,
            Map<String, Object> config,
            Map<String, Sealed> secrets,
            Health health,
            Instant created,
            Instant updated,
            long revision) {
        this(project, id, tool, kind, config, secrets, health, created, updated, revision, Limits.NONE);
    }
}
