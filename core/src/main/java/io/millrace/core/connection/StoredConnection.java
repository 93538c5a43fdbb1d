package io.millrace.core.connection;

import java.time.Instant;
import java.util.Map;

/**
 * A connection as it is stored.
 *
 * @param secrets ciphertexts by name
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
        long revision) {}
