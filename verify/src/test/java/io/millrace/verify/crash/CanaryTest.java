package io.millrace.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.shared.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets of every kind are put into a server and used, with a tool that sends them back in many ways; then everything the
 * server keeps and tells is searched for them.
 */
@Tag("slow")
class CanaryTest {
    private static final String OWNER = "owner@example.com";
    private static final Duration LONGEST_RUN = Duration.ofSeconds(60);
    private static final List<String> LISTS = List.of(
            "/executions",
            "/events",
            "/connections",
            "/variables",
            "/workflows",
            "/triggers",
            "/sources",
            "/catch",
            "//api/v1/tokens",
            "//api/v1/users",
            "//api/v1/projects");

    @TempDir
    Path folder;

    private final Canary bearer = Canary.forHeader("bearer token of a connection");
    private final Canary password = Canary.awkward("password of a connection");
    private final Canary headerKey = Canary.forHeader("key in a header of a connection");
    private final Canary queryKey = Canary.awkward("key in the query of a connection");
    private final Canary inUrl = Canary.forHeader("secret variable in a URL");
    private final Canary inHeader = Canary.forHeader("secret variable in a header");
    private final Canary inQuery = Canary.awkward("secret variable in a query");
    private final Canary inBody = Canary.awkward("secret variable in a body");
    private final Canary neverSent = Canary.awkward("secret variable that only the tool tells");
    private final Canary hook = Canary.forHeader("token of a source");
    private final Canary wrongHook = Canary.forHeader("wrong token sent to a source");
    private final Canary token = Canary.simple("bootstrap token");
    private final Canary ownerPassword = Canary.awkward("password of the owner");
    private final Canary wrongPassword = Canary.awkward("wrong password");
    private final Canary userPassword = Canary.awkward("password of a user");
    private final Canary metricsToken = Canary.forHeader("metrics token");
    private final Canary masterKey = Canary.simple("master key");

    private final List<Canary> canaries = new ArrayList<>(List.of(
            bearer,
            password,
            headerKey,
            queryKey,
            inUrl,
            inHeader,
            inQuery,
            inBody,
            neverSent,
            hook,
            wrongHook,
            token,
            ownerPassword,
            wrongPassword,
            userPassword,
            metricsToken,
            masterKey));

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void no_secret_is_found_in_what_the_embedded_server_keeps_and_tells() {
        prove("sqlite", () -> "");
    }

    @Test
    void no_secret_is_found_in_what_a_node_on_postgresql_keeps_and_tells() {
        try (TestPostgres postgres = new TestPostgres(folder.resolve("postgres"))) {
            Canary databasePassword = Canary.simple("password of the database");
            canaries.add(databasePassword);
            String database = postgres.newDatabase();
            prove(database.replace(":postgres@", ":" + databasePassword.value() + "@"), () -> postgres.dump(database));
        }
    }

    /** Everything in a database as text. */
    private interface Dump {
        String read();
    }

    private void prove(String database, Dump dump) {
        try (EchoServer echo = new EchoServer(List.of(neverSent.value()));
                MortalServer server = MortalServer.start(launch(database, echo));
                Api api = new Api(server::url, "mr_" + token.value())) {
            putSecrets(api, echo);
            usePeople(server.url(), api);
            useHook(server.url());
            run(api);
            assertUsed(echo);
            assertThat(largeValues())
                    .as("values that are kept as blobs, and searched")
                    .isPositive();

            assertThat(search(api, dump).leaks()).isEmpty();

            api.putVariable("READABLE", inBody.value(), false);
            assertThat(search(api, dump).leaks())
                    .as("a planted leak is found where it is told and where it is kept")
                    .anyMatch(leak -> leak.contains("in /variables"))
                    .anyMatch(leak -> leak.contains("in the tables") || leak.contains("millrace.db"));
        }
    }

