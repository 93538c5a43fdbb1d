package io.millrace.core.connection;

import io.millrace.core.lane.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A connection as people may see it.
 *
 * @param secrets the names of the secrets that are set, sorted; never a value
 * @param limits how much it may be used at once and in a time
 * @param revision changes with every save; for {@code ETag} and {@code If-Match}
 */
public record ConnectionView(
        String id,
        String tool,
        String kind,
        Map<String, Object> config,
        List<String> secrets,
        Health health,
        Instant created,
        Instant updated,
        long revision,
        Limits limits) {
    static ConnectionView of(StoredConnection stored) {
        return new ConnectionView(
                stored.id(),
                stored.tool(),
                stored.kind(),
                stored.config(),
                stored.secrets().keySet().stream().sorted().toList(),
                stored.health(),
                stored.created(),
                stored.updated(),
                stored.revision(),
                stored.limits());
    }
}
