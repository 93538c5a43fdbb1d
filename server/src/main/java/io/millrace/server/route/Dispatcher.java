package io.millrace.server.route;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Leads every request along the same path: match, admit, read, handle, answer. Errors of any kind leave through one place
 * as problem details. Runs on virtual threads; everything in it may block.
 */
public final class Dispatcher extends Handler.Abstract {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    /** Stands for route and method in the metrics where no route was found. */
    static final String NO_ROUTE = "none";

    private final RouteTable table;
    private final Authentication authentication;
    private final Predicate<String> projectExists;
    private final Optional<Handler> pages;
    private final RequestMetrics metrics;
    private final Admission admission;
    private final BodyReader bodies;
    private final EventStreams streams;
    private final boolean secure;

    /**
     * What the dispatcher is joined to.
     *
     * @param publicUrl where people reach this server
     * @param projectExists whether there is such a project
     * @param pages answers {@code GET}s that no route takes, such as the files of the UI
     */
    public record Surroundings(
            URI publicUrl,
            Identity identity,
            Predicate<String> projectExists,
            Optional<Handler> pages,
            MeterRegistry registry,
            Limits limits) {}

    public Dispatcher(RouteTable table, Surroundings surroundings) {
        Limits limits = surroundings.limits();
        this.table = table;
        this.authentication = new Authentication(surroundings.identity(), surroundings.publicUrl());
        this.projectExists = surroundings.projectExists();
        this.pages = surroundings.pages();
        this.metrics = new RequestMetrics(surroundings.registry());
        this.admission = new Admission(limits.concurrentRequests(), limits.patience());
        this.bodies = new BodyReader(
                new MemoryBudget(limits.bodyMemory()),
                new SenderPace(limits.bytesPerSecond(), limits.grace(), System::nanoTime));
        this.streams = new EventStreams(limits.streams(), limits.heartbeat());
        this.secure = "https".equals(surroundings.publicUrl().getScheme());
        surroundings.registry().gauge("millrace.http.streams", streams, EventStreams::count);
    }

    /** Ends all live streams and refuses new ones; to be called before the server stops. */
    public void endStreams() {
        streams.endAll();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long started = System.nanoTime();
        String trace = Trace.of(request);
        MDC.put(Trace.LOG_KEY, trace);
        String route = NO_ROUTE;
        try {
            Answers.prepare(response, trace, secure);
            RouteTable.Match match =
                    table.match(request.getMethod(), request.getHttpURI().getCanonicalPath());
            switch (match) {
                case RouteTable.Match.Found(RouteTable.Row row, Map<String, String> parameters) -> {
                    route = row.path();
                    carryOut(row, parameters, new Exchange(request, response, callback, trace));
                }
                case RouteTable.Match.OtherMethods(List<String> allowed) ->
                    answerOtherMethod(allowed, request, response, callback);
                case RouteTable.Match.None() -> answerPage(request, response, callback);
            }
        } catch (Exception e) {
            fail(e, new Exchange(request, response, callback, trace));
        } finally {
            String method = route.equals(NO_ROUTE) ? NO_ROUTE : request.getMethod();
            metrics.record(method, route, response.getStatus(), System.nanoTime() - started);
            MDC.remove(Trace.LOG_KEY);
        }
        return true;
    }

    private record Exchange(Request request, Response response, Callback callback, String trace) {}

    private void carryOut(RouteTable.Row row, Map<String, String> parameters, Exchange exchange) throws Exception {
        Request request = exchange.request();
        Route route = row.route();
        SingleHeaders.require(request.getHeaders());
        if (row.area() != RouteTable.Area.ROOT && route.guard() instanceof Guard.Open) {
            authentication.refuseOtherSites(request);
        }
        Optional<Caller> caller = authentication.admit(route.guard(), request);
        Map<String, String> path = decoded(parameters);
        if (row.area() == RouteTable.Area.PROJECT) {
            requireProject(path.get("project"));
        }
        Map<QueryParameter<?>, Object> query = QueryReader.read(route, request);
        switch (route.action()) {
            case Route.Action.Answer(Route.Handler<Object, ?> handler) -> {
                Reply<?> reply;
                try (MemoryBudget.Share share = bodies.memory()) {
                    Object body = bodies.read(route, request, share);
                    try (Admission.Turn _ = admission.take()) {
                        reply = handler.handle(call(exchange, path, query, caller, body));
                    }
                }
                Answers.write(request, exchange.response(), exchange.callback(), reply);
            }
            case Route.Action.Stream(Route.StreamHandler handler) ->
                stream(exchange, handler, call(exchange, path, query, caller, null));
        }
    }

