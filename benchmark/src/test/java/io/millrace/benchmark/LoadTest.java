package io.millrace.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static LoadReport load(String url, String... more) throws Exception {
        String[] arguments = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "--url", url, "--warmup", "0", "--requests", "500", "--connections", "8"),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new);
        return new Load(LoadPlan.of(Arguments.of(arguments), "url", "sink")).run();
    }

    @Test
    void every_answer_is_counted_once() throws Exception {
        try (Sink sink = new Sink(0, 202)) {
            LoadReport report = load(sink.url(), "--sink", sink.url());
            assertThat(report.answers()).isBetween(500L, 508L);
            assertThat(report.failures()).isEmpty();
            assertThat(sink.calls()).isBetween(report.answers(), report.answers() + 8);
            assertThat(report.sinkCalls()).isBetween(report.answers() - 8, report.answers() + 8);
            assertThat(report.p50Micros()).isPositive().isLessThanOrEqualTo(report.p99Micros());
            assertThat(report.p99Micros()).isLessThanOrEqualTo(report.p999Micros());
        }
    }

    @Test
    void the_proxy_makes_one_call_for_one() throws Exception {
        try (Sink sink = new Sink(0, 200);
                ForwardingProxy proxy = new ForwardingProxy(0, sink.url())) {
            LoadReport report = load(proxy.url());
            assertThat(report.failures()).isEmpty();
            assertThat(sink.calls()).isBetween(report.answers(), report.answers() + 8);
        }
    }

    @Test
    void several_addresses_are_taken_by_turns() throws Exception {
        try (Sink one = new Sink(0, 202);
                Sink other = new Sink(0, 202)) {
            LoadReport report = load(one.url(), "--url", other.url());
            assertThat(report.failures()).isEmpty();
            assertThat(one.calls()).isPositive();
            assertThat(other.calls()).isPositive();
            assertThat(one.calls() + other.calls()).isBetween(report.answers(), report.answers() + 8);
        }
    }

    @Test
    void a_constant_rate_is_never_exceeded() throws Exception {
        try (Sink sink = new Sink(0, 202)) {
            long began = System.nanoTime();
            LoadReport report = load(sink.url(), "--rate", "1000");
            double most = (System.nanoTime() - began) / 1e9 * 1_000 + 1;
            assertThat(report.failures()).isEmpty();
            assertThat((double) report.answers()).isBetween(500.0, most);
        }
    }

    @Test
    void each_event_of_the_paced_load_is_found_again_at_the_sink() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (ForwardingProxy proxy = new ForwardingProxy(0, "http://127.0.0.1:" + port + "/")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            String[] arguments = {
                "--url", proxy.url(), "--port", "" + port, "--warmup", "0", "--seconds", "1", "--connections", "8"
            };
            ActionStarts.of(Arguments.of(arguments)).run(new PrintStream(out, true, StandardCharsets.UTF_8));
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .containsPattern("peak: [\\d,]+/s at the sink")
                    .contains("50 % of it:")
                    .contains("; 0 never came");
        }
    }

    @Test
    void reads_say_which_address_is_the_slowest() throws Exception {
        try (Sink sink = new Sink(0, 200)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            String[] arguments = {
                "--url", sink.url() + "a", "--url", sink.url() + "b?limit=1", "--warmup", "0", "--requests", "50"
            };
            Reads.of(Arguments.of(arguments)).run(new PrintStream(out, true, StandardCharsets.UTF_8));
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains(" /a\n", " /b?limit=1\n", "slowest p95 of 2: ")
                    .doesNotContain("FAILURES");
        }
    }

    @Test
    void bad_answers_are_reported_by_status_and_not_counted_as_good() throws Exception {
        try (Sink sink = new Sink(0, 503)) {
            LoadReport report = load(sink.url());
            assertThat(report.failures()).containsOnlyKeys(503);
            assertThat(report.perSecond()).isZero();
            assertThat(report.toString()).contains("FAILURES by status {503=");
        }
    }

    @Test
    void answers_in_chunks_and_closed_connections_are_understood() throws Exception {
        Set<String> bodies = ConcurrentHashMap.newKeySet();
        Handler chunking = new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                bodies.add(Content.Source.asString(request, StandardCharsets.US_ASCII));
                if (bodies.size() % 10 == 0) {
                    response.getHeaders().put("Connection", "close");
                }
                response.write(
                        false,
                        BufferUtil.toBuffer("first"),
                        Callback.from(
                                () -> response.write(true, BufferUtil.toBuffer("x".repeat(10_000)), callback),
                                callback::failed));
                return true;
            }
        };
        try (LocalServer server = new LocalServer(0, chunking)) {
            LoadReport report = load(server.url(), "--body-bytes", "200");
            assertThat(report.failures()).isEmpty();
            assertThat(bodies).as("each body has its own number").hasSizeGreaterThanOrEqualTo((int) report.answers());
            assertThat(bodies)
                    .allSatisfy(body ->
                            assertThat(body).hasSize(200).matches("\\{\"number\":\"\\d{12}\",\"filling\":\"x+\"}"));
        }
    }

    @Test
    void percentiles_are_within_one_percent() {
        Latencies latencies = new Latencies();
        for (long micros = 1; micros <= 100_000; micros++) {
            latencies.add(micros * 1_000);
        }
        assertThat(latencies.count()).isEqualTo(100_000);
        assertThat(latencies.micros(0.5)).isBetween(50_000L, 50_500L);
        assertThat(latencies.micros(0.99)).isBetween(99_000L, 99_990L);
        assertThat(latencies.micros(1)).isBetween(100_000L, 101_000L);
        latencies.add(Long.MAX_VALUE);
        assertThat(latencies.micros(1)).isGreaterThan(3_600_000_000L);
        latencies.clear();
        assertThat(latencies.micros(0.5)).isZero();
    }

    @Test
    void the_median_of_an_even_number_is_the_mean_of_the_middle() {
        assertThat(Comparison.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2.0);
        assertThat(Comparison.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
    }

    @Test
    void a_misspelt_argument_is_an_error() {
        Arguments arguments = Arguments.of("--url", "http://127.0.0.1/", "--conections", "1");
        LoadPlan.of(arguments, "url", "sink");
        assertThatIllegalArgumentException()
                .isThrownBy(arguments::requireAllUsed)
                .withMessage("Unknown: --conections");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of("--url"))
                .withMessageContaining("--url");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of("--runs", "x").number("runs", 1))
                .withMessageContaining("whole number");
    }
}
