package io.millrace.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.access.Permission;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Problem;
import io.millrace.server.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatcherTest {
    record Thing(String name, Optional<Long> size) {}

    record Echo(String text) {}

    private static final QueryParameter<Optional<Duration>> WAIT =
            QueryParameter.duration("wait", "How long", Duration.ofMinutes(1));

    private static final List<Route> PROJECT_ROUTES = List.of(
            Route.get("/things")
                    .needs(Permission.WORKFLOW_READ)
                    .query(QueryParameter.LIMIT, QueryParameter.CURSOR, WAIT)
                    .gives(Echo.class)
                    .by(
                            "List things",
                            call -> Reply.ok(new Echo(call.query(QueryParameter.LIMIT) + " "
                                    + call.query(WAIT).map(Duration::toString).orElse("-")))),
            Route.get("/things/{thing}")
                    .needs(Permission.WORKFLOW_READ)
                    .gives(Echo.class)
                    .by(
                            "Get a thing",
                            call -> Reply.ok(new Echo(call.path("thing"))).revision(7)),
            Route.put("/things/{thing}")
                    .needs(Permission.WORKFLOW_EDIT)
                    .takes(Thing.class)
                    .gives(Thing.class)
                    .by("Save a thing", call -> Reply.ok(call.body())),
            Route.put("/texts/{text}")
                    .needs(Permission.WORKFLOW_EDIT)
                    .takesText("application/yaml", "text/yaml", "application/json")
                    .gives(Echo.class)
                    .by("Save a text", call -> Reply.ok(new Echo(call.body().text()))));

    private static final List<Route> API_ROUTES = List.of(
            Route.get("/me")
                    .signedIn("says who asks")
                    .gives(Echo.class)
                    .by(
                            "Say who I am",
                            call -> Reply.ok(new Echo(call.principal().name()))),
            Route.post("/login").open("a test").by("Sign in", call -> Reply.nothing()));

    private static final List<Route> ROOT_ROUTES = List.of(
            Route.post("/raw")
                    .open("a test")
                    .takesBytes()
                    .anyQuery()
                    .gives(Echo.class)
                    .by("Take bytes", call -> Reply.ok(new Echo(call.body().length + " " + call.rawQuery()))),
            Route.any("/any")
                    .open("a test")
                    .takesBytes()
                    .anyQuery()
                    .gives(Echo.class)
                    .by("Take all", call -> Reply.ok(new Echo(call.method()))),
            Route.get("/long")
                    .open("a test")
                    .gives(Echo.class)
                    .by("Give much", call -> Reply.ok(new Echo("x".repeat(5000)))),
            Route.get("/broken").open("a test").by("Break", call -> {
                throw new IllegalStateException("secret inside");
            }),
            Route.get("/invalid").open("a test").by("Refuse", call -> {
                throw new MillraceException(
                        ErrorCode.WORKFLOW_INVALID, "It is wrong.", List.of(new Problem("steps[0]", 3, 5, "bad")));
            }),
            Route.get("/later").open("a test").by("Refuse for now", call -> {
                throw MillraceException.retryLater(ErrorCode.STORE_UNAVAILABLE, "Not now.", Duration.ofSeconds(7));
            }));

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = new RunningServer(table());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RouteTable table() {
        return RouteTable.builder()
                .project(PROJECT_ROUTES)
                .api(API_ROUTES)
                .root(ROOT_ROUTES)
                .build();
    }

    private static HttpRequest.Builder as(String role, String path) {
        return server.to(path).header("Authorization", "Bearer mr_" + role);
    }

    private static Map<String, Object> json(HttpResponse<String> response) {
        return Json.readObject(response.body());
    }

    @Test
    void a_guarded_route_asks_who_it_is() {
        HttpResponse<String> response = server.send(server.to("/api/v1/projects/default/things"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"millrace\"");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(response))
                .containsEntry("code", "unauthenticated")
                .containsEntry("type", "/docs/errors#unauthenticated");
    }

    @Test
    void a_wrong_token_is_refused_even_beside_a_good_cookie() {
        HttpResponse<String> response =
                server.send(as("nobody", "/api/v1/me").header("Cookie", "millrace_session=owner"));

        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void a_role_without_the_permission_is_refused() {
        HttpResponse<String> response = server.send(as("viewer", "/api/v1/projects/default/things/a")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"name\":\"a\"}")));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(json(response)).containsEntry("code", "forbidden");
    }

    @Test
    void a_body_is_read_into_its_record_and_back() {
        HttpResponse<String> response = server.send(as("editor", "/api/v1/projects/default/things/a")
                .header("Content-Type", "application/json; charset=utf-8")
                .PUT(BodyPublishers.ofString("{\"name\":\"a\",\"size\":3}")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"name\":\"a\",\"size\":3}");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void an_unknown_field_is_refused_with_what_was_meant() {
        HttpResponse<String> response = server.send(as("editor", "/api/v1/projects/default/things/a")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"nmae\":\"a\"}")));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("Did you mean 'name'?", "\"path\":\"name\"");
    }

    @Test
    void a_form_is_not_read_as_json() {
        HttpResponse<String> response = server.send(as("editor", "/api/v1/projects/default/things/a")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(BodyPublishers.ofString("{\"name\":\"a\"}")));

        assertThat(response.statusCode()).isEqualTo(415);
    }

    @Test
    void a_compressed_body_is_not_read_as_json() {
        HttpResponse<String> response = server.send(as("editor", "/api/v1/projects/default/things/a")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .PUT(BodyPublishers.ofString("{\"name\":\"a\"}")));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(json(response)).extracting("detail").asString().contains("Content-Encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "content-type", "Idempotency-Key"})
    void a_header_that_means_one_thing_is_taken_once(String name) {
        HttpResponse<String> response = server.send(as("editor", "/api/v1/projects/default/things/a")
                .header("Content-Type", "application/json")
                .header(name, "a")
                .header(name, "b")
                .PUT(BodyPublishers.ofString("{\"name\":\"a\"}")));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response)).extracting("detail").asString().containsIgnoringCase(name);
    }

    @Test
    void yaml_is_taken_where_the_route_says_so() {
        HttpResponse<String> response = server.send(as("editor", "/api/v1/projects/default/texts/a")
                .header("Content-Type", "text/yaml")
                .PUT(BodyPublishers.ofString("id: a")));

        assertThat(json(response)).containsEntry("text", "id: a");
    }

    @Test
    void a_text_that_is_not_utf_8_is_refused() {
        HttpResponse<String> response = server.send(as("editor", "/api/v1/projects/default/texts/a")
                .header("Content-Type", "text/yaml")
                .PUT(BodyPublishers.ofByteArray(new byte[] {'a', (byte) 0xff})));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void a_project_that_does_not_exist_is_not_found() {
        HttpResponse<String> response = server.send(as("owner", "/api/v1/projects/other/things"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response)).containsEntry("detail", "There is no project 'other' here.");
    }

    @Test
    void path_parameters_are_decoded_and_encoded_slashes_refused() {
        assertThat(json(server.send(as("viewer", "/api/v1/projects/default/things/a%20b"))))
                .containsEntry("text", "a b");
        HttpResponse<String> slash = server.send(as("viewer", "/api/v1/projects/default/things/a%2Fb"));
        assertThat(slash.statusCode()).isEqualTo(400);
        assertThat(json(slash)).containsEntry("code", "bad_request");
    }

    @Test
    void query_parameters_have_types_and_defaults() {
        assertThat(json(server.send(as("viewer", "/api/v1/projects/default/things"))))
                .containsEntry("text", "50 -");
        assertThat(json(server.send(as("viewer", "/api/v1/projects/default/things?limit=5&wait=PT10S"))))
                .containsEntry("text", "5 PT10S");
    }

    @Test
    void every_wrong_or_unknown_query_parameter_is_named() {
        HttpResponse<String> response =
                server.send(as("viewer", "/api/v1/projects/default/things?limit=500&wiat=PT1S&cursor=a&cursor=b"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("query.limit", "from 1 to 200", "query.wiat", "Did you mean 'wait'?", "more than once");
    }

    @Test
    void a_method_the_path_does_not_take_answers_which_it_takes() {
        HttpResponse<String> response =
                server.send(as("owner", "/api/v1/projects/default/things/a").method("PATCH", BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS, PUT");
    }

    @Test
    void options_and_head_are_answered_for_every_get() {
        HttpResponse<String> options = server.send(server.to("/long").method("OPTIONS", BodyPublishers.noBody()));
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");

        HttpResponse<String> head = server.send(server.to("/long").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(5011);
    }

    @Test
    void a_route_for_any_method_takes_any() {
        assertThat(json(server.send(server.to("/any?x=1").method("PURGE", BodyPublishers.noBody()))))
                .containsEntry("text", "PURGE");
        assertThat(server.send(server.to("/any").method("OPTIONS", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_body_above_the_limit_is_refused_announced_or_not() {
        byte[] large = new byte[BodyReader.MOST_BYTES + 1];

        HttpResponse<String> announced = server.send(server.to("/raw").POST(BodyPublishers.ofByteArray(large)));
        HttpResponse<String> streamed = server.send(
                server.to("/raw").POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(json(announced)).containsEntry("code", "too_large");
        assertThat(streamed.statusCode()).isEqualTo(413);
        assertThat(json(server.send(
                        server.to("/raw?a=b").POST(BodyPublishers.ofByteArray(new byte[BodyReader.MOST_BYTES])))))
                .containsEntry("text", BodyReader.MOST_BYTES + " a=b");
    }

    @Test
    void a_body_announced_above_the_limit_is_refused_before_it_comes() {
        String answer = server.raw("POST /raw HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\nab");

        assertThat(answer).startsWith("HTTP/1.1 413").containsIgnoringCase("\r\nConnection: close\r\n");
        assertThat(answer).contains("too_large").endsWith("}");
    }

    @Test
    void a_body_compressed_in_transfer_is_refused() {
        String request = """
                POST /raw HTTP/1.1
                Host: a
                Connection: close
                Transfer-Encoding: gzip, chunked

                2
                ab
                0

                """;

        String answer = server.raw(request.replace("\n", "\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 400");
    }

    @Test
    void a_compressed_body_is_never_inflated() {
        HttpResponse<String> response = server.send(
                server.to("/raw").header("Content-Encoding", "gzip").POST(BodyPublishers.ofByteArray(new byte[] {1, 2, 3
                })));

        assertThat(json(response)).containsEntry("text", "3 ");
    }

    @Test
    void long_answers_are_compressed_for_those_who_take_it() throws IOException {
        HttpResponse<byte[]> response = server.send(
                server.to("/long").header("Accept-Encoding", "br, gzip"), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(response.body().length).isLessThan(500);
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8))
                    .hasSize(5011);
        }
        assertThat(server.send(server.to("/long").header("Accept-Encoding", "gzip;q=0"))
                        .headers()
                        .firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void an_unexpected_failure_tells_only_where_to_look() {
        HttpResponse<String> response = server.send(server.to("/broken").header("X-Request-Id", "my-request.1"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("X-Request-Id")).contains("my-request.1");
        assertThat(json(response)).containsEntry("trace", "my-request.1").containsEntry("code", "internal");
        assertThat(response.body()).doesNotContain("secret inside", "Exception");
    }

    @Test
    void a_harmful_request_id_is_replaced() {
        HttpResponse<String> response = server.send(server.to("/long").header("X-Request-Id", "<script>"));

        assertThat(response.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f]{32}");
    }

    @Test
    void problems_keep_their_place() {
        HttpResponse<String> response = server.send(server.to("/invalid"));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response))
                .containsEntry(
                        "errors", List.of(Map.of("path", "steps[0]", "line", 3L, "column", 5L, "message", "bad")));
    }

    @Test
    void what_passes_by_itself_says_when_to_come_back() {
        HttpResponse<String> response = server.send(server.to("/later"));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("7");
    }

    @Test
    void a_change_with_a_cookie_needs_the_sessions_token() {
        HttpRequest.Builder request = server.to("/api/v1/projects/default/things/a")
                .header("Cookie", "millrace_session=editor")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"name\":\"a\"}"));

        assertThat(server.send(request.copy()).statusCode()).isEqualTo(403);
        assertThat(server.send(request.copy().header("X-CSRF-Token", "csrf-viewer"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(request.copy().header("X-CSRF-Token", "csrf-editor"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_change_that_another_site_asks_for_is_refused() {
        HttpRequest.Builder request = server.to("/api/v1/projects/default/things/a")
                .header("Cookie", "millrace_session=editor")
                .header("X-CSRF-Token", "csrf-editor")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"name\":\"a\"}"));

        assertThat(server.send(request.copy().header("Origin", "https://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(request.copy().header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(request.copy().header("Origin", "http://millrace.example"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.send(server.to("/api/v1/login")
                                .header("Origin", "https://evil.example")
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void errors_before_any_route_are_problem_details_too() {
        List<String> requests = List.of(
                "GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "BAD\u0001 / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(20_000) + "\r\n\r\n",
                "POST /raw HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        List<String> statuses = requests.stream()
                .map(server::raw)
                .peek(answer ->
                        assertThat(answer).contains("application/problem+json").contains("\"trace\":"))
                .map(answer -> answer.substring(9, 12))
                .collect(Collectors.toList());

        assertThat(statuses).containsExactly("400", "400", "400", "431", "400", "404");
    }

    @Test
    void requests_are_counted_by_template_never_by_path() {
        server.send(as("viewer", "/api/v1/projects/default/things/some-thing"));

        assertThat(server.registry.scrape())
                .contains("route=\"/api/v1/projects/{project}/things/{thing}\"")
                .doesNotContain("some-thing");
    }

    @Test
    void more_requests_than_can_be_carried_out_are_told_to_come_back() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        RouteTable slow = RouteTable.builder()
                .root(List.of(Route.get("/slow").open("a test").by("Wait", call -> {
                    inside.countDown();
                    await(go);
                    return Reply.nothing();
                })))
                .build();
        Limits one = new Limits(1, Duration.ZERO, 1 << 20, 1024, Duration.ofSeconds(10), 1, Duration.ofSeconds(15));
        try (RunningServer small = new RunningServer(slow, one)) {
            CompletableFuture<Integer> first = CompletableFuture.supplyAsync(
                    () -> small.send(small.to("/slow")).statusCode());
            inside.await();

            HttpResponse<String> second = small.send(small.to("/slow"));

            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(json(second)).containsEntry("code", "overloaded");
            assertThat(second.headers().firstValue("Retry-After")).contains("1");
            go.countDown();
            assertThat(first.get()).isEqualTo(204);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
