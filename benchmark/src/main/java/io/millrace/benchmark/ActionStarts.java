package io.millrace.benchmark;

import java.io.PrintStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes from the moment in which an event is due to be sent until the call of its action reaches a sink, at a share of
 * the rate that the server can keep up with. The server under load must have a workflow that posts each event's data to the sink.
 */
final class ActionStarts {
    private static final String BEFORE_NUMBER = "\"number\":\"";

    private final LoadPlan peak;
    private final int share;
    private final int port;
    private final Map<Long, Long> began = new ConcurrentHashMap<>();
    private final Latencies starts = new Latencies();

    private ActionStarts(LoadPlan peak, int share, int port) {
        this.peak = peak;
        this.share = share;
        this.port = port;
    }

    static ActionStarts of(Arguments arguments) {
        ActionStarts made = new ActionStarts(
                LoadPlan.of(arguments, "url", "no-sink"),
                Math.clamp(arguments.number("share", 50), 1, 100),
                arguments.number("port", 9090));
        arguments.requireAllUsed();
        return made;
    }

    void run(PrintStream out) throws Exception {
        try (Sink sink = new Sink(port, 200, this::arrived)) {
            LoadReport most = new Load(peak.counting(URI.create(sink.url()))).run();
            drained(sink);
            out.printf(Locale.ROOT, "peak: %s%n", most);

            int rate = (int) Math.max(1, most.perSecond() * share / 100);
            LoadReport half = new Load(peak.paced(rate, peak.measured()), began::put).run();
            drained(sink);
            out.printf(Locale.ROOT, "%d %% of it: %s%n", share, half);
            synchronized (starts) {
                out.printf(
                        Locale.ROOT,
                        "until the action's call: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms of %,d; %,d never came%n",
                        starts.micros(0.5) / 1_000.0,
                        starts.micros(0.99) / 1_000.0,
                        starts.micros(0.999) / 1_000.0,
                        starts.count(),
                        began.size());
            }
        }
    }

    private void arrived(ByteBuffer body) {
        long now = System.nanoTime();
        String text = StandardCharsets.ISO_8859_1.decode(body).toString();
        int at = text.indexOf(BEFORE_NUMBER) + BEFORE_NUMBER.length();
        Long begin = began.remove(Long.parseLong(text.substring(at, at + LoadPlan.NUMBER.length())));
        if (begin != null) {
            synchronized (starts) {
                starts.add(now - begin);
            }
        }
    }

    /** Returns when nothing has come out for a second. */
    private static void drained(Sink sink) throws InterruptedException {
        long count;
        do {
            count = sink.calls();
            TimeUnit.SECONDS.sleep(1);
        } while (sink.calls() > count);
    }
}
