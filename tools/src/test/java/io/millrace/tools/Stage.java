package io.millrace.tools;

import io.millrace.core.expression.Expressions;
import io.millrace.core.shared.Json;
import io.millrace.core.tool.Catalogue;
import io.millrace.core.tool.InputCheck;
import io.millrace.egress.EgressSettings;
import io.millrace.egress.GuardedEgress;
import io.millrace.sdk.ActionCall;
import io.millrace.sdk.Connection;
import io.millrace.sdk.ConnectionKind;
import io.millrace.sdk.Exchange;
import io.millrace.sdk.LookUp;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** A vendor's server, the real egress and the catalogue, for tests that run actions from end to end. */
public final class Stage implements AutoCloseable {
    /** The time at which all tests happen. */
    public static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    public static final String KEY = "exe_01/post/0";

    private static final Catalogue CATALOGUE =
            Catalogue.load(BuiltInTools.all(), new Expressions(InstantSource.fixed(NOW)), InstantSource.fixed(NOW));

    private final MockWebServer vendor = new MockWebServer();
    private final GuardedEgress egress = new GuardedEgress(
            EgressSettings.defaults("test").withAllow("127.0.0.1", "::1", "localhost"), InstantSource.system());
    private final List<Exchange> exchanges = new ArrayList<>();

    public Stage() throws IOException {
        vendor.start();
    }

    String url(String path) {
        return vendor.url(path).toString();
    }

    /** The next answer, in JSON. */
    public Stage answers(int status, String json, String... headers) {
        MockResponse.Builder answer = new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json; charset=utf-8")
                .body(json);
        for (int i = 0; i < headers.length; i += 2) {
            answer.setHeader(headers[i], headers[i + 1]);
        }
        vendor.enqueue(answer.build());
        return this;
    }

    /** The next answer, as plain text. */
    Stage answersText(int status, String text) {
        vendor.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "text/plain")
                .body(text)
                .build());
        return this;
    }

    Connection connection(String kind, Map<String, Object> config, Map<String, String> secrets) {
        Map<String, Sensitive> hidden = new LinkedHashMap<>();
        secrets.forEach((name, secret) -> hidden.put(name, Sensitive.of(secret)));
        return new Connection("test", kind, config, hidden);
    }

    /** Runs an action after checking its input, as the engine does. */
    @Nullable
    Object run(String action, @Nullable Connection connection, Map<String, Object> input) throws ToolException {
        var problems = new InputCheck().check(CATALOGUE.action(action).orElseThrow(), input);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.toString());
        }
        return CATALOGUE.code(action).run(call(connection, input));
    }

    /**
     * Runs an action with an input that may be more than its schema allows, and returns the request. What the action makes of
     * the empty answer does not matter.
     */
    RecordedRequest requestOf(String action, Connection connection, Map<String, Object> input)
            throws InterruptedException {
        answers(200, "{}");
        try {
            CATALOGUE.code(action).run(call(connection, input));
        } catch (ToolException e) {
            if (vendor.getRequestCount() == 0) {
                throw new IllegalStateException(action + " sent nothing: " + e.getMessage(), e);
            }
        }
        return request();
    }

    /** Looks whether an action has done its work, as the engine does. */
    LookUp.Answer lookUp(String action, Connection connection, Map<String, Object> input) throws ToolException {
        return CATALOGUE.lookUp(action).orElseThrow().ask(call(connection, input));
    }

    /** The request of a look-up; what it makes of the empty answer does not matter. */
    RecordedRequest lookUpRequestOf(String action, Connection connection, Map<String, Object> input)
            throws InterruptedException {
        answers(200, "{}");
        try {
            lookUp(action, connection, input);
        } catch (ToolException e) {
            if (vendor.getRequestCount() == 0) {
                throw new IllegalStateException(action + " sent nothing: " + e.getMessage(), e);
            }
        }
        return request();
    }

    /** A kind of connection of a built-in tool. */
    public static ConnectionKind kind(String tool, String kind) {
        return CATALOGUE.tool(tool).orElseThrow().spec().connectionKinds().stream()
                .filter(each -> each.name().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    static Catalogue catalogue() {
        return CATALOGUE;
    }

    String test(String tool, Connection connection) throws ToolException {
        return CATALOGUE.tool(tool).orElseThrow().test(call(connection, Map.of()));
    }

    public ActionCall call(@Nullable Connection connection, Map<String, Object> input) {
        return new ActionCall(
                input,
                Optional.ofNullable(connection),
                egress.forAttempt(exchanges::add),
                KEY,
                Duration.ofSeconds(5),
                URI.create(url("/catch/default/")));
    }

    public RecordedRequest request() throws InterruptedException {
        return vendor.takeRequest();
    }

    Map<String, Object> sentJson() throws InterruptedException {
        return Json.readObject(bodyOf(request()));
    }

    public static String bodyOf(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    /** What the journal would hold. */
    public String recorded() {
        return exchanges.toString();
    }

    @Override
    public void close() {
        vendor.close();
        egress.close();
    }
}
