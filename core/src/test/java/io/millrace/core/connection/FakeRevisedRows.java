package io.millrace.core.connection;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of projects in memory, each with a key and a revision that guards its changes. Not for many threads. */
final class FakeRevisedRows<T> {
    private final ToLongFunction<T> revisionOf;
    private final Map<String, NavigableMap<String, T>> projects = new HashMap<>();
    private final Map<String, Long> revisions = new HashMap<>();

    FakeRevisedRows(ToLongFunction<T> revisionOf) {
        this.revisionOf = revisionOf;
    }

    Optional<T> find(String project, String key) {
        return Optional.ofNullable(of(project).get(key));
    }

    Stream<T> after(String project, @Nullable String key) {
        return key == null ? of(project).values().stream() : of(project).tailMap(key, false).values().stream();
    }

    int count(String project) {
        return of(project).size();
    }

    boolean write(String project, String key, T row) {
        if (!has(project, key, revisionOf.applyAsLong(row) - 1)) {
            return false;
        }
        of(project).put(key, row);
        revisions.merge(project, 1L, Long::sum);
        return true;
    }

    /** Replaces a row of the same revision, which counts as no change. */
    boolean replace(String project, String key, T row) {
        boolean present = has(project, key, revisionOf.applyAsLong(row));
        if (present) {
            of(project).put(key, row);
        }
        return present;
    }

    boolean delete(String project, String key, long revision) {
        if (!has(project, key, revision)) {
            return false;
        }
        of(project).remove(key);
        revisions.merge(project, 1L, Long::sum);
        return true;
    }

    long revision(String project) {
        return revisions.getOrDefault(project, 0L);
    }

    /** A row that is not there has the revision 0. */
    private boolean has(String project, String key, long revision) {
        return find(project, key).map(revisionOf::applyAsLong).orElse(0L) == revision;
    }

    private NavigableMap<String, T> of(String project) {
        return projects.computeIfAbsent(project, _ -> new TreeMap<>());
    }
}
