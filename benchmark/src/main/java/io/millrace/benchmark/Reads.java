package io.millrace.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How long a server takes to answer each of some addresses, one address after the other. */
final class Reads {
    private final List<URI> urls;
    private final List<String> headers;
    private final int connections;
    private final int requests;
    private final Duration warmUp;

    private Reads(Arguments arguments) {
        urls = arguments.all("url").stream().map(URI::create).toList();
        headers = arguments.all("header");
        connections = arguments.number("connections", 4);
        requests = Math.max(1, arguments.number("requests", 500));
        warmUp = Duration.ofSeconds(arguments.number("warmup", 2));
    }

    static Reads of(Arguments arguments) {
        Reads made = new Reads(arguments);
        arguments.requireAllUsed();
        return made;
    }

    void run(PrintStream out) throws IOException, InterruptedException {
        long slowest = 0;
        for (URI url : urls) {
            LoadReport report = new Load(plan(url)).run();
            slowest = Math.max(slowest, report.p95Micros());
            out.printf(
                    Locale.ROOT,
                    "p50 %6.2f ms, p95 %6.2f ms, p99 %6.2f ms  %s%s%n",
                    report.p50Micros() / 1_000.0,
                    report.p95Micros() / 1_000.0,
                    report.p99Micros() / 1_000.0,
                    url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery()),
                    report.failures().isEmpty() ? "" : "  FAILURES by status " + report.failures());
        }
        out.printf(Locale.ROOT, "slowest p95 of %d: %.2f ms%n", urls.size(), slowest / 1_000.0);
    }

    private LoadPlan plan(URI url) {
        return new LoadPlan(
                List.of(url),
                "GET",
                headers,
                new byte[0],
                connections,
                warmUp,
                Duration.ZERO,
                0,
                requests,
                Optional.empty());
    }
}
