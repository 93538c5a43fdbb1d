package io.millrace.verify.crash;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** What the server tells after everything: its events, and its executions with their steps. */
record History(List<Event> events, List<Execution> executions) {
    private static final int READERS = 8;

    /** @param delivery the id that its sender gave it */
    record Event(String id, String delivery) {}

    /** @param finished empty while it has not ended */
    record Execution(
            String id, String event, String status, Instant created, Optional<Instant> finished, List<Step> steps) {}

    record Step(String id, String status, Map<String, Object> output, List<Attempt> attempts) {}

    /** @param started when the try that this is the record of began */
    record Attempt(String status, String reason, Instant started) {}

    /** Reads everything of one source through the API. */
    static History read(Api api, String path) {
        List<Event> events = each(ids(api.all("/events?source=/hooks/default/" + path)), id -> {
            Map<String, Object> event = api.get("/events/" + id);
            return new Event(id, text(object(event, "data"), "delivery"));
        });
        List<Execution> executions =
                each(ids(api.all("/executions?workflow=" + path)), id -> execution(api.get("/executions/" + id)));
        return new History(events, executions);
    }

    private static List<String> ids(List<Map<String, Object>> items) {
        return items.stream().map(item -> text(item, "id")).toList();
    }

    private static <T> List<T> each(List<String> ids, Function<String, T> read) {
        List<Callable<T>> reads =
                ids.stream().map(id -> (Callable<T>) () -> read.apply(id)).toList();
        try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            return readers.invokeAll(reads).stream().map(Future::resultNow).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Execution execution(Map<String, Object> json) {
        return new Execution(
                text(json, "id"),
                text(object(json, "event"), "id"),
                text(json, "status"),
                Instant.parse(text(json, "created_at")),
                Optional.ofNullable(json.get("finished_at")).map(time -> Instant.parse(time.toString())),
                objects(json, "steps").stream().map(History::step).toList());
    }

    private static Step step(Map<String, Object> json) {
        return new Step(
                text(json, "id"),
                text(json, "status"),
                object(json, "output"),
                objects(json, "attempts").stream().map(History::attempt).toList());
    }

    private static Attempt attempt(Map<String, Object> json) {
        return new Attempt(text(json, "status"), text(json, "reason"), Instant.parse(text(json, "started_at")));
    }

    private static String text(Map<String, Object> json, String name) {
        return String.valueOf(json.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> json, String name) {
        return json.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Map<String, Object> json, String name) {
        return (List<Map<String, Object>>) json.getOrDefault(name, List.of());
    }
}
