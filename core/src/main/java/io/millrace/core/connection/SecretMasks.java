package io.millrace.core.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.millrace.core.shared.Caches;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The mask of each project: all its secret variables and all secrets of its connections.
 *
 * <p>A mask holds the values it hides, so only those of recently active projects are kept, and only while the project's
 * connections and variables stay the same.
 */
public final class SecretMasks {
    private static final int PROJECTS_KEPT = 64;
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final Connections connections;
    private final Variables variables;
    private final Cache<String, Known> known = Caches.newBuilder()
            .maximumSize(PROJECTS_KEPT)
            .expireAfterAccess(IDLE)
            .scheduler(Scheduler.systemScheduler())
            .build();

    private record Known(long connections, long variables, Set<String> values, SecretMask mask) {}

    public SecretMasks(Connections connections, Variables variables) {
        this.connections = connections;
        this.variables = variables;
    }

    /** The mask as of now; add what an attempt revealed besides with {@link SecretMask#and}. */
    public SecretMask of(String project) {
        long connectionsNow = connections.revision(project);
        long variablesNow = variables.revision(project);
        Known kept = known.getIfPresent(project);
        if (kept != null && kept.connections() == connectionsNow && kept.variables() == variablesNow) {
            return kept.mask();
        }
        Set<String> values = new HashSet<>();
        connections.allSecrets(project).forEach(secret -> values.add(secret.reveal()));
        variables.allSecrets(project).forEach(secret -> values.add(secret.reveal()));
        // Plain variables change often, by workflows too, and a mask is dear to make.
        SecretMask mask = kept != null && kept.values().equals(values) ? kept.mask() : SecretMask.of(values);
        known.put(project, new Known(connectionsNow, variablesNow, values, mask));
        return mask;
    }
}
