package io.millrace.core.access;

import io.millrace.core.shared.Ids;
import java.time.Instant;
import java.util.Optional;

/** An API token as people may see it. @param id {@code tok_...} @param lastUsed at most a minute behind */
public record TokenView(
        String id, String name, Role role, Instant created, Optional<Instant> lastUsed, Optional<Instant> expires) {
    static TokenView of(Token token) {
        return new TokenView(
                Ids.text(Token.PREFIX, token.id()),
                token.name(),
                token.role(),
                token.created(),
                token.lastUsed(),
                token.expires());
    }
}
