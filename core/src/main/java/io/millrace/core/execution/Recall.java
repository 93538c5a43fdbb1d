package io.millrace.core.execution;

import com.github.benmanes.caffeine.cache.Cache;
import io.millrace.core.event.EventStore;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.shared.Caches;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.StepStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What steps read again and again: events and outputs. Neither ever changes once written (a step that is tried again has
 * another number), so a bounded memory of the recent ones is always right, and most steps touch the store only to record.
 */
final class Recall {
    /** What comes in and is worked off at once needs little; more would only keep the heap of a large machine full. */
    private static final long MOST_BYTES = 64L << 20;

    private static final int SHARE_OF_HEAP = 8;

    /** How much this may take of the heap of this process, in bytes: 64 MiB, or an eighth where that is less. */
    static long share() {
        return Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** What an entry takes besides its value: its key and the bookkeeping of the cache. */
    private static final int ENTRY_BYTES = 200;

    private final EventStore events;
    private final ExecutionStore executions;
    private final Payloads payloads;
    private final Cache<Key, Remembered> cache;

    private sealed interface Key {}

    private record EventKey(long event) implements Key {}

    private record TryKey(long execution, String step, int no) implements Key {}

    private record Remembered(Map<String, @Nullable Object> value, long bytes) {
        static Remembered of(Map<String, @Nullable Object> value) {
            return new Remembered(value, ENTRY_BYTES + Footprint.of(value));
        }

        int weight() {
            return (int) Math.min(bytes, Integer.MAX_VALUE);
        }
    }

    /** @param mostBytes of the heap, about */
    Recall(EventStore events, ExecutionStore executions, Payloads payloads, long mostBytes) {
        this.events = events;
        this.executions = executions;
        this.payloads = payloads;
        cache = Caches.newBuilder()
                .maximumWeight(mostBytes)
                .weigher((Key key, Remembered remembered) -> remembered.weight())
                .build();
    }

    void remember(EventRow row, @Nullable Object data, Map<String, String> headers) {
        cache.put(new EventKey(row.id()), Remembered.of(view(row, data, headers)));
    }

    void rememberOutput(long execution, String step, int no, @Nullable Object output) {
        cache.put(new TryKey(execution, step, no), Remembered.of(output(output)));
    }

    /** The event as expressions see it. */
    Map<String, @Nullable Object> event(long id) {
        EventKey key = new EventKey(id);
        Remembered known = cache.getIfPresent(key);
        if (known == null) {
            EventRow row = events.find(id).orElseThrow(() -> MillraceException.notFound("event", Ids.text("evt", id)));
            known = Remembered.of(view(row, payloads.value(row.data()), Json.read(row.headers())));
            cache.put(key, known);
        }
        return known.value();
    }

    /** The {@code output} or the {@code error} of a recorded try, as expressions see it; nothing when there is none. */
    Map<String, @Nullable Object> result(long execution, String step, int no) {
        TryKey key = new TryKey(execution, step, no);
        Remembered known = cache.getIfPresent(key);
        if (known == null) {
            Optional<AttemptRow> row = executions.attempt(execution, step, no);
            if (row.isEmpty()) {
                return Map.of();
            }
            known = Remembered.of(result(row.get()));
            cache.put(key, known);
        }
        return known.value();
    }

    /**
     * The steps of an execution as expressions see them.
     *
     * @param read what the expressions read, as {@link io.millrace.core.expression.Template#references} tells it: the output
     *     of a step that none of them reads is not loaded
     */
    Map<String, Object> steps(ExecutionRow execution, Set<String> read) {
        boolean all = read.contains("steps");
        Progress progress = Progress.parse(execution.progress());
        Map<String, Object> steps = new LinkedHashMap<>();
        progress.statuses().forEach((id, status) -> {
            if (all || read.contains("steps." + id)) {
                steps.put(id, step(execution.id(), id, status, progress.of(id).tries()));
            }
        });
        return steps;
    }

    private Map<String, @Nullable Object> step(long execution, String id, StepStatus status, int tries) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("status", status.code());
        view.put("attempts", (long) tries);
        if (tries > 0) {
            view.putAll(result(execution, id, tries));
        }
        return view;
    }

    private Map<String, @Nullable Object> result(AttemptRow row) {
        Object output = row.output() == null ? null : payloads.value(row.output());
        if (row.errorClass() == null) {
            return output(output);
        }
        Map<String, @Nullable Object> result = output == null ? new LinkedHashMap<>() : output(output);
        result.put("error", Map.of("class", row.errorClass(), "message", row.reason()));
        return result;
    }

    private static Map<String, @Nullable Object> output(@Nullable Object output) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("output", output);
        return result;
    }

    private static Map<String, @Nullable Object> view(EventRow row, @Nullable Object data, @Nullable Object headers) {
        return Views.event(row.id(), row.type(), row.source(), row.time(), data, headers);
    }
}
