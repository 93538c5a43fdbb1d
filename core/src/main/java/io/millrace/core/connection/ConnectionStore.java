package io.millrace.core.connection;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps connections, secrets encrypted. */
public interface ConnectionStore {
    Optional<StoredConnection> find(String project, String id);

    /**
     * Connections in the order of their ids.
     *
     * @param tool only those of this tool; {@code null} for all
     * @param after continue after this id; {@code null} from the start
     */
    List<StoredConnection> list(String project, @Nullable String tool, @Nullable String after, int limit);

    int count(String project);

    /**
     * Writes a connection if nobody else changed it meanwhile: revision 1 only when there is none of that id, any other
     * only in place of the revision before it.
     *
     * @return whether it was written
     */
    boolean write(StoredConnection connection);

    /** Sets the health if the connection still has the given revision. @return whether it was written */
    boolean writeHealth(String project, String id, long revision, Health health);

    /** @return whether there was such a revision */
    boolean delete(String project, String id, long revision);

    /** A number that changes with every write and delete in the project, but not with health. 0 before the first. */
    long revision(String project);
}