    private ServerProcess.Launch launch(String database, EchoServer echo) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MILLRACE_DATA", folder.resolve("data").toString());
        environment.put("MILLRACE_DATABASE", database);
        environment.put("MILLRACE_EGRESS_ALLOW", echo.address() + ",127.0.0.1:9");
        environment.put("MILLRACE_LOG_LEVEL", "debug");
        environment.put("MILLRACE_BLOBS_KIND", "folder"); // where bytes are found as they are
        environment.put("MILLRACE_BLOBS_THRESHOLD", "1024");
        environment.put("MILLRACE_METRICS_TOKEN", metricsToken.value());
        environment.put("MILLRACE_BOOTSTRAP_TOKEN", "mr_" + token.value());
        environment.put("MILLRACE_BOOTSTRAP_EMAIL", OWNER);
        environment.put("MILLRACE_BOOTSTRAP_PASSWORD", ownerPassword.value());
        environment.put(
                "MILLRACE_MASTER_KEY",
                Base64.getEncoder().encodeToString(masterKey.value().getBytes(StandardCharsets.US_ASCII)));
        return new ServerProcess.Launch(List.of(), Installation.MAIN, environment, folder.resolve("server.log"));
    }

    private void putSecrets(Api api, EchoServer echo) {
        api.putVariable("ECHO", echo.url(), false);
        api.putVariable("CANARY_IN_URL", inUrl.value(), true);
        api.putVariable("CANARY_IN_HEADER", inHeader.value(), true);
        api.putVariable("CANARY_IN_QUERY", inQuery.value(), true);
        api.putVariable("CANARY_IN_BODY", inBody.value(), true);
        api.putVariable("CANARY_NEVER_SENT", neverSent.value(), true);
        api.putVariable("CANARY_HOOK", hook.value(), true);
        connect(api, echo, "bearer", Map.of(), Map.of("token", bearer.value()));
        connect(api, echo, "basic", Map.of("username", "ada"), Map.of("password", password.value()));
        connect(api, echo, "header", Map.of("header", "X-Unremarkable"), Map.of("value", headerKey.value()));
        connect(api, echo, "query", Map.of("parameter", "unremarkable"), Map.of("value", queryKey.value()));
        api.publish("canary", Installation.resource("canary.yaml"));
        api.publish("canary-hook", Installation.resource("canary-hook.yaml"));
    }

    private static void connect(
            Api api, EchoServer echo, String kind, Map<String, Object> config, Map<String, Object> secrets) {
        Map<String, Object> whole = new HashMap<>(config);
        whole.put("base_url", echo.url());
        api.put("/connections/by-" + kind, Map.of("tool", "http", "kind", kind, "config", whole, "secrets", secrets));
        api.post("/connections/by-" + kind + "/test", Map.of());
    }

    private void usePeople(URI server, Api api) {
        HttpResponse<String> signedIn = signIn(server, ownerPassword.value());
        assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(201);
        String cookie = signedIn.headers().firstValue("set-cookie").orElseThrow();
        String value = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
        canaries.add(new Canary("session cookie", value, value));
        assertThat(signIn(server, wrongPassword.value()).statusCode()).isEqualTo(401);
        Map<String, Object> made = api.post("//api/v1/tokens", Map.of("name", "canary", "role", "viewer"));
        String secret = String.valueOf(made.get("secret"));
        canaries.add(new Canary("API token", secret, secret));
        api.post(
                "//api/v1/users",
                Map.of("email", "ada@example.com", "password", userPassword.value(), "role", "viewer"));
    }

    private HttpResponse<String> signIn(URI server, String with) {
        return send(HttpRequest.newBuilder(server.resolve("/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(Map.of("email", OWNER, "password", with)))));
    }

    private void useHook(URI server) {
        assertThat(sendToHook(server, wrongHook).statusCode()).isEqualTo(401);
        assertThat(sendToHook(server, hook).statusCode()).isEqualTo(202);
    }

    private HttpResponse<String> sendToHook(URI server, Canary proof) {
        return send(HttpRequest.newBuilder(server.resolve("/hooks/default/canary"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + proof.value())
                .header("Cookie", "session=" + proof.value())
                .header("X-Api-Key", proof.value())
                .POST(BodyPublishers.ofString("{\"note\":\"hello\"}")));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void run(Api api) {
        String id = String.valueOf(api.post("/workflows/canary/executions", Map.of("data", Map.of()))
                .get("id"));
        Patience.await(
                "the execution ends",
                LONGEST_RUN,
                () -> !Set.of("queued", "running")
                        .contains(String.valueOf(api.get("/executions/" + id).get("status"))));
        Map<String, Object> execution = api.get("/executions/" + id);
        assertThat(execution.get("status"))
                .as("it fails where it should: %s", execution)
                .isEqualTo("failed");
        assertThat(execution.get("failure")).asString().contains("refused");
    }

    /** What never reached the tool, or was not sent back, could not leak. */
    private void assertUsed(EchoServer echo) {
        LeakSearch received = new LeakSearch(canaries);
        echo.received().forEach(request -> received.text("a request", request));
        assertThat(Stream.of(bearer, password, headerKey, queryKey, inUrl, inHeader, inQuery, inBody))
                .allSatisfy(canary -> assertThat(received.leaks()).anyMatch(leak -> leak.startsWith(canary.label())));
    }

    private LeakSearch search(Api api, Dump dump) {
        LeakSearch search = new LeakSearch(canaries);
        for (String list : LISTS) {
            search.text(list, api.getText(list));
        }
        for (Map<String, Object> execution : api.all("/executions")) {
            String id = String.valueOf(execution.get("id"));
            search.text("an execution", api.getText("/executions/" + id));
            search.text("a live execution", api.getText("/executions/" + id + "/live"));
        }
        api.all("/events").forEach(event -> search.text("an event", api.getText("/events/" + event.get("id"))));
        search.text("what was caught", api.getText("/catch/canary"));
        search.text("the metrics", metrics(api));
        search.text("the tables", dump.read());
        search.folder(folder, Set.of());
        return search;
    }

    private long largeValues() {
        try (Stream<Path> files = Files.walk(folder.resolve("data/blobs"))) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String metrics(Api api) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(api.server().resolve("/metrics"))
                .header("Authorization", "Bearer " + metricsToken.value()));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