    /** A route without a body has a {@code Call<Void>}, whose body nobody can use: null is right there. */
    @SuppressWarnings({"NullAway", "unchecked"})
    private static <B> Call<B> call(
            Exchange exchange,
            Map<String, String> path,
            Map<QueryParameter<?>, Object> query,
            Optional<Caller> caller,
            @Nullable Object body) {
        return new Call<>(exchange.request(), path, query, caller, (B) body, exchange.trace());
    }

    private void stream(Exchange exchange, Route.StreamHandler handler, Call<Void> call) throws Exception {
        Response response = exchange.response();
        EventStream stream = streams.open(call.header("Last-Event-ID"));
        try (AutoCloseable _ = handler.open(call, stream)) {
            response.setStatus(200);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
            response.getHeaders().put("X-Accel-Buffering", "no");
            if (!call.method().equals("HEAD")) {
                stream.run(bytes -> Content.Sink.write(response, false, ByteBuffer.wrap(bytes)));
            }
            response.write(true, null, exchange.callback());
        } finally {
            streams.forget(stream);
        }
    }

    private void requireProject(@Nullable String project) {
        if (project == null || !projectExists.test(project)) {
            throw MillraceException.notFound("project", String.valueOf(project));
        }
    }

    private static Map<String, String> decoded(Map<String, String> parameters) {
        Map<String, String> decoded = HashMap.newHashMap(parameters.size());
        parameters.forEach((name, value) -> decoded.put(name, URIUtil.decodePath(value)));
        if (decoded.values().stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
            throw new MillraceException(ErrorCode.BAD_REQUEST, "The path may not hold the character U+0000.");
        }
        return decoded;
    }

    private static void answerOtherMethod(List<String> allowed, Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", allowed));
        if (request.getMethod().equals("OPTIONS")) {
            Answers.write(request, response, callback, Reply.nothing());
            return;
        }
        throw new MillraceException(
                ErrorCode.METHOD_NOT_ALLOWED,
                "This path does not take " + request.getMethod() + ", but " + String.join(", ", allowed) + ".");
    }

    private void answerPage(Request request, Response response, Callback callback) throws Exception {
        boolean taken = pages.isPresent() && pages.get().handle(request, response, callback);
        if (!taken) {
            throw new MillraceException(
                    ErrorCode.NOT_FOUND,
                    "There is nothing at this path. The API is described at /api/v1/openapi.json.");
        }
    }

    private static void fail(Exception failure, Exchange exchange) {
        Response response = exchange.response();
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (response.isCommitted() || failure instanceof IOException) {
            log.debug("The client went away", failure);
            exchange.callback().failed(failure);
            return;
        }
        Answers.write(exchange.request(), response, exchange.callback(), problem(failure, exchange));
    }

    private static ProblemDetail problem(Exception failure, Exchange exchange) {
        if (failure instanceof MillraceException known) {
            retryAfter(known)
                    .ifPresent(pause -> exchange.response()
                            .getHeaders()
                            .put(HttpHeader.RETRY_AFTER, Math.max(1, pause.toSeconds())));
            logPlatform(known);
            return ProblemDetail.of(known, exchange.trace());
        }
        if (failure instanceof HttpException http) {
            return ProblemDetail.ofStatus(http.getCode(), reason(http), exchange.trace());
        }
        if (failure instanceof TimeoutException) {
            return ProblemDetail.ofStatus(408, "The request did not arrive in time.", exchange.trace());
        }
        log.error("A request failed unexpectedly", failure);
        return ProblemDetail.internal(exchange.trace());
    }

    private static void logPlatform(MillraceException failure) {
        if (failure.code().blame() != ErrorCode.Blame.PLATFORM) {
            return;
        }
        if (failure.code().retryable()) {
            log.warn("A request failed: {}", failure.getMessage()); // why was logged where it was found
        } else {
            log.warn("A request failed: {}", failure.getMessage(), failure.getCause());
        }
    }

    private static Optional<Duration> retryAfter(MillraceException failure) {
        return failure.retryAfter()
                .or(() -> failure.code().retryable() ? Optional.of(Duration.ofSeconds(1)) : Optional.empty());
    }

    private static String reason(HttpException http) {
        return http.getReason() == null ? "The request could not be read." : http.getReason();
    }
}
