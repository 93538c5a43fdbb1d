package io.millrace.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rate of a server that has just started, second by second, and how soon it has half of its best. */
final class WarmUp {
    private static final int CONNECTIONS = 64;

    private final URI url;
    private final int seconds;

    private WarmUp(URI url, int seconds) {
        this.url = url;
        this.seconds = seconds;
    }

    static WarmUp of(Arguments arguments) {
        WarmUp warmUp = new WarmUp(URI.create(arguments.text("url")), Math.max(2, arguments.number("seconds", 30)));
        arguments.requireAllUsed();
        return warmUp;
    }

    void run(PrintStream out) throws IOException, InterruptedException {
        LoadPlan second = new LoadPlan(
                List.of(url),
                "POST",
                List.of(),
                LoadPlan.filled(1_024),
                CONNECTIONS,
                Duration.ZERO,
                Duration.ofSeconds(1),
                0,
                0,
                Optional.empty());
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            rates.add(new Load(second).run().perSecond());
        }
        double best = rates.stream().mapToDouble(rate -> rate).max().orElseThrow();
        int half = 0;
        while (rates.get(half) < best / 2) {
            half++;
        }
        out.println(rates.stream()
                .map(rate -> String.format(Locale.ROOT, "%,.0f", rate))
                .collect(Collectors.joining(" ", "per second: ", "")));
        out.printf(Locale.ROOT, "best %,.0f/s; half of it in second %d%n", best, half + 1);
    }
}
