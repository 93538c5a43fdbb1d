package io.millrace.app;

import com.github.benmanes.caffeine.cache.Cache;
import io.millrace.core.project.Projects;
import io.millrace.core.shared.Caches;
import java.time.Duration;
import java.util.function.Predicate;

/** Which projects exist: every request asks, and hardly any project is ever deleted. Only what exists is remembered. */
final class KnownProjects implements Predicate<String> {
    private static final int MOST = 10_000;
    private static final Duration REMEMBERED = Duration.ofSeconds(2);

    private final Projects projects;
    private final Cache<String, Boolean> known =
            Caches.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    KnownProjects(Projects projects) {
        this.projects = projects;
    }

    @Override
    public boolean test(String project) {
        if (known.getIfPresent(project) != null) {
            return true;
        }
        boolean exists = projects.get(project).isPresent();
        if (exists) {
            known.put(project, true);
        }
        return exists;
    }
}
