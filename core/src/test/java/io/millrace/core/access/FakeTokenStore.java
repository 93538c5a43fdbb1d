package io.millrace.core.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Tokens in memory; counts the look-ups by hash. */
public final class FakeTokenStore implements TokenStore {
    private final TreeMap<Long, Token> byId = new TreeMap<>();
    private int lookUps;

    /** How often a token was looked up by its hash. */
    public synchronized int lookUps() {
        return lookUps;
    }

    @Override
    public synchronized Optional<Token> findByHash(String hash) {
        lookUps++;
        return byId.values().stream().filter(token -> token.hash().equals(hash)).findFirst();
    }

    @Override
    public synchronized Optional<Token> findByName(String name) {
        return byId.values().stream().filter(token -> token.name().equals(name)).findFirst();
    }

    @Override
    public synchronized List<Token> list(long after, int limit) {
        return byId.tailMap(after, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized int count() {
        return byId.size();
    }

    @Override
    public synchronized boolean insert(Token token) {
        return findByName(token.name()).isEmpty() && byId.putIfAbsent(token.id(), token) == null;
    }

    @Override
    public synchronized void setLastUsed(long id, Instant at) {
        byId.computeIfPresent(
                id,
                (_, token) -> new Token(
                        id,
                        token.hash(),
                        token.name(),
                        token.role(),
                        token.created(),
                        Optional.of(at),
                        token.expires()));
    }

    @Override
    public synchronized boolean delete(long id) {
        return byId.remove(id) != null;
    }
}
