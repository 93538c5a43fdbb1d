package io.millrace.core.execution;

import com.github.benmanes.caffeine.cache.Cache;
import io.millrace.core.event.EventStore;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.ChunkRow;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.shared.Caches;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What steps read again and again: events and outputs. Neither ever changes once written (a step that is tried again has
 * another number), so a bounded memory of the recent ones is always right, and most steps touch the store only to record.
 * What an execution read goes when it ends: kept until the memory is full, all of it would grow old on the heap first.
 */
final class Recall {
    /** What comes in and is worked off at once needs little; more would only keep the heap of a large machine full. */
    private static final long MOST_BYTES = 64L << 20;

    private static final int SHARE_OF_HEAP = 8;

    /** How much this may take of the heap of this process, in bytes: 64 MiB, or an eighth where that is less. */
    static long share() {
        return Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** The most of the outputs of all items of a step that are read together, in bytes of JSON. */
    static final long MOST_OUTPUTS = 8 << 20;

    /** What an entry takes besides its value: its key and the bookkeeping of the cache. */
    private static final int ENTRY_BYTES = 200;

    private final EventStore events;
    private final ExecutionStore executions;
    private final Payloads payloads;
    private final Cache<Key, Remembered> cache;

    private sealed interface Key {}

    private record EventKey(long event) implements Key {}

    private record ChunkKey(long execution, String step, int round, int no) implements Key {}

    private record OutputsKey(long execution, String step, int tries) implements Key {}

    private record TryKey(long execution, String step, int no) implements Key {}

    /** @param readers executions that read it and have not ended, as far as is known */
    private record Remembered(Map<String, @Nullable Object> value, long bytes, AtomicInteger readers) {
        static Remembered of(Map<String, @Nullable Object> value) {
            return of(value, 1);
        }

        static Remembered of(Map<String, @Nullable Object> value, int readers) {
            return new Remembered(value, ENTRY_BYTES + Footprint.of(value), new AtomicInteger(readers));
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

    /** @param readers how many executions will read it; each is {@linkplain #forget forgotten} when it ends */
    void remember(EventRow row, @Nullable Object data, Map<String, String> headers, int readers) {
        cache.put(new EventKey(row.id()), Remembered.of(view(row, data, headers), readers));
    }

    /** So many executions read the event no more, or were never made. */
    void forget(long event, int readers) {
        EventKey key = new EventKey(event);
        Remembered known = cache.getIfPresent(key);
        if (known != null && known.readers().addAndGet(-readers) <= 0) {
            cache.invalidate(key);
        }
    }

    /** The execution has ended: whoever still wants to know what it read asks the store. */
    void forget(ExecutionRow ended) {
        forget(ended.event(), 1);
        Progress progress = Progress.parseOrNone(ended.progress());
        progress.statuses().keySet().forEach(step -> forget(ended.id(), step, progress.of(step)));
    }

    private void forget(long execution, String step, Progress.Entry entry) {
        cache.invalidate(new TryKey(execution, step, entry.tries()));
        Fan fan = entry.fan();
        if (fan == null) {
            return;
        }
        cache.invalidate(new OutputsKey(execution, step, entry.tries()));
        forgetChunks(execution, step, 0, fan.items());
        if (fan.round() > 0) {
            forgetChunks(execution, step, fan.round(), fan.size());
        }
    }

    private void forgetChunks(long execution, String step, int round, int size) {
        for (int no = 0; no * ChunkRow.SIZE < size; no++) {
            cache.invalidate(new ChunkKey(execution, step, round, no));
        }
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

    /** An element of what a foreach step goes over. */
    record Element(@Nullable Object value) {}

    /**
     * One element of the chunks of a round.
     *
     * @param place counts from 0
     */
    Optional<Element> element(long execution, String step, int round, int place) {
        ChunkKey key = new ChunkKey(execution, step, round, place / ChunkRow.SIZE);
        Remembered known = cache.getIfPresent(key);
        if (known == null) {
            Optional<String> body = executions.chunk(execution, step, round, key.no());
            if (body.isEmpty()) {
                return Optional.empty();
            }
            known = Remembered.of(output(Json.read(body.get())));
            cache.put(key, known);
        }
        return known.value().get("output") instanceof List<?> list
                ? Optional.of(new Element(list.get(place % ChunkRow.SIZE)))
                : Optional.empty();
    }

    /**
     * Which item stands at a place of a round.
     *
     * @param index its place in the list
     * @param triesBefore how often it was tried in earlier rounds
     */
    record Place(int index, int triesBefore) {}

    /** In the first round every item stands at its own place; later ones have a list of what is to be done again. */
    Optional<Place> place(long execution, String step, int round, int place) {
        return round == 0
                ? Optional.of(new Place(place, 0))
                : element(execution, step, round, place)
                        .flatMap(again -> again.value() instanceof List<?> pair
                                ? Optional.of(new Place(whole(pair.getFirst()), whole(pair.getLast())))
                                : Optional.empty());
    }

    private static int whole(Object number) {
        return ((Long) number).intValue();
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
        progress.statuses().keySet().forEach(id -> {
            if (all || read.contains("steps." + id)) {
                steps.put(id, step(execution.id(), id, progress.of(id)));
            }
        });
        return steps;
    }

    private Map<String, @Nullable Object> step(long execution, String id, Progress.Entry entry) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("status", entry.status().code());
        view.put("attempts", (long) entry.tries());
        if (entry.tries() > 0) {
            view.putAll(result(execution, id, entry.tries()));
        }
        Fan fan = entry.fan();
        if (fan != null && entry.status().settled() && view.get("output") instanceof Map<?, ?> counts) {
            view.put("output", withOutputs(counts, new OutputsKey(execution, id, entry.tries()), fan.items()));
        }
        return view;
    }

    /**
     * Adds {@code outputs} to what a foreach step gave: those of its items, in their order, null for one that did not succeed. Where
     * they are more than {@link #MOST_OUTPUTS} there are none.
     */
    private Map<String, @Nullable Object> withOutputs(Map<?, ?> counts, OutputsKey key, int items) {
        Remembered known = cache.getIfPresent(key);
        if (known == null) {
            Map<String, @Nullable Object> whole = new LinkedHashMap<>();
            counts.forEach((name, count) -> whole.put(String.valueOf(name), count));
            Optional<Map<Integer, String>> stored = executions
                    .itemOutputs(key.execution(), key.step(), MOST_OUTPUTS)
                    .filter(outputs -> Payloads.bytes(outputs.values()) <= MOST_OUTPUTS);
            stored.ifPresent(outputs -> {
                @Nullable Object[] list = new Object[items];
                outputs.forEach((index, json) -> list[index] = payloads.value(json));
                whole.put("outputs", Arrays.asList(list));
            });
            known = Remembered.of(whole);
            cache.put(key, known);
        }
        return known.value();
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
