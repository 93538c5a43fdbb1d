package io.millrace.core.access;

import java.time.Instant;
import java.util.Optional;

/** Keeps sessions by the hashes of their cookies. */
public interface SessionStore {
    void insert(StoredSession session);

    Optional<StoredSession> find(String hash);

    void setLastSeen(String hash, Instant at);

    void delete(String hash);

    /** Ends all sessions of a user. */
    void deleteOf(long user);

    /** Deletes those made before the one instant or last seen before the other. */
    void deleteEnded(Instant createdBefore, Instant lastSeenBefore);
}
