package io.millrace.core.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sessions in memory. */
public final class FakeSessionStore implements SessionStore {
    private final Map<String, StoredSession> byHash = new HashMap<>();

    @Override
    public synchronized void insert(StoredSession session) {
        byHash.put(session.hash(), session);
    }

    @Override
    public synchronized Optional<StoredSession> find(String hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    @Override
    public synchronized void setLastSeen(String hash, Instant at) {
        byHash.computeIfPresent(hash, (_, session) -> new StoredSession(hash, session.user(), session.created(), at));
    }

    @Override
    public synchronized void delete(String hash) {
        byHash.remove(hash);
    }

    @Override
    public synchronized void deleteOf(long user) {
        byHash.values().removeIf(session -> session.user() == user);
    }

    @Override
    public synchronized void deleteEnded(Instant createdBefore, Instant lastSeenBefore) {
        byHash.values()
                .removeIf(session -> session.created().isBefore(createdBefore)
                        || session.lastSeen().isBefore(lastSeenBefore));
    }
}
