package io.millrace.core.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.millrace.core.event.EventStore;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What steps read again and again: events and outputs. Neither ever changes once written (a step that is tried again has
 * another number), so a bounded memory of the recent ones is always right, and most steps touch the store only to record.
 */
final class Recall {
    private static final long MAX_CHARACTERS = 64 << 20;

    private final EventStore events;
    private final ExecutionStore executions;
    private final Cache<Long, Remembered> eventCache = cache();
    private final Cache<TryKey, Remembered> resultCache = cache();

    private record TryKey(long execution, String step, int no) {}

    /** @param size in characters of JSON, for the bound of the memory */
    private record Remembered(@Nullable Object value, int size) {}

    Recall(EventStore events, ExecutionStore executions) {
        this.events = events;
        this.executions = executions;
    }

    private static <K> Cache<K, Remembered> cache() {
        return Caffeine.newBuilder()
                .maximumWeight(MAX_CHARACTERS)
                .weigher((K key, Remembered remembered) -> 200 + remembered.size())
                .build();
    }

    void remember(EventRow row, @Nullable Object data, Map<String, String> headers) {
        eventCache.put(
                row.id(), new Remembered(view(row, data, headers), row.data().length()));
    }

    void rememberOutput(long execution, String step, int no, @Nullable Object output, int size) {
        resultCache.put(new TryKey(execution, step, no), new Remembered(output(output), size));
    }

    /** The event as expressions see it. */
    @Nullable
    Object event(long id) {
        Remembered known = eventCache.getIfPresent(id);
        if (known == null) {
            EventRow row = events.find(id).orElseThrow(() -> MillraceException.notFound("event", Ids.text("evt", id)));
            Object view = view(row, Json.read(row.data()), Json.read(row.headers()));
            known = new Remembered(view, row.data().length());
            eventCache.put(id, known);
        }
        return known.value();
    }

    /** The {@code output} or the {@code error} of a recorded try, as expressions see it; nothing when there is none. */
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> result(long execution, String step, int no) {
        TryKey key = new TryKey(execution, step, no);
        Remembered known = resultCache.getIfPresent(key);
        if (known == null) {
            Optional<AttemptRow> row = executions.attempt(execution, step, no);
            if (row.isEmpty()) {
                return Map.of();
            }
            known = new Remembered(result(row.get()), size(row.get()));
            resultCache.put(key, known);
        }
        return (Map<String, @Nullable Object>) Objects.requireNonNull(known.value());
    }

    private static int size(AttemptRow row) {
        return row.output() == null ? 0 : row.output().length();
    }

    private static Map<String, @Nullable Object> result(AttemptRow row) {
        if (row.errorClass() != null) {
            return Map.of("error", Map.of("class", row.errorClass(), "message", row.reason()));
        }
        return output(row.output() == null ? null : Json.read(row.output()));
    }

    private static Map<String, @Nullable Object> output(@Nullable Object output) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("output", output);
        return result;
    }

    static Map<String, @Nullable Object> view(EventRow row, @Nullable Object data, @Nullable Object headers) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", Ids.text("evt", row.id()));
        view.put("type", row.type());
        view.put("source", row.source());
        view.put("time", row.time().toString());
        view.put("data", data);
        view.put("headers", headers);
        return view;
    }
}
