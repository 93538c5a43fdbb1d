package io.millrace.verify.crash;

import io.millrace.core.shared.Json;
import io.millrace.core.signature.HmacScheme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Clients that send signed webhooks as fast as the server takes them, and keep what it acknowledged. What is not
 * acknowledged, because the connection broke or the server was busy, is sent again under the same id; and some of what is
 * acknowledged is sent once more, as impatient senders do.
 */
final class WebhookSenders implements AutoCloseable {
    private static final int CLIENTS = 16;
    private static final int SENT_TWICE_EVERY = 25;
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(15);
    private static final Duration LONGEST_TRY = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String PADDING = "x".repeat(400);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Supplier<URI> server;
    private final String path;
    private final byte[] secret;
    private final int deliveries;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger delivered = new AtomicInteger();
    private final AtomicInteger brokenSends = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger mostInVain = new AtomicInteger();
    private final Queue<Acknowledgement> acknowledgements = new ConcurrentLinkedQueue<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param server where the server is now; asked for each request
     * @param path of the webhook
     * @param deliveries how many to send in all
     */
    WebhookSenders(Supplier<URI> server, String path, String secret, int deliveries) {
        this.server = server;
        this.path = path;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.deliveries = deliveries;
    }

    void start() {
        for (int client = 0; client < CLIENTS; client++) {
            threads.add(Thread.ofVirtual().start(this::send));
        }
    }

    /** How many deliveries have been acknowledged at least once. */
    int delivered() {
        return delivered.get();
    }

    /** How many sends ended without an answer. */
    int brokenSends() {
        return brokenSends.get();
    }

    /** How many sends were answered with 429 or 503: not now, and nothing was accepted. */
    int refusals() {
        return refusals.get();
    }

    /** How often one delivery at most was sent in vain before it was acknowledged. */
    int mostInVain() {
        return mostInVain.get();
    }

    boolean finished() {
        return threads.stream().noneMatch(Thread::isAlive);
    }

    List<Acknowledgement> acknowledgements() {
        return List.copyOf(acknowledgements);
    }

    /** Answers that a sender should never see. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    private void send() {
        for (int number = next.getAndIncrement(); number < deliveries; number = next.getAndIncrement()) {
            String delivery = UUID.randomUUID().toString();
            if (!deliver(delivery)) {
                return;
            }
            delivered.incrementAndGet();
            if (number % SENT_TWICE_EVERY == 0 && !deliver(delivery)) {
                return;
            }
        }
    }

    /** Sends until it is acknowledged. @return false when that is hopeless */
    private boolean deliver(String delivery) {
        byte[] body = Json.writeBytes(Map.of("action", "opened", "delivery", delivery, "padding", PADDING));
        long end = System.nanoTime() + LONGEST_TRY.toNanos();
        for (int inVain = 0; System.nanoTime() - end < 0; inVain++) {
            mostInVain.accumulateAndGet(inVain, Math::max);
            try {
                HttpResponse<String> answer = http.send(request(delivery, body), BodyHandlers.ofString());
                switch (answer.statusCode()) {
                    case 202 -> {
                        acknowledgements.add(acknowledgement(delivery, answer.body()));
                        return true;
                    }
                    case 429, 503 -> {
                        refusals.incrementAndGet();
                        Patience.pass(PAUSE);
                    }
                    default -> {
                        surprises.add(answer.statusCode() + ": " + answer.body());
                        return false;
                    }
                }
            } catch (IOException e) {
                brokenSends.incrementAndGet();
                Patience.pass(PAUSE);
            } catch (InterruptedException e) {
                return false;
            }
        }
        surprises.add("not acknowledged within " + LONGEST_TRY);
        return false;
    }

    private HttpRequest request(String delivery, byte[] body) {
        return HttpRequest.newBuilder(server.get().resolve("/hooks/default/" + path))
                .timeout(LONGEST_ANSWER)
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "issues")
                .header("X-GitHub-Delivery", delivery)
                .header("X-Hub-Signature-256", HmacScheme.GITHUB.sign(secret, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static Acknowledgement acknowledgement(String delivery, String answer) {
        Map<String, Object> json = Json.readObject(answer);
        return new Acknowledgement(
                delivery, String.valueOf(json.get("id")), Boolean.TRUE.equals(json.get("duplicate")), Instant.now());
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        http.close();
    }
}
