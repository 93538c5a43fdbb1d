package io.millrace.verify.crash;

import io.millrace.core.shared.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A sender that does not wait for answers: so many events a second, whatever the server says, and nothing is sent again. Only
 * how many are under way at a time is bounded, by what this machine has room for.
 */
final class Flood implements AutoCloseable {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
    private static final Duration TICK = Duration.ofMillis(5);
    private static final String PADDING = "x".repeat(900);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI hook;
    private final String token;
    private final int mostUnderWay;
    private final AtomicInteger sent = new AtomicInteger();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();

    /** @param mostUnderWay how many may be without an answer at a time */
    Flood(URI hook, String token, int mostUnderWay) {
        this.hook = hook;
        this.token = token;
        this.mostUnderWay = mostUnderWay;
    }

    /** Sends for so long, and waits for the last answers. @param perSecond how many to send @return how many were taken in a second */
    double send(Duration time, double perSecond) {
        Semaphore room = new Semaphore(mostUnderWay);
        int before = acknowledged.size();
        long begun = System.nanoTime();
        long spent = 0;
        for (long due = 0; spent < time.toNanos(); spent = System.nanoTime() - begun) {
            for (; due < spent / 1e9 * perSecond && room.tryAcquire(); due++) {
                sendOne(room);
            }
            Patience.pass(TICK);
        }
        int taken = acknowledged.size() - before;
        Patience.await("every send is answered", LONGEST_ANSWER, () -> room.availablePermits() == mostUnderWay);
        return taken / (spent / 1e9);
    }

    private void sendOne(Semaphore room) {
        byte[] body = Json.writeBytes(Map.of("number", sent.incrementAndGet(), "padding", PADDING));
        HttpRequest request = HttpRequest.newBuilder(hook)
                .timeout(LONGEST_ANSWER)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        var _ = http.sendAsync(request, BodyHandlers.ofString()).whenComplete((answer, failure) -> {
            if (answer != null) {
                note(answer);
            } else {
                surprises.add(String.valueOf(failure));
            }
            room.release();
        });
    }

    private void note(HttpResponse<String> answer) {
        answers.computeIfAbsent(answer.statusCode(), status -> new AtomicInteger())
                .incrementAndGet();
        switch (answer.statusCode()) {
            case 202 ->
                acknowledged.add(String.valueOf(Json.readObject(answer.body()).get("id")));
            case 429, 503 -> {
                if (answer.headers().firstValue("Retry-After").isEmpty()) {
                    surprises.add(answer.statusCode() + " without Retry-After: " + answer.body());
                }
            }
            default -> surprises.add(answer.statusCode() + ": " + answer.body());
        }
    }

    int sent() {
        return sent.get();
    }

    /** The ids of the events that the server has acknowledged. */
    Queue<String> acknowledged() {
        return acknowledged;
    }

    /** How many answers there were of each status. */
    Map<Integer, AtomicInteger> answers() {
        return answers;
    }

    /** What no sender should see: other statuses, no hint when to come again, connections that broke. */
    Queue<String> surprises() {
        return surprises;
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
