package io.millrace.core.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps API tokens by the hashes of their secrets. */
public interface TokenStore {
    Optional<Token> findByHash(String hash);

    Optional<Token> findByName(String name);

    /** Tokens in the order they were made. @param after continue after this id; 0 from the start */
    List<Token> list(long after, int limit);

    int count();

    /** @return false when the name is taken */
    boolean insert(Token token);

    void setLastUsed(long id, Instant at);

    /** @return whether there was such a token */
    boolean delete(long id);
}
