package io.millrace.egress;

import static io.millrace.egress.EgressFixture.AMPLE;
import static io.millrace.egress.EgressFixture.following;
import static io.millrace.egress.EgressFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.HttpAnswer;
import io.millrace.sdk.HttpBody;
import io.millrace.sdk.HttpCall;
import io.millrace.sdk.HttpCall.Field;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {
    private static final Field AUTHORIZATION = new Field("Authorization", Sensitive.of("Bearer abcdef"));
    private static final Field SIGNED = new Field("X-Own", Sensitive.of("abcdef"));
    private static final Field PLAIN = new Field("X-Plain", "plain");

    private final MockWebServer first = new MockWebServer();
    private final MockWebServer second = new MockWebServer();
    private final EgressFixture fixture = new EgressFixture();

    @BeforeEach
    void start() throws IOException {
        first.start(java.net.InetAddress.ofLiteral("127.0.0.1"), 0);
        second.start(java.net.InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    @AfterEach
    void stop() {
        fixture.close();
        first.close();
        second.close();
    }

    private static String url(MockWebServer server, String path) {
        return "http://127.0.0.1:" + server.getPort() + path;
    }

    private static MockResponse redirect(int status, String location) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Location", location)
                .build();
    }

    private static MockResponse fine() {
        return new MockResponse.Builder().body("fine").build();
    }

    private static HttpCall posting(String url, Object value, Field... headers) {
        return following(HttpCall.of("POST", url, List.of(headers), new HttpBody.Json(value), AMPLE));
    }

    @Test
    void a_redirect_is_an_answer_unless_asked_to_follow() throws Exception {
        first.enqueue(redirect(302, "/next"));
        HttpAnswer answer = fixture.send(get(url(first, "/")));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location")).hasValue("/next");
    }

    @Test
    void headers_stay_on_the_same_server() throws Exception {
        first.enqueue(redirect(301, "/next"));
        first.enqueue(fine());
        HttpAnswer answer = fixture.send(
                following(HttpCall.of("GET", url(first, "/"), List.of(AUTHORIZATION, PLAIN), HttpBody.none(), AMPLE)));
        assertThat(answer.status()).isEqualTo(200);
        first.takeRequest();
        RecordedRequest next = first.takeRequest();
        assertThat(next.getTarget()).isEqualTo("/next");
        assertThat(next.getHeaders().get("Authorization")).isEqualTo("Bearer abcdef");
        assertThat(fixture.exchanges).extracting(exchange -> exchange.status()).containsExactly(301, 200);
    }

    @Test
    void credentials_do_not_reach_another_server() throws Exception {
        first.enqueue(redirect(302, url(second, "/next")));
        second.enqueue(fine());
        fixture.send(following(HttpCall.of(
                "GET",
                url(first, "/"),
                List.of(AUTHORIZATION, SIGNED, PLAIN, new Field("Cookie", "a=b")),
                HttpBody.none(),
                AMPLE)));
        RecordedRequest next = second.takeRequest();
        assertThat(next.getHeaders().get("X-Plain")).isEqualTo("plain");
        assertThat(next.getHeaders().names()).doesNotContain("Authorization", "X-Own", "Cookie");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void a_post_becomes_a_get_without_its_body(int status) throws Exception {
        first.enqueue(redirect(status, "/done"));
        first.enqueue(fine());
        fixture.send(posting(url(first, "/"), Map.of("a", 1L)));
        first.takeRequest();
        RecordedRequest next = first.takeRequest();
        assertThat(next.getMethod()).isEqualTo("GET");
        assertThat(next.getHeaders().names()).doesNotContain("Content-Type", "Content-Length");
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void the_body_is_sent_again_where_the_status_says_so(int status) throws Exception {
        first.enqueue(redirect(status, url(second, "/moved")));
        second.enqueue(fine());
        fixture.send(posting(url(first, "/"), Map.of("a", 1L)));
        RecordedRequest next = second.takeRequest();
        assertThat(next.getMethod()).isEqualTo("POST");
        assertThat(Objects.requireNonNull(next.getBody()).utf8()).isEqualTo("{\"a\":1}");
    }

    @Test
    void a_body_with_a_secret_is_not_sent_to_another_server() {
        first.enqueue(redirect(307, url(second, "/moved")));
        HttpCall call = posting(url(first, "/"), Map.of("a", Sensitive.of("abcdef")));
        assertThat(fixture.refusal(call, ErrorClass.VALIDATION)).contains("another server", "hidden part");
        assertThat(second.getRequestCount()).isZero();
    }

    @Test
    void five_redirects_are_followed_and_no_more() throws Exception {
        for (int i = 0; i < 5; i++) {
            first.enqueue(redirect(302, "/" + i));
        }
        first.enqueue(fine());
        assertThat(fixture.send(following(get(url(first, "/")))).status()).isEqualTo(200);
        for (int i = 0; i < 6; i++) {
            first.enqueue(redirect(302, "/" + i));
        }
        assertThat(fixture.refusal(following(get(url(first, "/"))), ErrorClass.VALIDATION))
                .contains("more than 5");
        assertThat(first.getRequestCount()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://10.0.0.1/",
                "http://[::1]/",
                "http://2130706433/"
            })
    void every_hop_is_vetted(String location) {
        first.enqueue(redirect(302, location));
        fixture.refusal(following(get(url(first, "/"))), ErrorClass.VALIDATION);
        assertThat(fixture.exchanges).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://example.com/", "http://user:secret@example.com/"})
    void odd_locations_are_refused(String location) {
        first.enqueue(redirect(302, location));
        fixture.refusal(following(get(url(first, "/"))), ErrorClass.VALIDATION);
    }

    @Test
    void a_hop_that_cannot_be_reached_is_not_taken_for_nothing_sent() {
        first.enqueue(redirect(303, "http://127.0.0.1:1/"));
        assertThat(fixture.refusal(posting(url(first, "/"), Map.of()), ErrorClass.TIMEOUT))
                .contains("After a redirect", "does not accept connections");
    }

    @Test
    void a_redirect_without_a_location_is_an_answer() throws Exception {
        first.enqueue(new MockResponse.Builder().code(302).build());
        assertThat(fixture.send(following(get(url(first, "/")))).status()).isEqualTo(302);
    }

    @Test
    void credentials_are_never_taken_from_https_to_plain_http() throws ToolException {
        HttpAnswer answer = new HttpAnswer(302, Map.of("location", List.of("http://api.example.com/x")), new byte[0]);
        EgressSettings settings = EgressSettings.defaults("1");
        OutgoingRequest with = OutgoingRequest.of(
                HttpCall.of("GET", "https://api.example.com/", List.of(AUTHORIZATION), HttpBody.none(), AMPLE),
                settings);
        assertThatThrownBy(() -> Redirects.next(with, answer))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("from HTTPS to plain HTTP");
        OutgoingRequest without = OutgoingRequest.of(get("https://api.example.com/"), settings);
        Optional<OutgoingRequest> next = Redirects.next(without, answer);
        assertThat(next.map(request -> request.target().url())).hasValue(HttpUrl.get("http://api.example.com/x"));
    }
}
