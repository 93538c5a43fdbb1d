package io.millrace.egress;

import static io.millrace.egress.EgressFixture.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Exchange;
import io.millrace.sdk.HttpAnswer;
import io.millrace.sdk.HttpBody;
import io.millrace.sdk.HttpCall;
import io.millrace.sdk.HttpCall.Field;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
    private static final Sensitive TOKEN = Sensitive.of("xoxb-1234-secret");

    private final MockWebServer server = new MockWebServer();
    private final EgressFixture fixture = new EgressFixture();
    private String url = "";

    @BeforeEach
    void start() throws IOException {
        server.start(java.net.InetAddress.ofLiteral("127.0.0.1"), 0);
        url = "http://127.0.0.1:" + server.getPort();
    }

    @AfterEach
    void stop() {
        fixture.close();
        server.close();
    }

    private RecordedRequest sent(HttpCall call) throws ToolException, InterruptedException {
        return sent(call, new MockResponse.Builder().code(200).body("fine").build());
    }

    private RecordedRequest sent(HttpCall call, MockResponse answer) throws ToolException, InterruptedException {
        server.enqueue(answer);
        fixture.send(call);
        return server.takeRequest();
    }

    private static String body(RecordedRequest request) {
        return Objects.requireNonNull(request.getBody()).utf8();
    }

    @Test
    void json_is_sent_with_its_secrets_and_recorded_without() throws Exception {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", "Grüße");
        value.put("token", TOKEN);
        value.put("joined", List.of(Sensitive.join("a ", TOKEN, " b")));
        value.put("count", 9_007_199_254_740_993L);
        RecordedRequest request = sent(post(url + "/a", new HttpBody.Json(value)));
        assertThat(body(request))
                .isEqualTo(
                        "{\"text\":\"Grüße\",\"token\":\"xoxb-1234-secret\",\"joined\":[\"a xoxb-1234-secret b\"],\"count\":9007199254740993}");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo("Millrace/1.2.3");
        assertThat(fixture.onlyExchange().requestBody())
                .isEqualTo(
                        "{\"text\":\"Grüße\",\"token\":\"********\",\"joined\":[\"a ******** b\"],\"count\":9007199254740993}");
    }

    @Test
    void a_form_is_encoded() throws Exception {
        RecordedRequest request = sent(post(
                url + "/token",
                new HttpBody.Form(List.of(new Field("a b", "1&2=3+4"), new Field("secret", Sensitive.of("p&ss"))))));
        assertThat(body(request)).isEqualTo("a+b=1%262%3D3%2B4&secret=p%26ss");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(fixture.onlyExchange().requestBody()).isEqualTo("a+b=1%262%3D3%2B4&secret=********");
    }

    @Test
    void multipart_parts_carry_names_files_and_types_and_cannot_be_broken_out_of() throws Exception {
        RecordedRequest request = sent(post(
                url + "/upload",
                new HttpBody.Multipart(List.of(
                        new HttpBody.Part("na\"me\r\nX: y", "plain", "", ""),
                        new HttpBody.Part("file", TOKEN, "a.txt", "text/plain\r\nX: y")))));
        String boundary =
                Objects.requireNonNull(request.getHeaders().get("Content-Type")).split("boundary=")[1];
        assertThat(body(request))
                .isEqualTo("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"na%22me%0D%0AX: y\"\r\n\r\nplain\r\n--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain  X: y\r\n\r\nxoxb-1234-secret\r\n--"
                        + boundary + "--\r\n");
        assertThat(fixture.onlyExchange().requestBody()).contains("********").doesNotContain("xoxb");
    }

    @Test
    void text_keeps_its_media_type_unless_a_header_sets_another() throws Exception {
        assertThat(sent(post(url, new HttpBody.Text("<a/>", "application/xml")))
                        .getHeaders()
                        .get("Content-Type"))
                .isEqualTo("application/xml");
        assertThat(sent(post(url, new HttpBody.Json(1L), new Field("content-type", "application/vnd.api+json")))
                        .getHeaders()
                        .values("Content-Type"))
                .containsExactly("application/vnd.api+json");
    }

    @Test
    void a_post_without_a_body_says_that_it_is_empty() throws Exception {
        RecordedRequest request = sent(post(url, HttpBody.none()));
        assertThat(request.getHeaders().get("Content-Length")).isEqualTo("0");
        assertThat(request.getHeaders().get("Content-Type")).isNull();
    }

    @Test
    void query_fields_are_encoded_and_secret_ones_recorded_masked() throws Exception {
        HttpCall call = new HttpCall(
                "GET",
                url + "/search?page=1",
                List.of(new Field("q", "a&b=ü +"), new Field("mine", TOKEN), new Field("api_key", "plainkey")),
                List.of(),
                HttpBody.none(),
                AMPLE,
                1_000,
                false);
        RecordedRequest request = sent(call);
        assertThat(request.getTarget())
                .isEqualTo("/search?page=1&q=a%26b%3D%C3%BC%20%2B&mine=xoxb-1234-secret&api_key=plainkey");
        assertThat(fixture.onlyExchange().url())
                .isEqualTo(url + "/search?page=1&q=a%26b%3D%C3%BC%20%2B&mine=********&api_key=********");
    }

    @Test
    void a_url_that_is_a_secret_shows_only_its_origin() throws Exception {
        RecordedRequest request = sent(post(Sensitive.of(url + "/services/T0/B0/abcdef"), HttpBody.none()));
        assertThat(request.getTarget()).isEqualTo("/services/T0/B0/abcdef");
        assertThat(fixture.onlyExchange().url()).isEqualTo(url + "/********");
    }

    private static HttpCall post(Object url, HttpBody body, Field... headers) {
        return HttpCall.of("POST", url, List.of(headers), body, AMPLE);
    }

    @Test
    void a_secret_inside_a_url_is_masked_in_its_place() throws Exception {
        sent(post(Sensitive.join(url, "/bot", TOKEN, "/sendMessage"), HttpBody.none()));
        assertThat(fixture.onlyExchange().url()).isEqualTo(url + "/bot********/sendMessage");
    }

    @Test
    void a_secret_host_is_not_shown() {
        HttpCall call = get(Sensitive.join("http://", Sensitive.of("hidden-name"), ".example.com/x"));
        String message = fixture.refusal(call, ErrorClass.NETWORK);
        assertThat(message).doesNotContain("hidden-name").contains("http://********.example.com");
        assertThat(fixture.onlyExchange().url()).isEqualTo("http://********");
    }

    private static HttpCall get(Object url) {
        return HttpCall.of("GET", url, List.of(), HttpBody.none(), AMPLE);
    }

    @Test
    void header_secrets_are_sent_and_recorded_masked() throws Exception {
        RecordedRequest request = sent(post(
                url,
                HttpBody.none(),
                new Field("Authorization", Sensitive.join("Bearer ", TOKEN)),
                new Field("X-Custom", Sensitive.join("key=", TOKEN)),
                new Field("Cookie", "session=plain"),
                new Field("X-Trace", "t1"),
                new Field("X-Trace", "t2")));
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer xoxb-1234-secret");
        assertThat(fixture.onlyExchange().requestHeaders())
                .containsEntry("authorization", List.of("********"))
                .containsEntry("x-custom", List.of("key=********"))
                .containsEntry("cookie", List.of("********"))
                .containsEntry("x-trace", List.of("t1", "t2"));
    }

    @Test
    void what_a_tool_sends_back_of_a_secret_is_masked_in_the_record_only() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(401)
                .addHeader("Set-Cookie", "sid=abc")
                .addHeader("X-Echo", "got xoxb-1234-secret")
                .body("{\"said\":\"xoxb-1234-secret\",\"form\":\"p%26ss\",\"access_token\":\"fre\\\"sh\",\"ok\":true}")
                .build());
        HttpAnswer answer = fixture.send(post(
                url, new HttpBody.Form(List.of(new Field("one", TOKEN), new Field("two", Sensitive.of("p&ss"))))));
        assertThat(answer.body()).asString(StandardCharsets.UTF_8).contains("xoxb-1234-secret", "fre");
        Exchange exchange = fixture.onlyExchange();
        assertThat(exchange.status()).isEqualTo(401);
        assertThat(exchange.answerHeaders())
                .containsEntry("set-cookie", List.of("********"))
                .containsEntry("x-echo", List.of("got ********"));
        assertThat(exchange.answerBody())
                .isEqualTo("{\"said\":\"********\",\"form\":\"********\",\"access_token\":\"********\",\"ok\":true}");
        assertThat(exchange.remoteAddress()).isEqualTo("127.0.0.1:" + server.getPort());
        assertThat(exchange.startedAt()).isEqualTo(EgressFixture.NOW);
        assertThat(exchange.duration()).isPositive();
        assertThat(exchange.error()).isEmpty();
    }

    @Test
    void long_bodies_are_recorded_cut() throws Exception {
        String text = "x".repeat(100_000);
        sent(
                post(url, new HttpBody.Text(text, "text/plain")),
                new MockResponse.Builder().body(text).build());
        String expected = "x".repeat(Exchange.MAX_BODY_CHARACTERS) + "... (100000 bytes in all)";
        assertThat(fixture.onlyExchange().requestBody()).isEqualTo(expected);
        assertThat(fixture.onlyExchange().answerBody()).isEqualTo(expected);
    }

    @Test
    void a_compressed_answer_is_unpacked() throws Exception {
        okio.Buffer zipped = new okio.Buffer();
        try (okio.BufferedSink sink = okio.Okio.buffer(new okio.GzipSink(zipped))) {
            sink.writeUtf8("hello");
        }
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .body(zipped)
                .build());
        HttpAnswer answer = fixture.send(get(url));
        assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        assertThat(answer.headers()).doesNotContainKey("content-encoding");
    }

    @Test
    void the_names_of_answer_headers_are_in_lower_case_and_repeat_in_order() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Link", "a")
                .addHeader("LINK", "b")
                .build());
        assertThat(fixture.send(get(url)).headers()).containsEntry("link", List.of("a", "b"));
    }

    @Test
    void connections_are_reused() throws Exception {
        for (int i = 0; i < 3; i++) {
            RecordedRequest request = sent(get(url));
            assertThat(request.getExchangeIndex()).isEqualTo(i);
            assertThat(request.getConnectionIndex()).isZero();
        }
    }

    @Test
    void a_recorder_that_fails_does_not_change_the_outcome() throws Exception {
        server.enqueue(new MockResponse.Builder().body("fine").build());
        HttpAnswer answer = fixture.guarded
                .forAttempt(exchange -> {
                    throw new IllegalStateException("full");
                })
                .send(get(url));
        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "content-length",
                "Transfer-Encoding",
                "Connection",
                "Upgrade",
                "TE",
                "Expect",
                "Accept-Encoding",
                "Proxy-Authorization"
            })
    void headers_of_the_framing_cannot_be_set(String name) {
        assertThat(fixture.refusal(post(url, HttpBody.none(), new Field(name, "x")), ErrorClass.VALIDATION))
                .contains("The header " + name + " is set by Millrace itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Injected: 1", "a\nb", "a\rb", "a\0b", "gr\u00fcn", "a\u007fb"})
    void a_header_value_cannot_start_another_line(String value) {
        String message = fixture.refusal(
                post(url, HttpBody.none(), new Field("X-Note", Sensitive.of(value))), ErrorClass.VALIDATION);
        assertThat(message).contains("X-Note", "line break").doesNotContain(value);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void the_media_type_of_a_body_cannot_start_another_line() {
        HttpBody body = new HttpBody.Text("hello", "a\r\nX: 1");

        assertThat(fixture.refusal(post(url, body), ErrorClass.VALIDATION)).contains("Content-Type", "line break");
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http:///x", "https:////x/y", "http:/\\x", "http://\\x", "http://"})
    void a_url_without_a_host_is_refused(String hostless) {
        assertThat(fixture.refusal(post(hostless, HttpBody.none()), ErrorClass.VALIDATION))
                .containsAnyOf("cannot be read", "must start with");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "ü"})
    void a_header_name_must_be_one(String name) {
        assertThat(fixture.refusal(post(url, HttpBody.none(), new Field(name, "x")), ErrorClass.VALIDATION))
                .contains("name that HTTP does not allow");
    }

    @Test
    void too_many_headers_are_refused() {
        Field large = new Field("X-Large", "x".repeat(60_000));
        assertThat(fixture.refusal(post(url, HttpBody.none(), large, large), ErrorClass.VALIDATION))
                .contains("65536");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://x/",
                "//example.com/",
                "example.com",
                "",
                "javascript:x",
                "http://",
                "http://a:99999/",
                "http://exa mple.com/",
                "jar:http://x/"
            })
    void only_http_addresses_are_called(String address) {
        assertThat(fixture.refusal(get(address), ErrorClass.VALIDATION)).startsWith("The URL ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://user:pa55word@example.com/", "http://user@example.com/", "http://:pa55word@example.com/"
            })
    void credentials_in_a_url_are_refused_with_advice_and_not_repeated(String address) {
        assertThat(fixture.refusal(get(address), ErrorClass.VALIDATION))
                .contains("connection with basic authentication")
                .doesNotContain("pa55word");
    }

    @Test
    void control_characters_and_overlong_urls_are_refused() {
        assertThat(fixture.refusal(get("http://example.com/a\r\nb"), ErrorClass.VALIDATION))
                .contains("control character");
        assertThat(fixture.refusal(get("http://example.com/" + "a".repeat(9_000)), ErrorClass.VALIDATION))
                .contains("at most 8192");
        HttpCall query = new HttpCall(
                "GET", url, List.of(new Field("q", "ü".repeat(2_000))), List.of(), HttpBody.none(), AMPLE, 1, false);
        assertThat(fixture.refusal(query, ErrorClass.VALIDATION)).contains("at most 8192");
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "CONNECT", "TRACE", "", "GET /", "G\r\nT"})
    void odd_methods_are_refused(String method) {
        HttpCall call = HttpCall.of(method, url, List.of(), HttpBody.none(), AMPLE);
        assertThat(fixture.refusal(call, ErrorClass.VALIDATION)).contains("method");
    }

    @Test
    void a_get_with_a_body_is_refused() {
        HttpCall call = HttpCall.of("GET", url, List.of(), new HttpBody.Json(1L), AMPLE);
        assertThat(fixture.refusal(call, ErrorClass.VALIDATION)).contains("cannot have a body");
    }

    @Test
    void a_body_above_the_limit_is_refused() {
        EgressSettings small = new EgressSettings(
                List.of("127.0.0.1"), List.of(), AMPLE, 1, 100, 100, java.util.Optional.empty(), "1");
        try (EgressFixture limited = new EgressFixture(small, new FakeNameResolver())) {
            HttpCall call = post(url, new HttpBody.Text("x".repeat(101), "text/plain"));
            assertThat(limited.refusal(call, ErrorClass.VALIDATION)).contains("101 bytes; at most 100");
        }
    }

    @Test
    void a_value_nested_beyond_reason_is_refused() {
        Object value = 1L;
        for (int depth = 0; depth < 10_000; depth++) {
            value = List.of(value);
        }
        assertThat(fixture.refusal(post(url, new HttpBody.Json(value)), ErrorClass.VALIDATION))
                .contains("too deeply");
    }
}
