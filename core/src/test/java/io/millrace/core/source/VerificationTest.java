package io.millrace.core.source;

import static io.millrace.core.source.InboundRequests.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.event.Occurrence;
import io.millrace.core.signature.HmacScheme;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Map<String, Object> OPEN = Map.of("preset", "none");
    private static final Map<String, Object> GITHUB = Map.of("preset", "github", "secret", "s3cret");

    @Test
    void an_occurrence_says_what_came_from_where() {
        Occurrence occurrence = accepted(
                GITHUB,
                signedByGitHub("{\"action\":\"opened\",\"number\":7}")
                        .with("X-GitHub-Event", "issues")
                        .with("X-GitHub-Delivery", "72d3162e"));

        assertThat(occurrence.project()).isEqualTo("default");
        assertThat(occurrence.origin()).isEqualTo(new Occurrence.FromWebhook("inbox"));
        assertThat(occurrence.type()).isEqualTo("github.issues.opened");
        assertThat(occurrence.source()).isEqualTo("/hooks/default/inbox");
        assertThat(occurrence.time()).isEqualTo(NOW);
        assertThat(occurrence.data()).isEqualTo(Map.of("action", "opened", "number", 7L));
        assertThat(occurrence.dedupe()).contains(new Occurrence.Dedupe("72d3162e", NOW.plus(Duration.ofDays(3))));
        assertThat(occurrence.headers()).containsEntry("x-github-event", "issues");
        assertThat(occurrence.trace()).isEqualTo("trace-1");
    }

    @Test
    void a_ping_of_github_is_an_event() {
        assertThat(accepted(GITHUB, signedByGitHub("{\"zen\":\"x\"}").with("X-GitHub-Event", "ping"))
                        .type())
                .isEqualTo("github.ping");
    }

    @Test
    void github_may_send_its_json_in_a_form() {
        String form = "payload=%7B%22action%22%3A%22opened%22%7D";
        InboundRequests request = aRequest()
                .with("content-type", "application/x-www-form-urlencoded")
                .with("X-Hub-Signature-256", HmacScheme.GITHUB.sign(bytes("s3cret"), bytes(form)))
                .body(form);

        assertThat(accepted(GITHUB, request).data()).isEqualTo(Map.of("action", "opened"));
    }

    @Test
    void any_of_several_secrets_may_match() {
        Map<String, Object> rotating = Map.of("preset", "github", "secret", List.of("n3w", "s3cret"));

        assertThat(accepted(rotating, signedByGitHub("{}")).data()).isEqualTo(Map.of());
    }

    @Test
    void a_wrong_signature_is_told_from_a_missing_one() {
        assertThat(refused(GITHUB, aRequest().json("{}"))).isEqualTo(Reason.MISSING_SIGNATURE);
        assertThat(refused(GITHUB, signedByGitHub("{}").body("{ }"))).isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void a_body_that_claims_to_be_json_must_be() {
        assertThat(refused(OPEN, aRequest().json("{"))).isEqualTo(Reason.BAD_JSON);
        assertThat(refused(
                        OPEN,
                        aRequest()
                                .with("content-type", "application/cloudevents+json")
                                .body("{")))
                .isEqualTo(Reason.BAD_JSON);
    }

    @Test
    void a_signature_is_judged_before_the_body_is_read() {
        assertThat(refused(GITHUB, aRequest().json("{"))).isEqualTo(Reason.MISSING_SIGNATURE);
    }

    @Test
    void bodies_become_json_values_by_their_content_type() {
        assertThat(data(aRequest())).isNull();
        assertThat(data(aRequest()
                        .with("content-type", "Application/JSON; charset=utf-8")
                        .body("[1,2.5,null]")))
                .isEqualTo(Arrays.asList(1L, 2.5, null));
        assertThat(data(aRequest()
                        .with("content-type", "application/x-www-form-urlencoded")
                        .body("a=1&b=x+y&a=%C3%A9&c")))
                .isEqualTo(Map.of("a", List.of("1", "é"), "b", "x y", "c", ""));
        assertThat(data(aRequest().with("content-type", "text/plain").body("{\"a\":1}")))
                .isEqualTo(Map.of("text", "{\"a\":1}"));
        assertThat(data(aRequest().body("{\"a\":1}"))).isEqualTo(Map.of("a", 1L));
        assertThat(data(aRequest().body("Hello, World!"))).isEqualTo(Map.of("text", "Hello, World!"));
        assertThat(data(aRequest().body(new byte[] {(byte) 0xff, 0}))).isEqualTo(Map.of("base64", "/wA="));
    }

    @Test
    void the_sign_for_what_is_no_character_is_a_character() {
        assertThat(data(aRequest().json("[\"\ufffd\"]"))).isEqualTo(List.of("\ufffd"));
        assertThat(data(aRequest().body("\ufffd"))).isEqualTo(Map.of("text", "\ufffd"));
    }

    @Test
    void json_is_kept_as_it_came_and_everything_else_as_json() {
        String spaced = "{ \"b\": 1.50,\n  \"a\": \"\\u00e9\" }";

        assertThat(accepted(OPEN, aRequest().json(spaced)).json()).isEqualTo(spaced);
        assertThat(accepted(OPEN, aRequest().body("x")).json()).isEqualTo("{\"text\":\"x\"}");
        assertThat(accepted(OPEN, aRequest()).json()).isEqualTo("null");
    }

    @Test
    void json_in_another_encoding_of_unicode_is_kept_as_utf_8() {
        for (Charset encoding : List.of(
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE,
                StandardCharsets.UTF_16,
                StandardCharsets.UTF_32LE,
                StandardCharsets.UTF_32BE,
                Charset.forName("x-UTF-16LE-BOM"),
                Charset.forName("X-UTF-32LE-BOM"),
                Charset.forName("X-UTF-32BE-BOM"))) {
            InboundRequests request =
                    aRequest().with("content-type", "application/json").body("{\"a\":\"é\"}".getBytes(encoding));

            assertThat(accepted(OPEN, request).data()).isEqualTo(Map.of("a", "é"));
            assertThat(accepted(OPEN, request).json()).isEqualTo("{\"a\":\"é\"}");
        }
        InboundRequests marked =
                aRequest().with("content-type", "application/json").body("\ufeff[1]");
        assertThat(accepted(OPEN, marked).json()).isEqualTo("[1]");
    }

    @Test
    void json_that_is_not_valid_unicode_is_refused_instead_of_read_in_two_ways() {
        List<byte[]> broken = List.of(
                new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xe9, '"'},
                new byte[] {'"', 0, 0, (byte) 0xd8, '"', 0});
        for (byte[] body : broken) {
            assertThat(refused(
                            OPEN,
                            aRequest().with("content-type", "application/json").body(body)))
                    .isEqualTo(Reason.BAD_JSON);
        }
    }

    @Test
    void a_delivery_id_with_control_characters_is_a_key_by_its_hash() {
        Instant now = Instant.EPOCH;
        Occurrence.Dedupe plain = Occurrences.byDelivery("E v", now);
        Occurrence.Dedupe nul = Occurrences.byDelivery("E\0v", now);
        Occurrence.Dedupe bell = Occurrences.byDelivery("E\u0007v", now);

        assertThat(plain.key()).isEqualTo("E v");
        assertThat(nul.key()).startsWith("sha256:").isNotEqualTo(bell.key());
    }

    @Test
    void a_broken_or_huge_form_is_refused() {
        InboundRequests form = aRequest().with("content-type", "application/x-www-form-urlencoded");

        assertThat(refused(OPEN, form.body("a=%zz"))).isEqualTo(Reason.BAD_FORM);
        assertThat(refused(OPEN, form.body("a=1&".repeat(1_001)))).isEqualTo(Reason.BAD_FORM);
    }

    @Test
    void credentials_and_signatures_are_left_out_of_the_readable_headers() {
        Map<String, Object> custom = Map.of("preset", "bearer", "secret", "s3cret", "header", "X-Knock");

        assertThat(accepted(
                                custom,
                                aRequest()
                                        .with("X-Knock", "s3cret")
                                        .with("Authorization", "Basic abc")
                                        .with("Cookie", "a=b")
                                        .with("X-Api-Key", "k")
                                        .with("X-Shopify-Hmac-Sha256", "h")
                                        .with("X-Shopify-Topic", "orders/create"))
                        .headers())
                .isEqualTo(Map.of("x-shopify-topic", "orders/create"));
    }

    @Test
    void readable_headers_are_bounded() {
        InboundRequests request = aRequest();
        for (int i = 0; i < 60; i++) {
            request.with("x-%02d".formatted(i), "v".repeat(5_000));
        }

        assertThat(accepted(OPEN, request).headers())
                .hasSize(50)
                .allSatisfy((_, value) -> assertThat(value).hasSize(4_096));
    }

    @Test
    void a_long_delivery_id_is_hashed() {
        Map<String, Object> verify = Map.of("preset", "none", "delivery_header", "X-Delivery");

        assertThat(key(accepted(verify, aRequest().with("X-Delivery", "d".repeat(200)))))
                .isEqualTo("d".repeat(200));
        assertThat(key(accepted(verify, aRequest().with("X-Delivery", "d".repeat(201)))))
                .startsWith("sha256:")
                .hasSize(71);
    }

    @Test
    void bodies_can_be_told_apart_by_their_digest_where_the_source_asks_for_it() {
        Map<String, Object> verify = Map.of("preset", "none", "dedupe", "body");

        String first = key(accepted(verify, aRequest().body("same")));
        assertThat(key(accepted(verify, aRequest().body("same").with("X-Delivery", "2"))))
                .isEqualTo(first);
        assertThat(key(accepted(verify, aRequest().body("other")))).isNotEqualTo(first);
    }

    @Test
    void a_sender_without_delivery_ids_is_not_deduplicated() {
        assertThat(accepted(OPEN, aRequest().body("same")).dedupe()).isEmpty();
    }

    @Test
    void standard_webhooks_name_their_type_and_delivery() {
        Map<String, Object> verify =
                Map.of("preset", "standard-webhooks", "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        InboundRequest sample = Presets.sample(verify, NOW).at("default", "inbox", "trace-1");

        assertThat(Presets.make(verify).verify(sample, NOW))
                .isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
                    assertThat(accepted.occurrence().type()).isEqualTo("millrace.test");
                    assertThat(key(accepted.occurrence()))
                            .isEqualTo(sample.header("webhook-id").orElseThrow());
                });
        assertThat(Presets.make(verify).verify(sample, NOW.plusSeconds(301)))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.STALE_TIMESTAMP));
    }

    @Test
    void the_headers_of_svix_stand_for_the_standard_ones() {
        Map<String, Object> verify =
                Map.of("preset", "standard-webhooks", "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        SampleRequest sample = Presets.sample(verify, NOW);
        InboundRequests request = aRequest().body(sample.body());
        sample.headers().forEach((name, value) -> request.with(name.replace("webhook-", "svix-"), value));

        assertThat(accepted(verify, request).dedupe()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "soon", "", "99999999999999999999"})
    void a_signed_time_that_is_no_number_is_refused(String time) {
        Map<String, Object> verify =
                Map.of("preset", "hmac", "secret", "s3cret", "header", "X-Sign", "timestamp_header", "X-Time");
        HmacPreset preset = (HmacPreset) ((PresetVerification) Presets.make(verify)).preset();
        String signature = preset.scheme().sign(bytes("s3cret"), bytes(time + ".{}"));

        assertThat(refused(
                        verify,
                        aRequest()
                                .with("X-Sign", signature)
                                .with("X-Time", time)
                                .json("{}")))
                .isEqualTo(Reason.STALE_TIMESTAMP);
    }

    @Test
    void a_bearer_token_may_have_any_case_of_the_word_bearer() {
        Map<String, Object> verify = Map.of("preset", "bearer", "secret", "s3cret");

        assertThat(accepted(verify, aRequest().with("Authorization", "bearer s3cret"))
                        .type())
                .isEqualTo("webhook");
        assertThat(refused(verify, aRequest().with("Authorization", "s3cret"))).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(refused(verify, aRequest().with("Authorization", "Bearer "))).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(refused(verify, aRequest())).isEqualTo(Reason.MISSING_SIGNATURE);
    }

    @Test
    void slack_gets_its_challenge_back_when_its_signature_is_good() {
        Map<String, Object> verify = Map.of("preset", "slack", "secret", "s3cret");
        String body = "{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1a\"}";
        String time = Long.toString(NOW.getEpochSecond());
        InboundRequests request = aRequest()
                .with("X-Slack-Request-Timestamp", time)
                .with("X-Slack-Signature", HmacScheme.SLACK.sign(bytes("s3cret"), bytes("v0:" + time + ":" + body)));

        assertThat(verdict(verify, request.json(body)))
                .isEqualTo(new Verdict.Answer(200, "text/plain;charset=utf-8", "3eZbrw1a"));
        assertThat(refused(verify, request.json(body + " "))).isEqualTo(Reason.BAD_SIGNATURE);
    }

    private static InboundRequests signedByGitHub(String body) {
        return aRequest()
                .with("X-Hub-Signature-256", HmacScheme.GITHUB.sign(bytes("s3cret"), bytes(body)))
                .json(body);
    }

    private static Verdict verdict(Map<String, Object> verify, InboundRequests request) {
        return Presets.make(verify).verify(request.build(), NOW);
    }

    private static Occurrence accepted(Map<String, Object> verify, InboundRequests request) {
        Verdict verdict = verdict(verify, request);
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted) verdict).occurrence();
    }

    private static Reason refused(Map<String, Object> verify, InboundRequests request) {
        Verdict verdict = verdict(verify, request);
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused) verdict).reason();
    }

    private static @Nullable Object data(InboundRequests request) {
        return accepted(OPEN, request).data();
    }

    private static String key(Occurrence occurrence) {
        return occurrence.dedupe().orElseThrow().key();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
