package io.millrace.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows belong to a project, have a key within it and a revision that guards their changes. Every change also
 * counts the project's revision of the table, so that a cache knows when to read again.
 *
 * @param name of the table, which is the subject of the project's revision, too
 * @param key the column that tells a project's rows apart
 */
record RevisedTable<T>(Database database, String name, String key, RowMapper<T> mapper) {
    Optional<T> find(String project, String id) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM " + name + " WHERE project = :project AND " + key + " = :id")
                .bind("project", project)
                .bind("id", id)
                .map(mapper)
                .findOne());
    }

    /** In the order of their keys. @param equal the values that columns must have, by column */
    List<T> list(String project, Map<String, String> equal, @Nullable String after, int limit) {
        String conditions = equal.keySet().stream()
                .map(column -> " AND " + column + " = :" + column)
                .collect(Collectors.joining());
        return database.read(handle -> handle.createQuery("SELECT * FROM " + name + " WHERE project = :project AND "
                        + key + " > :after" + conditions + " ORDER BY " + key + " LIMIT :limit")
                .bind("project", project)
                .bind("after", after == null ? "" : after)
                .bind("limit", limit)
                .bindMap(equal)
                .map(mapper)
                .list());
    }

    int count(String project) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM " + name + " WHERE project = :project")
                .bind("project", project)
                .mapTo(Integer.class)
                .one());
    }

    /** Runs a change in one transaction with the count of it. @param change says whether it changed anything */
    boolean write(String project, Predicate<Handle> change) {
        return database.write(handle -> {
            boolean changed = change.test(handle);
            if (changed) {
                ProjectRevisions.count(handle, project, name);
            }
            return changed;
        });
    }

    /** @return whether there was such a row of this revision */
    boolean delete(String project, String id, long revision) {
        return write(project, handle -> delete(handle, project, id, revision));
    }

    /** Deletes within a {@link #write}. @return whether there was such a row of this revision */
    boolean delete(Handle handle, String project, String id, long revision) {
        return handle.execute(
                        "DELETE FROM " + name + " WHERE project = ? AND " + key + " = ? AND revision = ?",
                        project,
                        id,
                        revision)
                == 1;
    }

    /** How often the project's rows have changed. */
    long revision(String project) {
        return database.read(handle -> ProjectRevisions.read(handle, project, name));
    }
}
