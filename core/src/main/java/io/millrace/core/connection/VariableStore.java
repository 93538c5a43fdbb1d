package io.millrace.core.connection;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps variables, secret ones encrypted. */
public interface VariableStore {
    Optional<StoredVariable> find(String project, String name);

    /** Variables in the order of their names. @param after continue after this name; {@code null} from the start */
    List<StoredVariable> list(String project, @Nullable String after, int limit);

    int count(String project);

    /**
     * Writes a variable if nobody else changed it meanwhile: revision 1 only when there is none of that name, any other
     * only in place of the revision before it.
     *
     * @return whether it was written
     */
    boolean write(StoredVariable variable);

    /** @return whether there was such a revision */
    boolean delete(String project, String name, long revision);

    /** A number that changes with every write and delete in the project. 0 before the first. */
    long revision(String project);
}
