package io.millrace.core.expression;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.cel.common.types.CelKind;
import io.millrace.core.expression.ExpressionException.Finding;
import io.millrace.core.lifecycle.ComputeThreads;
import io.millrace.core.shared.Caches;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compiles conditions and templates. Built once and shared: it is safe for use by many threads and keeps what it compiled,
 * within bounds, so compiling the same text again costs next to nothing.
 *
 * <p>The language is made at the first use, which takes about half a second.
 */
public final class Expressions implements ExpressionCompiler {
    private static final int SCOPES_KEPT = 200;
    private static final int PROGRAMS_KEPT = 10_000;

    /** How many evaluations compute at once, of those that take their time: half of the processors are left to all else. */
    private static final int TURNS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final Evaluations evaluations;
    private final ComputeThreads computing = new ComputeThreads("compiling");
    private final ReentrantLock making = new ReentrantLock();
    private final LoadingCache<Visible, Scope> scopes;

    @Nullable
    private volatile Environment environment;

    /** @param clock what {@code now} is, unless the bindings say */
    public Expressions(InstantSource clock) {
        this(clock, System::nanoTime);
    }

    Expressions(InstantSource clock, LongSupplier nanos) {
        this.evaluations = new Evaluations(clock, nanos, new Turns(TURNS));
        Cache<Scope.Key, Program> programs =
                Caches.newBuilder().maximumSize(PROGRAMS_KEPT).build();
        this.scopes = Caches.newBuilder()
                .maximumSize(SCOPES_KEPT)
                .build(visible -> new Scope(
                        new Typing(this::environment, visible.schema(), new SchemaTypes.Known()),
                        visible,
                        programs,
                        Budget.ENDLESS));
    }

    /** One evaluation within its bounds. */
    interface Evaluation<T> {
        T within(Meter meter) throws EvaluationException;
    }

    /** Where an evaluation gets its time and its turns from. */
    record Evaluations(InstantSource clock, LongSupplier nanos, Turns turns) {
        /**
         * Evaluates on the thread that asks. What is not quick, as nearly everything is, takes turns with its like.
         *
         * @param subject what is evaluated; the same one shares its turns
         */
        <T> T evaluate(Object subject, Evaluation<T> evaluation) throws EvaluationException {
            try (Meter meter = new Meter(nanos, turns, subject)) {
                return evaluation.within(meter);
            }
        }

        Names names(Bindings bindings) {
            return new Names(bindings, clock);
        }
    }

    /**
     * Runs work that compiles many expressions on threads for computing, and waits for it: it may take a second, which a
     * virtual thread must not.
     */
    public <T> T away(Supplier<T> work) {
        return computing.run(work);
    }

    /** Compiles the expressions of one text. */
    public ExpressionBatch batch() {
        return new ExpressionBatch(this::environment, evaluations);
    }

    @Override
    public Condition condition(String source, Visible visible) throws ExpressionException {
        return condition(source, scope(visible), evaluations);
    }

    static Condition condition(String source, Scope scope, Evaluations evaluations) throws ExpressionException {
        try {
            Program program = scope.program(source);
            CelKind kind = program.type().kind();
            if (kind != CelKind.BOOL && !kind.isDyn()) {
                throw invalid(new Scope.Issue(
                        0, "A condition is true or false, and this is " + Vocabulary.typeName(program.type()) + "."));
            }
            if (program.references().stream().anyMatch(name -> name.startsWith("secrets."))) {
                throw invalid(new Scope.Issue(0, "A condition must not read a secret."));
            }
            return new CompiledCondition(program, evaluations);
        } catch (Scope.IssuesException e) {
            throw invalid(e.issues().toArray(Scope.Issue[]::new));
        }
    }

    @Override
    public Template expression(String source, Visible visible) throws ExpressionException {
        return expression(source, scope(visible), evaluations);
    }

    static Template expression(String source, Scope scope, Evaluations evaluations) throws ExpressionException {
        try {
            Program program = scope.program(source);
            return new CompiledTemplate(
                    new CompiledTemplate.Alone(program, List.of()), program.references(), Map.of(), evaluations);
        } catch (Scope.IssuesException e) {
            throw invalid(e.issues().toArray(Scope.Issue[]::new));
        }
    }

    @Override
    public Template template(@Nullable Object json, Visible visible) throws ExpressionException {
        return new TemplateCompiler(scope(visible)).compile(json, evaluations);
    }

    private static ExpressionException invalid(Scope.Issue... issues) {
        return new ExpressionException(List.of(issues).stream()
                .map(issue -> new Finding(List.of(), issue.offset(), issue.message()))
                .toList());
    }

    private Scope scope(Visible visible) {
        return scopes.get(visible);
    }

    private Environment environment() {
        Environment known = environment;
        if (known != null) {
            return known;
        }
        making.lock();
        try {
            Environment made = environment == null ? Environment.create() : environment;
            environment = made;
            return made;
        } finally {
            making.unlock();
        }
    }
}
