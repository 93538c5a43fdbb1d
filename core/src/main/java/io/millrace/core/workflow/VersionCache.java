package io.millrace.core.workflow;

import com.github.benmanes.caffeine.cache.Cache;
import io.millrace.core.shared.Caches;
import io.millrace.core.shared.MillraceException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Versions read and compiled once. They never change, so nothing here is ever outdated. */
final class VersionCache {
    private static final Logger log = LoggerFactory.getLogger(VersionCache.class);
    private static final int MOST = 5_000;

    private record Key(String project, String id, int version) {}

    private record Compiled(Definition definition, Plan plan) {}

    private final WorkflowStore store;
    private final Planner planner;
    private final DefinitionReader reader;
    private final Cache<Key, Compiled> compiled =
            Caches.newBuilder().maximumSize(MOST).build();

    VersionCache(WorkflowStore store, Planner planner, DefinitionReader reader) {
        this.store = store;
        this.planner = planner;
        this.reader = reader;
    }

    /** @param enabled passed on, as it belongs to the workflow and not to the version */
    Optional<Published> get(String project, String id, int version, boolean enabled) {
        return Optional.ofNullable(compiled.get(new Key(project, id, version), this::compile))
                .map(it -> new Published(project, id, version, it.definition(), it.plan(), enabled));
    }

    boolean contains(String project, String id, int version) {
        return compiled.getIfPresent(new Key(project, id, version)) != null;
    }

    private @Nullable Compiled compile(Key key) {
        Optional<HiddenWorkflow> hidden = HiddenWorkflow.of(key.id());
        Optional<Definition> definition = store.version(key.project(), key.id(), key.version())
                .flatMap(version -> hidden.map(HiddenWorkflow::definition)
                        .or(() -> reader.read(version.text()).definition()));
        try {
            return definition.map(it -> new Compiled(it, planner.plan(it))).orElse(null);
        } catch (MillraceException e) {
            // It was published by a server that knew more or less than this one. It is as good as gone, and must keep
            // neither the other schedules nor the other listeners of an address from being found.
            log.error("The version {} of {} cannot be run: {}", key.version(), key.id(), e.getMessage());
            return null;
        }
    }
}
