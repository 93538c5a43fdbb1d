package io.millrace.core.workflow;

import io.millrace.core.workflow.WorkflowStore.PublishResult.PathTaken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps workflows in memory, under one lock. */
public final class FakeWorkflowStore implements WorkflowStore {
    private record Key(String project, String id) {}

    private record VersionKey(Key workflow, int version) {}

    private final Map<Key, Workflow> workflows = new HashMap<>();
    private final Map<Key, Integer> lastVersions = new HashMap<>();
    private final Map<Key, Long> lastRevisions = new HashMap<>();
    private final Map<VersionKey, WorkflowVersion> versions = new TreeMap<>(
            Comparator.comparing((VersionKey key) -> key.workflow().project())
                    .thenComparing(key -> key.workflow().id())
                    .thenComparingInt(VersionKey::version));
    private final Map<VersionKey, Set<WorkflowUse>> uses = new HashMap<>();
    private final Map<Key, List<NewRoute>> routes = new HashMap<>();
    private long revision;

    @Override
    public synchronized Optional<Workflow> find(String project, String id) {
        return Optional.ofNullable(workflows.get(new Key(project, id)));
    }

    @Override
    public synchronized List<Workflow> list(String project, WorkflowQuery query) {
        return workflows.values().stream()
                .filter(workflow -> workflow.project().equals(project))
                .filter(workflow -> query.after().isEmpty()
                        || workflow.id().compareTo(query.after().get()) > 0)
                .filter(workflow -> query.kind().isEmpty()
                        || workflow.kind() == query.kind().get())
                .filter(workflow -> query.tag().isEmpty()
                        || workflow.tags().contains(query.tag().get()))
                .filter(workflow -> query.text().isEmpty()
                        || lower(workflow.id()).contains(lower(query.text().get()))
                        || lower(workflow.name()).contains(lower(query.text().get())))
                .sorted(Comparator.comparing(Workflow::id))
                .limit(query.limit() + 1L)
                .toList();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public synchronized Optional<Current> current(String project, String id) {
        return find(project, id)
                .flatMap(workflow -> workflow.version().map(version -> new Current(version, workflow.enabled())));
    }

    @Override
    public synchronized SaveResult save(NewDraft draft, ExpectedRevision expected) {
        Key key = new Key(draft.project(), draft.id());
        Workflow before = workflows.get(key);
        if (!matches(expected, before)) {
            return new SaveResult.Moved(revision(before));
        }
        if (before != null && before.text().equals(draft.text())) {
            return new SaveResult.Saved(before);
        }
        Workflow saved = new Workflow(
                draft.project(),
                draft.id(),
                draft.name(),
                draft.description(),
                draft.tags(),
                draft.kind(),
                draft.text(),
                lastRevisions.merge(key, 1L, Long::sum),
                before == null ? Optional.empty() : before.version(),
                before != null && before.version().isPresent(),
                before != null && before.enabled(),
                before == null ? draft.now() : before.createdAt(),
                draft.now(),
                draft.by());
        workflows.put(key, saved);
        return new SaveResult.Saved(saved);
    }

    private static boolean matches(ExpectedRevision expected, @Nullable Workflow before) {
        return switch (expected) {
            case ExpectedRevision.Any ignored -> true;
            case ExpectedRevision.Absent ignored -> before == null;
            case ExpectedRevision.Exactly exactly -> before != null && before.revision() == exactly.revision();
        };
    }

    private static OptionalLong revision(@Nullable Workflow workflow) {
        return workflow == null ? OptionalLong.empty() : OptionalLong.of(workflow.revision());
    }

    @Override
    public synchronized PublishResult publish(NewVersion version) {
        Key key = new Key(version.project(), version.id());
        Workflow draft = workflows.get(key);
        if (draft == null || draft.revision() != version.revision()) {
            return new PublishResult.Moved(revision(draft));
        }
        Optional<PathTaken> taken = taken(key, version.routes());
        if (taken.isPresent()) {
            return taken.get();
        }
        int number = lastVersions.merge(key, 1, Integer::sum);
        versions.put(
                new VersionKey(key, number),
                new WorkflowVersion(key.project(), key.id(), number, draft.text(), version.now(), version.by()));
        uses.put(new VersionKey(key, number), Set.copyOf(version.uses()));
        routes.put(key, version.routes());
        Workflow published =
                published(draft, Optional.of(number), false, draft.version().isEmpty() || draft.enabled());
        workflows.put(key, published);
        revision++;
        return new PublishResult.Done(published);
    }

    private Optional<PathTaken> taken(Key key, List<NewRoute> wanted) {
        for (NewRoute route : wanted) {
            for (Map.Entry<Key, List<NewRoute>> other : routes.entrySet()) {
                boolean rival = other.getKey().project().equals(key.project())
                        && !other.getKey().equals(key)
                        && other.getValue().stream()
                                .anyMatch(claim -> claim.kind() == Route.Kind.WEBHOOK
                                        && claim.path().equals(route.path())
                                        && !claim.verify().equals(route.verify()));
                if (rival && route.kind() == Route.Kind.WEBHOOK) {
                    return Optional.of(
                            new PathTaken(route.path(), other.getKey().id()));
                }
            }
        }
        return Optional.empty();
    }

    private static Workflow published(Workflow workflow, Optional<Integer> version, boolean changed, boolean enabled) {
        return new Workflow(
                workflow.project(),
                workflow.id(),
                workflow.name(),
                workflow.description(),
                workflow.tags(),
                workflow.kind(),
                workflow.text(),
                workflow.revision(),
                version,
                changed,
                enabled,
                workflow.createdAt(),
                workflow.updatedAt(),
                workflow.updatedBy());
    }

    @Override
    public synchronized Optional<Workflow> setEnabled(String project, String id, boolean enabled) {
        Optional<Workflow> workflow =
                find(project, id).filter(it -> it.version().isPresent());
        Optional<Workflow> changed = workflow.map(it -> published(it, it.version(), it.changed(), enabled));
        changed.ifPresent(it -> {
            workflows.put(new Key(project, id), it);
            revision++;
        });
        return changed;
    }

    @Override
    public synchronized DeleteResult delete(String project, String id, ExpectedRevision expected, Instant now) {
        Key key = new Key(project, id);
        Workflow workflow = workflows.get(key);
        if (workflow == null) {
            return new DeleteResult.Absent();
        }
        if (!matches(expected, workflow)) {
            return new DeleteResult.Moved(workflow.revision());
        }
        workflows.remove(key);
        routes.remove(key);
        revision++;
        return new DeleteResult.Deleted();
    }

    @Override
    public synchronized Optional<WorkflowVersion> version(String project, String id, int version) {
        return Optional.ofNullable(versions.get(new VersionKey(new Key(project, id), version)));
    }

    /** Loses every version, as a database does that was restored from an older back-up. */
    public synchronized void forgetVersions() {
        versions.clear();
    }

    @Override
    public synchronized List<WorkflowVersion> versions(String project, String id, int before, int limit) {
        return versions.values().stream()
                .filter(version ->
                        version.project().equals(project) && version.id().equals(id) && version.version() < before)
                .sorted(Comparator.comparingInt(WorkflowVersion::version).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Set<WorkflowUse> uses(String project, String id, int version) {
        return uses.getOrDefault(new VersionKey(new Key(project, id), version), Set.of());
    }

    @Override
    public synchronized List<String> using(String project, WorkflowUse use) {
        return workflows.values().stream()
                .filter(workflow -> workflow.project().equals(project))
                .filter(workflow -> workflow.version().stream()
                        .anyMatch(
                                version -> uses(project, workflow.id(), version).contains(use)))
                .map(Workflow::id)
                .sorted()
                .toList();
    }

    @Override
    public synchronized void saveHidden(NewHidden hidden) {
        VersionKey key = new VersionKey(new Key(hidden.project(), hidden.id()), 1);
        versions.putIfAbsent(
                key, new WorkflowVersion(hidden.project(), hidden.id(), 1, hidden.text(), hidden.now(), "millrace"));
        uses.putIfAbsent(key, Set.copyOf(hidden.uses()));
    }

    @Override
    public synchronized long routingRevision() {
        return revision;
    }

    @Override
    public synchronized Routing routing() {
        List<Route> all = new ArrayList<>();
        routes.forEach((key, claims) -> claims.forEach(claim -> all.add(new Route(
                key.project(),
                key.id(),
                current(key.project(), key.id()).orElseThrow().version(),
                claim.trigger(),
                claim.kind(),
                claim.path(),
                claim.verify(),
                current(key.project(), key.id()).orElseThrow().enabled()))));
        all.sort(Comparator.comparing(Route::project)
                .thenComparing(Route::workflow)
                .thenComparing(Route::trigger));
        return new Routing(revision, all);
    }
}
