package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import tools.jackson.databind.JsonNode;

/**
 * Slack, Discord, GitHub and any other HTTP API on a real socket: records what it is asked and answers as the vendors' pages
 * say. Slack knows one token and answers 200 with {@code ok: false} to any other; {@code /slow} answers only when it is
 * released; {@code /drop} hangs up without an answer until then; {@code /busy} asks once to come again after a second;
 * {@code /status/NNN} answers with that status; {@code /pairs} answers two at a time, so that there are two at once;
 * {@code /held/NAME} answers when that name is let go.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/chat.postMessage">chat.postMessage</a>
 * @see <a href="https://docs.discord.com/developers/resources/webhook#execute-webhook">Execute Webhook</a>
 */
final class Vendors implements AutoCloseable {
    static final String SLACK_TOKEN = "xoxb-4711-the-right-one";
    static final String GITHUB_TOKEN = "ghp_ARightTokenOfThirtySixCharacters0001";
    private static final String JSON = "application/json; charset=utf-8";
    private static final long PATIENCE_SECONDS = 60;

    private final MockWebServer server = new MockWebServer();
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final Map<String, Integer> releases = new ConcurrentHashMap<>();
    private final Set<String> announced = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean busy = new AtomicBoolean(true);
    private final CountDownLatch released = new CountDownLatch(1);
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final CyclicBarrier pair = new CyclicBarrier(2);
    private final AtomicInteger inPairs = new AtomicInteger();
    private final AtomicInteger mostInPairs = new AtomicInteger();

    /** What a tool was asked. */
    record Asked(String method, String target, Map<String, List<String>> headers, String body) {
        JsonNode json() {
            return Jsons.read(body);
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    Vendors() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                Asked each = record(request);
                asked.add(each);
                return answer(each);
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getPort() + path;
    }

    /** The next request; waits for it. */
    Asked next() throws InterruptedException {
        Asked next = asked.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("a request within %s s", PATIENCE_SECONDS).isNotNull();
        return Objects.requireNonNull(next);
    }

    /** Every request that has come and was not looked at yet. */
    List<Asked> all() {
        List<Asked> all = new ArrayList<>();
        asked.drainTo(all);
        return all;
    }

    /** The one request for a path. */
    static Asked only(List<Asked> all, String path) {
        List<Asked> there = all.stream()
                .filter(each -> each.target().split("\\?", 2)[0].equals(path))
                .toList();
        assertThat(there).as("what was asked: %s", all).hasSize(1);
        return there.getFirst();
    }

    /** Lets whoever asks {@code /slow} or {@code /drop} have an answer. */
    void release() {
        released.countDown();
    }

    /** Lets whoever asks {@code /held/NAME}, now or later, have an answer. */
    void letGo(String name) {
        held(name).countDown();
    }

    private CountDownLatch held(String name) {
        return held.computeIfAbsent(name, key -> new CountDownLatch(1));
    }

    /** How many have asked {@code /pairs} at once at the most. */
    int mostInPairs() {
        return mostInPairs.get();
    }

    private MockResponse inPairs() throws InterruptedException {
        mostInPairs.accumulateAndGet(inPairs.incrementAndGet(), Math::max);
        try {
            pair.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return json(200, Map.of());
        } catch (BrokenBarrierException | TimeoutException e) {
            return json(500, Map.of("message", "nobody asked beside it"));
        } finally {
            inPairs.decrementAndGet();
        }
    }

    private static Asked record(RecordedRequest request) {
        String body = request.getBody() == null ? "" : request.getBody().utf8();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.getHeaders()
                .names()
                .forEach(name -> headers.put(name, request.getHeaders().values(name)));
        return new Asked(request.getMethod(), request.getTarget(), headers, body);
    }

