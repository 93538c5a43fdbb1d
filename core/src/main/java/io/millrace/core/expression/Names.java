package io.millrace.core.expression;

import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.runtime.CelVariableResolver;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.AbstractMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of the names during one evaluation, as the interpreter asks for them. */
final class Names implements CelVariableResolver {
    private final Bindings bindings;
    private final InstantSource clock;

    @Nullable
    private Instant now;

    Names(Bindings bindings, InstantSource clock) {
        this.bindings = bindings;
        this.clock = clock;
    }

    @Override
    public Optional<Object> find(String name) {
        if (name.equals("now")) {
            return Optional.of(now());
        }
        if (name.equals("secrets")) {
            return Optional.of(new Secrets(bindings));
        }
        if (!bindings.values().containsKey(name)) {
            throw CelAttributeNotFoundException.of("'" + name + "' has no value here.");
        }
        return Optional.of(JsonView.of(bindings.values().get(name)));
    }

    /** The same instant throughout one evaluation. */
    private Instant now() {
        Instant known = now;
        if (known == null) {
            known = given(bindings.values().get("now"));
            now = known;
        }
        return known;
    }

    private Instant given(@Nullable Object value) {
        try {
            return switch (value) {
                case null -> clock.instant();
                case Instant time -> time;
                default -> Instant.parse(String.valueOf(value));
            };
        } catch (DateTimeParseException e) {
            throw new CelInvalidArgumentException("'now' was given as '" + value + "', which is not an RFC 3339 time.");
        }
    }

    /** Looks secrets up one by one; there is no list of them. */
    private static final class Secrets extends AbstractMap<String, Object> {
        private final Bindings bindings;

        Secrets(Bindings bindings) {
            this.bindings = bindings;
        }

        @Override
        public Object get(@Nullable Object name) {
            return bindings.secret(String.valueOf(name))
                    .orElseThrow(() -> CelAttributeNotFoundException.of("there is no secret '" + name + "'."));
        }

        @Override
        public boolean containsKey(@Nullable Object name) {
            return true;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return Set.of();
        }
    }
}
