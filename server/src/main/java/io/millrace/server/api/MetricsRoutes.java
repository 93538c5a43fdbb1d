package io.millrace.server.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.server.route.Call;
import io.millrace.server.route.Document;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** Metrics in the text format of Prometheus. */
final class MetricsRoutes {
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final Optional<byte[]> expected;

    MetricsRoutes(PrometheusMeterRegistry registry, Optional<String> token) {
        this.registry = registry;
        this.expected = token.map(text -> ("Bearer " + text).getBytes(StandardCharsets.UTF_8));
    }

    List<Route> routes() {
        return List.of(Route.get("/metrics")
                .open("collectors have a token of their own, checked here when one is configured; no data of people")
                .anyQuery()
                .givesFile(TYPE)
                .by("Return the metrics", this::metrics));
    }

    private Reply<Document> metrics(Call<Void> call) {
        byte[] shown = call.header("Authorization").orElse("").getBytes(StandardCharsets.UTF_8);
        if (expected.isPresent() && !MessageDigest.isEqual(expected.get(), shown)) {
            throw new MillraceException(
                    ErrorCode.UNAUTHENTICATED, "The metrics ask for the bearer token configured as metrics.token.");
        }
        return Reply.ok(new Document(TYPE, registry.scrape().getBytes(StandardCharsets.UTF_8)));
    }
}
