package io.millrace.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.shared.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Principal OWNER = new Principal("usr_x", "ada@example.com", Role.OWNER);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"));

    private Runnable afterLookUp = () -> {};
    private final Tokens tokens = new Tokens(new ForwardingTokenStore(new FakeTokenStore()), new Ids(CLOCK, 0), CLOCK);

    /** Lets something happen between a look-up and its answer. */
    private final class ForwardingTokenStore implements TokenStore {
        private final TokenStore store;

        private ForwardingTokenStore(TokenStore store) {
            this.store = store;
        }

        @Override
        public Optional<Token> findByHash(String hash) {
            Optional<Token> found = store.findByHash(hash);
            afterLookUp.run();
            return found;
        }

        @Override
        public Optional<Token> findByName(String name) {
            return store.findByName(name);
        }

        @Override
        public List<Token> list(long after, int limit) {
            return store.list(after, limit);
        }

        @Override
        public int count() {
            return store.count();
        }

        @Override
        public boolean insert(Token token) {
            return store.insert(token);
        }

        @Override
        public void setLastUsed(long id, Instant at) {
            store.setLastUsed(id, at);
        }

        @Override
        public boolean delete(long id) {
            return store.delete(id);
        }
    }

    @Test
    void a_token_revoked_while_it_is_looked_up_is_not_believed_afterwards() {
        CreatedToken created = tokens.create(OWNER, "ci", Role.OPERATOR, Optional.empty());
        String secret = created.secret().reveal();
        afterLookUp = () -> {
            afterLookUp = () -> {};
            tokens.revoke(created.token().id());
        };
        tokens.principal(secret); // asked before it was revoked

        assertThat(tokens.principal(secret)).isEmpty();
    }
}
