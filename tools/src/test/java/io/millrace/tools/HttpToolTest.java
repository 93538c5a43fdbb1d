package io.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.core.expression.Expressions;
import io.millrace.core.tool.Catalogue;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.Connection;
import io.millrace.sdk.Effect;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpToolTest {
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_json_answer_becomes_a_value() throws Exception {
        stage.answers(200, "{\"items\":[1,2.5]}", "X-Total", "2");
        Map<?, ?> output =
                run(null, Map.of("url", stage.url("/things"), "query", Map.of("q", "a b&c", "tag", List.of("x", "y"))));
        assertThat(output.get("status")).isEqualTo(200L);
        assertThat(output.get("body")).isEqualTo(Map.of("items", List.of(1L, 2.5)));
        assertThat(output.get("headers")).asString().contains("x-total=2");
        RecordedRequest request = stage.request();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getUrl().queryParameter("q")).isEqualTo("a b&c");
        assertThat(request.getUrl().queryParameterValues("tag")).containsExactly("x", "y");
    }

    @Test
    void a_body_is_written_as_its_type_says() throws Exception {
        stage.answers(201, "{}").answers(200, "{}").answers(200, "{}").answers(200, "{}");
        run(null, Map.of("method", "POST", "url", stage.url("/"), "body", Map.of("n", 1L, "text", "é")));
        run(
                null,
                Map.of(
                        "method",
                        "POST",
                        "url",
                        stage.url("/"),
                        "body_type",
                        "form",
                        "body",
                        Map.of("a", "1 2", "b", true)));
        run(
                null,
                Map.of(
                        "method",
                        "PUT",
                        "url",
                        stage.url("/"),
                        "body_type",
                        "text",
                        "media_type",
                        "text/csv",
                        "body",
                        "a,b"));
        run(
                null,
                Map.of(
                        "method",
                        "POST",
                        "url",
                        stage.url("/"),
                        "body_type",
                        "multipart",
                        "body",
                        Map.of("file", Map.of("text", "a,b", "file_name", "data.csv", "media_type", "text/csv"))));
        RecordedRequest json = stage.request();
        assertThat(json.getHeaders().get("Content-Type")).startsWith("application/json");
        assertThat(Stage.bodyOf(json)).contains("\"n\":1", "\"text\":\"é\"");
        RecordedRequest form = stage.request();
        assertThat(form.getHeaders().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(Stage.bodyOf(form)).contains("b=true").containsPattern("a=1(\\+|%20)2");
        RecordedRequest text = stage.request();
        assertThat(text.getHeaders().get("Content-Type")).startsWith("text/csv");
        assertThat(Stage.bodyOf(text)).isEqualTo("a,b");
        assertThat(Stage.bodyOf(stage.request())).contains("filename=\"data.csv\"", "a,b");
    }

    @Test
    void a_request_without_a_body_sends_none() throws Exception {
        stage.answers(200, "{}");
        run(null, Map.of("url", stage.url("/")));
        assertThat(Stage.bodyOf(stage.request())).isEmpty();
    }

    @Test
    void the_credentials_of_each_kind_go_to_their_own_host() throws Exception {
        Map<String, Object> base = Map.of("base_url", stage.url("/api/"));
        for (int i = 0; i < 4; i++) {
            stage.answers(200, "{}");
        }
        run(stage.connection("bearer", base, Map.of("token", "t0ken")), Map.of("url", "/things"));
        run(
                stage.connection("basic", with(base, "username", "ada"), Map.of("password", "pässword")),
                Map.of("url", "/things"));
        run(
                stage.connection("header", with(base, "header", "X-Key"), Map.of("value", "k3y-k3y")),
                Map.of("url", stage.url("/other")));
        run(
                stage.connection("query", with(base, "parameter", "api_key"), Map.of("value", "k3y-k3y")),
                Map.of("url", "/things", "query", Map.of("a", "b")));
        RecordedRequest bearer = stage.request();
        assertThat(bearer.getTarget()).isEqualTo("/api/things");
        assertThat(bearer.getHeaders().get("Authorization")).isEqualTo("Bearer t0ken");
        assertThat(stage.request().getHeaders().get("Authorization")).isEqualTo("Basic YWRhOnDDpHNzd29yZA==");
        RecordedRequest header = stage.request();
        assertThat(header.getTarget()).isEqualTo("/other");
        assertThat(header.getHeaders().get("X-Key")).isEqualTo("k3y-k3y");
        assertThat(stage.request().getTarget()).isEqualTo("/api/things?a=b&api_key=k3y-k3y");
        assertThat(stage.recorded()).doesNotContain("t0ken", "YWRhOn", "k3y-k3y");
    }

    @Test
    void credentials_are_not_sent_to_another_host_scheme_or_port() {
        Connection connection =
                stage.connection("bearer", Map.of("base_url", "https://api.example.com"), Map.of("token", "t0ken"));
        for (String url : List.of(
                "https://evil.example.com/",
                "http://api.example.com/",
                "https://api.example.com:8443/",
                "https://api.example.com@evil.example.com/",
                "https://api.example.com.evil.example.com/",
                "https:\\\\api.example.com/",
                "//evil.example.com/")) {
            assertThatThrownBy(() -> run(connection, Map.of("url", url)))
                    .as(url)
                    .isInstanceOfSatisfying(ToolException.class, e -> {
                        assertThat(e.errorClass()).isEqualTo(ErrorClass.VALIDATION);
                        assertThat(e).hasMessageNotContaining("t0ken");
                    });
        }
        assertThat(stage.recorded()).isEqualTo("[]");
    }

    @Test
    void a_relative_address_needs_a_connection() {
        assertThatThrownBy(() -> run(null, Map.of("url", "/things"))).hasMessageContaining("no base URL");
    }

    @Test
    void a_secret_in_a_header_is_sent_and_not_recorded() throws Exception {
        stage.answers(200, "{}");
        run(
                null,
                Map.of(
                        "url",
                        stage.url("/"),
                        "headers",
                        Map.of("X-Token", Sensitive.join("v1 ", Sensitive.of("s3cret-value")))));
        assertThat(stage.request().getHeaders().get("X-Token")).isEqualTo("v1 s3cret-value");
        assertThat(stage.recorded()).doesNotContain("s3cret-value");
    }

    @Test
    void a_status_decides_on_the_class_and_the_tools_words_are_shown() {
        Map<Integer, ErrorClass> expected = Map.ofEntries(
                Map.entry(400, ErrorClass.VALIDATION),
                Map.entry(401, ErrorClass.AUTHENTICATION),
                Map.entry(402, ErrorClass.QUOTA),
                Map.entry(403, ErrorClass.AUTHORIZATION),
                Map.entry(404, ErrorClass.NOT_FOUND),
                Map.entry(408, ErrorClass.TIMEOUT),
                Map.entry(409, ErrorClass.CONFLICT),
                Map.entry(422, ErrorClass.VALIDATION),
                Map.entry(429, ErrorClass.RATE_LIMIT),
                Map.entry(500, ErrorClass.SERVER_ERROR),
                Map.entry(503, ErrorClass.SERVER_ERROR));
        expected.forEach((status, errorClass) -> {
            stage.answers(status, "{\"error\":{\"message\":\"The thing is odd\"}}");
            ToolException e = failure(Map.of("url", stage.url("/")));
            assertThat(e.errorClass()).as("%s", status).isEqualTo(errorClass);
            assertThat(e).hasMessageContaining("HTTP " + status).hasMessageContaining("The thing is odd");
        });
    }

    @Test
    void the_pause_is_what_the_tool_asks_for_and_bounded() {
        stage.answers(429, "{}", "Retry-After", "7");
        assertThat(failure(Map.of("url", stage.url("/"))).retryAfter()).contains(Duration.ofSeconds(7));
        stage.answers(503, "{}", "Retry-After", "Mon, 04 May 2026 10:00:30 GMT");
        assertThat(failure(Map.of("url", stage.url("/"))).retryAfter()).contains(Duration.ofSeconds(30));
        stage.answers(429, "{}", "Retry-After", "999999999999999999999");
        assertThat(failure(Map.of("url", stage.url("/"))).retryAfter()).contains(Duration.ofHours(1));
        stage.answers(429, "{}", "Retry-After", "soon");
        assertThat(failure(Map.of("url", stage.url("/"))).retryAfter()).isEmpty();
    }

    @Test
    void the_expected_statuses_replace_the_usual_ones() throws Exception {
        stage.answers(404, "{\"found\":false}").answers(200, "{}");
        assertThat(run(null, Map.of("url", stage.url("/"), "expected_status", List.of(404L)))
                        .get("status"))
                .isEqualTo(404L);
        assertThat(failure(Map.of("url", stage.url("/"), "expected_status", List.of(404L)))
                        .errorClass())
                .isEqualTo(ErrorClass.VALIDATION);
    }

    @Test
    void a_long_message_of_a_tool_is_cut_and_a_secret_in_it_masked() {
        stage.answersText(400, "s3cret-value " + "x".repeat(5000));
        ToolException e =
                failure(Map.of("url", stage.url("/"), "headers", Map.of("X-Token", Sensitive.of("s3cret-value"))));
        assertThat(e.getMessage()).hasSizeLessThan(800).contains("******** xxx").doesNotContain("s3cret-value");
    }

    @Test
    void the_method_decides_on_the_effect() {
        ActionSpec action = Catalogue.load(
                        BuiltInTools.all(),
                        new Expressions(InstantSource.fixed(Stage.NOW)),
                        InstantSource.fixed(Stage.NOW))
                .action("http.request")
                .orElseThrow();
        assertThat(action.effectFor(Map.of())).isEqualTo(Effect.READ);
        assertThat(action.effectFor(Map.of("method", "GET"))).isEqualTo(Effect.READ);
        assertThat(action.effectFor(Map.of("method", "PUT"))).isEqualTo(Effect.IDEMPOTENT);
        assertThat(action.effectFor(Map.of("method", "POST"))).isEqualTo(Effect.UNSAFE);
    }

    private ToolException failure(Map<String, Object> input) {
        return catchThrowableOfType(ToolException.class, () -> run(null, input));
    }

    private Map<?, ?> run(@Nullable Connection connection, Map<String, Object> input) throws ToolException {
        return (Map<?, ?>) Objects.requireNonNull(stage.run("http.request", connection, input));
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }
}