    private MockResponse answer(Asked request) throws InterruptedException {
        String target = request.target();
        if (target.startsWith("/slack/")) {
            return slack(request);
        }
        if (target.startsWith("/discord/")) {
            return json(200, Map.of("id", "1234567890123456789", "channel_id", "987654321098765432"));
        }
        if (target.startsWith("/github/")) {
            return github(request);
        }
        if (target.startsWith("/status/")) {
            return json(Integer.parseInt(target.substring("/status/".length())), Map.of("message", "As you wish"));
        }
        if (target.startsWith("/busy")) {
            return busy.compareAndSet(true, false)
                    ? new MockResponse.Builder()
                            .code(429)
                            .setHeader("Retry-After", "1")
                            .build()
                    : json(200, Map.of("done", true));
        }
        if (target.startsWith("/drop") && released.getCount() > 0) {
            return new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build();
        }
        if (target.startsWith("/pairs")) {
            return inPairs();
        }
        if (target.startsWith("/held/")) {
            held(target.substring("/held/".length())).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        if (target.startsWith("/slow")) {
            released.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        return json(200, Map.of("echo", request.body()));
    }

    private static MockResponse slack(Asked request) {
        if (!request.header("Authorization").equals("Bearer " + SLACK_TOKEN)) {
            return json(200, Map.of("ok", false, "error", "invalid_auth"));
        }
        if (request.target().endsWith("/auth.test")) {
            return json(200, Map.of("ok", true, "team", "Octo", "user", "millrace"));
        }
        return json(200, Map.of("ok", true, "channel", "C0123456789", "ts", "1712345678.000200"));
    }

    /** How often a release of a tag was made. */
    int releases(String tag) {
        return releases.getOrDefault(tag, 0);
    }

    /**
     * Releases of GitHub, of which the first call never gets an answer: the release of a tag that begins with {@code taken} is made,
     * any other is not.
     *
     * @see <a href="https://docs.github.com/rest/releases/releases">Releases</a>
     */
    private MockResponse release(Asked request) {
        if (request.method().equals("GET")) {
            String tag = request.target().substring(request.target().lastIndexOf('/') + 1);
            return releases.containsKey(tag)
                    ? json(200, release(tag))
                    : json(404, Map.of("message", "Not Found", "status", "404"));
        }
        String tag = request.json().path("tag_name").asString();
        boolean first = announced.add(tag);
        if (!first || tag.startsWith("taken")) {
            releases.merge(tag, 1, Integer::sum);
        }
        return first
                ? new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build()
                : json(201, release(tag));
    }

    private static Map<String, Object> release(String tag) {
        return Map.of(
                "id",
                1,
                "tag_name",
                tag,
                "html_url",
                "https://github.com/octo/app/releases/" + tag,
                "name",
                "A release");
    }

    private MockResponse github(Asked request) {
        if (!request.header("Authorization").equals("Bearer " + GITHUB_TOKEN)) {
            return json(401, Map.of("message", "Bad credentials"));
        }
        if (request.target().startsWith("/github/search/issues")) {
            return json(
                    200,
                    Map.of(
                            "total_count",
                            2,
                            "incomplete_results",
                            false,
                            "items",
                            List.of(issue(1, "It is broken"), issue(2, "It is slow"))));
        }
        if (request.target().contains("/releases")) {
            return release(request);
        }
        if (request.target().endsWith("/dispatches")) {
            return new MockResponse.Builder().code(204).build();
        }
        return json(201, Map.of("id", 42, "node_id", "IC_42", "html_url", "https://github.com/octo/app/issues/7#c42"));
    }

    private static Map<String, Object> issue(int number, String title) {
        return Map.of(
                "id", number,
                "number", number,
                "title", title,
                "state", "open",
                "html_url", "https://github.com/octocat/hello-world/issues/" + number);
    }

    private static MockResponse json(int status, Object body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", JSON)
                .body(Jsons.write(body))
                .build();
    }

    @Override
    public void close() {
        release();
        held.values().forEach(CountDownLatch::countDown);
        server.close();
    }
}
