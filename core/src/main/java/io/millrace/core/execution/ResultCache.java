package io.millrace.core.execution;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.core.action.CallIdentities;
import io.millrace.core.connection.SecretMask;
import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.CachedResult;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.PlannedStep;
import io.millrace.core.workflow.PlannedStep.PlannedCache;
import io.millrace.core.workflow.StepStatus;
import io.millrace.sdk.Effect;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers calls that only read from the journal, where the same call has succeeded lately. Keeps nothing itself: a result
 * is where it was recorded, and the store knows where that is. Whatever goes wrong here, the step calls; only a key that
 * cannot be evaluated fails it, as any expression does.
 */
final class ResultCache {
    private static final Logger log = LoggerFactory.getLogger(ResultCache.class);

    private final CallIdentities identities;
    private final ResultStore results;
    private final ExecutionStore executions;
    private final Payloads payloads;
    private final InstantSource clock;
    private final Counter found;
    private final Counter missed;

    ResultCache(
            CallIdentities identities,
            ResultStore results,
            ExecutionStore executions,
            Payloads payloads,
            InstantSource clock,
            MeterRegistry metrics) {
        this.identities = identities;
        this.results = results;
        this.executions = executions;
        this.payloads = payloads;
        this.clock = clock;
        found = Counter.builder("millrace.results.cache")
                .tag("found", "true")
                .description(
                        "How often a step with a cache found the result of the same call in time, and how often not")
                .register(metrics);
        missed = Counter.builder("millrace.results.cache").tag("found", "false").register(metrics);
    }

    /** A result from the journal. @param reason where it comes from and until when it holds @param json the output, masked */
    record Reused(String reason, String json, @Nullable Object output) {}

    /**
     * What the call of a step has in common with others; empty for one whose result must not be reused or kept.
     *
     * @param effect of this very call: what was published as reading may have become something else with its tool
     * @throws EvaluationException when the step's key has no value
     */
    Optional<CachedCall> call(
            String project,
            PlannedStep.PlannedAction action,
            Effect effect,
            Map<String, Object> input,
            Bindings bindings)
            throws EvaluationException {
        if (action.cache().isEmpty() || effect != Effect.READ) {
            return Optional.empty();
        }
        PlannedCache cache = action.cache().get();
        CallIdentities.Target target = new CallIdentities.Target(project, action.action(), action.connection());
        Optional<String> identity;
        if (cache.key().isPresent()) {
            Object key = cache.key().get().resolve(bindings);
            identity = key == null ? Optional.empty() : orNone(() -> identities.byKey(target, key));
        } else {
            identity = orNone(() -> identities.byInput(target, input));
        }
        return identity.map(known -> new CachedCall(known, action.connection(), cache.ttl()));
    }

    /** The step calls after all: not counted when it is looked for, as one that waits for its turn looks again. */
    void missed() {
        missed.increment();
    }

    /** The result of the same call, where there is one in time. @param mask hides what the call must not show */
    Optional<Reused> find(CachedCall call, SecretMask mask) {
        Optional<Reused> reused =
                orNone(() -> results.find(call.identity()).flatMap(result -> reused(call, result, mask)));
        reused.ifPresent(_ -> found.increment());
        return reused;
    }

    /** A step takes nothing that is older than it says itself, whoever kept it and for how long. */
    private Optional<Reused> reused(CachedCall call, CachedResult result, SecretMask mask) {
        Instant now = clock.instant();
        if (!now.isBefore(result.until())) {
            return Optional.empty();
        }
        Optional<AttemptRow> entry = executions
                .attempt(result.execution(), result.step(), result.item(), result.no())
                .filter(row -> row.status().equals(StepStatus.SUCCEEDED.code()) && row.output() != null);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        Instant own = entry.get().finishedAt().plus(call.ttl());
        Instant until = own.isBefore(result.until()) ? own : result.until();
        if (!now.isBefore(until)) {
            return Optional.empty();
        }
        Object output = mask.value(payloads.value(String.valueOf(entry.get().output())));
        return Optional.of(new Reused(reason(result, entry.get(), until), Json.write(output), output));
    }

    private static String reason(CachedResult result, AttemptRow entry, Instant until) {
        return "Reused from " + Ids.text("exe", result.execution()) + ", step '" + result.step() + "'"
                + (result.item() > 0 ? ", item at index " + (result.item() - 1) : "")
                + ", which called at " + entry.startedAt() + ". The result holds until " + until + ".";
    }

    private static <T> Optional<T> orNone(Supplier<Optional<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            log.warn("Whether there is a result to reuse could not be found out, so the step calls: {}", e.toString());
            return Optional.empty();
        }
    }
}
