package io.millrace.core.expression;

import com.github.benmanes.caffeine.cache.Cache;
import io.millrace.core.shared.Caches;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the expressions of one text, such as a workflow, whose names share most of their schemas: the type of a schema
 * is made once, known again by its identity, and the types of a {@link Visible} only when an expression asks for them.
 * Takes at most {@value #MAX_EXPRESSIONS} different expressions. Made for one thread, and for as long as the text is read.
 */
public final class ExpressionBatch implements ExpressionCompiler {
    /** The most expressions compiled; those beyond them are errors. */
    public static final int MAX_EXPRESSIONS = 2_000;

    private final Supplier<Environment> language;
    private final Expressions.Evaluations evaluations;
    private final SchemaTypes.Known known = new SchemaTypes.Known();
    private final Budget budget = new Budget(MAX_EXPRESSIONS);
    private final IdentityHashMap<Map<String, Object>, Typing> typings = new IdentityHashMap<>();
    private final IdentityHashMap<Visible, Scope> scopes = new IdentityHashMap<>();
    private final Cache<Scope.Key, Program> programs =
            Caches.newBuilder().maximumSize(MAX_EXPRESSIONS).build();

    ExpressionBatch(Supplier<Environment> language, Expressions.Evaluations evaluations) {
        this.language = language;
        this.evaluations = evaluations;
    }

    @Override
    public Condition condition(String source, Visible visible) throws ExpressionException {
        return Expressions.condition(source, scope(visible), evaluations);
    }

    @Override
    public Template expression(String source, Visible visible) throws ExpressionException {
        return Expressions.expression(source, scope(visible), evaluations);
    }

    @Override
    public Template template(@Nullable Object json, Visible visible) throws ExpressionException {
        return new TemplateCompiler(scope(visible)).compile(json, evaluations);
    }

    /** How many sets of typed names expressions were compiled against so far; each takes about a millisecond to make. */
    public int environments() {
        return (int) typings.values().stream().filter(Typing::made).count();
    }

    private Scope scope(Visible visible) {
        return scopes.computeIfAbsent(visible, it -> new Scope(typing(it), it, programs, budget));
    }

    private Typing typing(Visible visible) {
        return typings.computeIfAbsent(visible.schema(), schema -> new Typing(language, schema, known));
    }
}
