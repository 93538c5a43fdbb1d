package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.millrace.verify.crash.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand people follow an execution, and their computers are switched off: nothing of them stays behind. */
class VanishedListenersTest extends Journey {
    private static final int LISTENERS = 1000;

    /** Two heartbeats: the first finds that nobody is there at the latest when the second is written. */
    private static final Duration BOUND = Duration.ofSeconds(45);

    private static final Pattern STREAMS = Pattern.compile("(?m)^millrace_http_streams(?:\\{[^}]*})? ([0-9.]+)$");

    @Test
    void a_thousand_listeners_who_vanish_leave_neither_streams_nor_threads(
            Installations installations, @TempDir Path folder) throws IOException, InterruptedException {
        try (Installation own = installations.plan(store).allowing("127.0.0.1").start()) {
            Project watched = own.newProject();
            watched.publish("""
                    id: slow
                    steps:
                      - id: call
                        action: http.request
                        input: { url: "%s" }
                    """.formatted(vendors.url("/slow")));
            String id = watched.post("/workflows/slow/executions", Map.of())
                    .expect(202)
                    .text("/id");
            vendors.next();
            int before = liveThreads(folder);

            List<Socket> listeners = new ArrayList<>();
            for (int i = 0; i < LISTENERS; i++) {
                listeners.add(listen(own.url(), watched.path("/executions/" + id + "/live")));
            }
            assertThat(streams(own)).isEqualTo(LISTENERS);
            assertThat(liveThreads(folder) - before).as("the eye sees them").isEqualTo(LISTENERS);

            for (Socket listener : listeners) {
                vanish(listener);
            }

            Patience.await("no stream is open", BOUND, () -> streams(own) == 0);
            Patience.await("no thread is left", BOUND, () -> liveThreads(folder) == before);
            try (Live live = Live.open(watched.client().ask("GET", watched.path("/executions/" + id + "/live")))) {
                assertThat(live.next("execution").data().at("/execution/status").asString())
                        .as("the next one is served")
                        .isEqualTo("running");
            }
            vendors.release();
        }
    }

    /** Opens a stream and reads until its first event, so that it is known to be served. */
    private static Socket listen(URI server, String path) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAuthorization: Bearer "
                + Installation.TOKEN + "\r\nAccept: text/event-stream\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        BufferedReader answer =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        assertThat(answer.readLine()).isEqualTo("HTTP/1.1 200 OK");
        String line = answer.readLine();
        while (line != null && !line.startsWith("event: ")) {
            line = answer.readLine();
        }
        assertThat(line).isNotNull();
        return socket;
    }

    /** Resets the connection instead of taking leave. */
    private static void vanish(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static int streams(Installation installation) {
        String metrics = installation.anonymous().get("/metrics").expect(200).text();
        Matcher matcher = STREAMS.matcher(metrics);
        assertThat(matcher.find()).isTrue();
        return (int) Double.parseDouble(matcher.group(1));
    }

    /** How many threads follow an execution for a client. They are virtual, so only a dump shows them. */
    private static int liveThreads(Path folder) {
        try {
            Path dump = folder.resolve("threads-" + System.nanoTime());
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            try (var lines = Files.lines(dump)) {
                return (int) lines.filter(line -> line.matches("#\\d+ \"live\" virtual.*"))
                        .count();
            } finally {
                Files.delete(dump);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
