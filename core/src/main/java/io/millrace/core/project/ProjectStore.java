package io.millrace.core.project;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps projects. */
public interface ProjectStore {
    Optional<Project> find(String id);

    /** Projects in the order of their ids. @param after continue after this id; {@code null} from the start */
    List<Project> list(@Nullable String after, int limit);

    /** @return false when there is one of that id */
    boolean insert(Project project);

    /** The projects that say themselves how long they keep their history. */
    List<Project> keeping();

    /** Writes a name, and what is kept how long, if nobody else changed the project meanwhile: only in place of the revision before. */
    boolean update(Project project);

    /** @return whether there was such a project */
    boolean delete(String id);
}
