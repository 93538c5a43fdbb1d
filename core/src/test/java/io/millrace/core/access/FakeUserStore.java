package io.millrace.core.access;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Users in memory. */
public final class FakeUserStore implements UserStore {
    private final TreeMap<String, User> byEmail = new TreeMap<>();

    @Override
    public synchronized boolean isEmpty() {
        return byEmail.isEmpty();
    }

    @Override
    public synchronized Optional<User> find(long id) {
        return byEmail.values().stream().filter(user -> user.id() == id).findFirst();
    }

    @Override
    public synchronized Optional<User> findByEmail(String email) {
        return Optional.ofNullable(byEmail.get(email));
    }

    @Override
    public synchronized List<User> list(@Nullable String after, int limit) {
        return byEmail.values().stream()
                .filter(user -> after == null || user.email().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean insert(User user) {
        return byEmail.putIfAbsent(user.email(), user) == null;
    }

    @Override
    public synchronized boolean insertFirst(User user) {
        return byEmail.isEmpty() && insert(user);
    }

    @Override
    public synchronized boolean setPasswordHash(long id, String passwordHash) {
        Optional<User> found = find(id);
        found.ifPresent(user ->
                byEmail.put(user.email(), new User(id, user.email(), passwordHash, user.role(), user.created())));
        return found.isPresent();
    }

    @Override
    public synchronized boolean deleteUnlessLastOwner(long id) {
        long others = byEmail.values().stream()
                .filter(user -> user.role() == Role.OWNER && user.id() != id)
                .count();
        return byEmail.values().removeIf(user -> user.id() == id && (user.role() != Role.OWNER || others > 0));
    }
}
