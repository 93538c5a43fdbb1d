package io.millrace.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A closed-loop load, in which each connection sends its next request when the answer to the last one is complete, or one at a
 * constant rate, which does not wait for the server.
 *
 * @param urls the connections take them by turns
 * @param rate requests a second of all connections together, or 0 for the closed loop; a latency then begins when its request
 *     is due, also when no connection is free for it
 * @param requests ends the measurement after so many answers; 0 for after {@code measured}
 * @param sink where {@code GET} tells how many calls came out, to measure those instead of the answers
 */
record LoadPlan(
        List<URI> urls,
        String method,
        List<String> headers,
        byte[] body,
        int connections,
        Duration warmUp,
        Duration measured,
        int rate,
        long requests,
        Optional<URI> sink) {

    /** Stands for a number of twelve digits, another one in each request, wherever it occurs in the body. */
    static final String NUMBER = "{{sequence}}";

    LoadPlan {
        if (connections < 1 || connections > 10_000) {
            throw new IllegalArgumentException("--connections must be between 1 and 10000.");
        }
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("The address to send to is missing.");
        }
        for (URI url : urls) {
            if (!"http".equals(url.getScheme()) || url.getHost() == null) {
                throw new IllegalArgumentException("The load generator speaks plain HTTP only: " + url);
            }
        }
    }

    static LoadPlan of(Arguments arguments, String urlName, String sinkName) {
        String method = arguments.optional("method").orElse("POST");
        return new LoadPlan(
                arguments.all(urlName).stream().map(URI::create).toList(),
                method,
                arguments.all("header"),
                method.equals("GET") ? new byte[0] : body(arguments),
                arguments.number("connections", 64),
                Duration.ofSeconds(arguments.number("warmup", 5)),
                Duration.ofSeconds(arguments.number("seconds", 10)),
                arguments.number("rate", 0),
                arguments.number("requests", 0),
                arguments.optional(sinkName).map(URI::create));
    }

    /** The same, measured by what comes out at a sink. */
    LoadPlan counting(URI newSink) {
        return new LoadPlan(
                urls, method, headers, body, connections, warmUp, measured, rate, requests, Optional.of(newSink));
    }

    /** The same at a constant rate, measured from its first request on. */
    LoadPlan paced(int newRate, Duration newMeasured) {
        return new LoadPlan(
                urls, method, headers, body, connections, Duration.ZERO, newMeasured, newRate, 0, Optional.empty());
    }

    private static byte[] body(Arguments arguments) {
        Optional<String> file = arguments.optional("body-file");
        int bytes = arguments.number("body-bytes", 1_024);
        if (file.isEmpty()) {
            return filled(bytes);
        }
        try {
            return Files.readAllBytes(Path.of(file.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JSON object of exactly so many bytes (at least 46) with a number of its own. */
    static byte[] filled(int bytes) {
        String start = "{\"number\":\"" + NUMBER + "\",\"filling\":\"";
        String end = "\"}";
        int filling = Math.max(0, bytes - start.length() - end.length());
        return (start + "x".repeat(filling) + end).getBytes(StandardCharsets.US_ASCII);
    }
}
