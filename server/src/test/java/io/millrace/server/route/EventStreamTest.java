package io.millrace.server.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.access.Permission;
import io.millrace.server.RunningServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private final BlockingQueue<EventStream> opened = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private final RouteTable table = RouteTable.builder()
            .api(List.of(Route.get("/live").needs(Permission.EXECUTION_READ).streams("Follow", (call, stream) -> {
                opened.add(stream);
                return closed::countDown;
            })))
            .build();

    private static HttpRequest.Builder live(RunningServer server) {
        return server.to("/api/v1/live").header("Authorization", "Bearer mr_viewer");
    }

    private static RunningServer serving(RouteTable table, Duration heartbeat, int streams) {
        Limits limits = new Limits(8, Duration.ofSeconds(1), 1 << 20, 1024, Duration.ofSeconds(10), streams, heartbeat);
        return new RunningServer(table, limits);
    }

    private static BufferedReader lines(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    @Test
    void events_arrive_as_they_are_sent_and_the_end_ends_the_answer() throws Exception {
        try (RunningServer server = serving(table, Duration.ofMinutes(1), 10)) {
            HttpResponse<InputStream> response =
                    server.send(live(server).header("Last-Event-ID", "41"), HttpResponse.BodyHandlers.ofInputStream());
            EventStream stream = opened.take();
            assertThat(stream.lastEventId()).contains("41");
            assertThat(stream.send("42", "step", Map.of("status", "running"))).isTrue();
            try (BufferedReader lines = lines(response)) {
                assertThat(List.of(lines.readLine(), lines.readLine())).containsExactly("retry: 2000", "");
                assertThat(List.of(lines.readLine(), lines.readLine(), lines.readLine(), lines.readLine()))
                        .containsExactly("id: 42", "event: step", "data: {\"status\":\"running\"}", "");
                stream.send("43", "end", Map.of());
                stream.end();
                assertThat(lines.lines().toList()).containsExactly("id: 43", "event: end", "data: {}", "");
            }
            assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream; charset=utf-8");
            closed.await();
            assertThat(stream.send("44", "late", Map.of())).isFalse();
        }
    }

    @Test
    void a_silent_stream_writes_heartbeats() throws Exception {
        try (RunningServer server = serving(table, Duration.ofMillis(5), 10)) {
            HttpResponse<InputStream> response = server.send(live(server), HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader lines = lines(response)) {
                assertThat(lines.lines().limit(3)).containsExactly("retry: 2000", "", ": still here");
            }
            closed.await();
        }
    }

    @Test
    void a_stop_ends_the_streams_first() throws Exception {
        RunningServer server = serving(table, Duration.ofMinutes(1), 10);
        HttpResponse<InputStream> response = server.send(live(server), HttpResponse.BodyHandlers.ofInputStream());
        opened.take();

        server.stop();

        closed.await();
        try (BufferedReader lines = lines(response)) {
            assertThat(lines.lines().toList()).containsExactly("retry: 2000", "");
        }
        server.close();
    }

    @Test
    void more_streams_than_allowed_are_refused() throws Exception {
        try (RunningServer server = serving(table, Duration.ofMinutes(1), 1)) {
            HttpResponse<InputStream> first = server.send(live(server), HttpResponse.BodyHandlers.ofInputStream());
            opened.take();

            assertThat(server.send(live(server)).statusCode()).isEqualTo(503);
            first.body().close();
        }
    }

    @Test
    void the_place_of_a_client_that_is_gone_is_given_away_when_all_are_taken() throws Exception {
        try (RunningServer server = serving(table, Duration.ofMinutes(10), 1)) {
            server.reset("GET /api/v1/live HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer mr_viewer\r\n\r\n");
            opened.take();

            HttpResponse<InputStream> next = server.send(live(server), HttpResponse.BodyHandlers.ofInputStream());

            assertThat(next.statusCode()).isEqualTo(200);
            next.body().close();
        }
    }

    @Test
    void a_client_too_slow_for_what_waits_is_cut_off() {
        EventStream stream = new EventStream(Optional.empty(), Duration.ofMinutes(1));
        int sent = 0;
        while (stream.send(Integer.toString(sent), "step", Map.of())) {
            sent++;
        }

        assertThat(sent).isEqualTo(256);
        assertThat(stream.send("x", "step", Map.of())).isFalse();
    }

    @Test
    void a_client_that_is_gone_ends_the_stream() {
        EventStream stream = new EventStream(Optional.empty(), Duration.ofMinutes(1));

        assertThatThrownBy(() -> stream.run(bytes -> {
                    throw new IOException("gone");
                }))
                .isInstanceOf(IOException.class);
        assertThat(stream.send("1", "step", Map.of())).isFalse();
    }
}
