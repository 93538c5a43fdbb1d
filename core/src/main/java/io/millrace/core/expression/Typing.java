package io.millrace.core.expression;

import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The language with typed names, made when it is first asked for. Safe for use by many threads. */
final class Typing {
    private final Supplier<Environment> language;
    private final Map<String, Object> schema;
    private final SchemaTypes.Known known;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable Typed typed;

    record Typed(SchemaTypes types, CelCompiler compiler, CelRuntime runtime, Set<String> functions) {}

    /** @param schema as {@link Visible#schema()} */
    Typing(Supplier<Environment> language, Map<String, Object> schema, SchemaTypes.Known known) {
        this.language = language;
        this.schema = schema;
        this.known = known;
    }

    boolean made() {
        return typed != null;
    }

    Typed typed() {
        Typed ready = typed;
        if (ready != null) {
            return ready;
        }
        making.lock();
        try {
            Typed made = typed == null ? make() : typed;
            typed = made;
            return made;
        } finally {
            making.unlock();
        }
    }

    private Typed make() {
        Environment environment = language.get();
        SchemaTypes types = new SchemaTypes(schema, known);
        CelCompilerBuilder builder = environment.compiler().toCompilerBuilder();
        types.names().forEach((name, type) -> {
            if (!name.equals("now") && !name.equals("secrets")) {
                builder.addVar(name, type);
            }
        });
        // Declared even where they are not allowed, so that the message can say so.
        builder.addVar("secrets", MapType.create(SimpleType.STRING, SchemaTypes.SECRET));
        CelCompiler compiler = builder.setTypeProvider(types.provider()).build();
        return new Typed(types, compiler, environment.runtime(), environment.functions());
    }
}
