package io.millrace.core.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String PUBLIC = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";
    private static final String PAIR =
            "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final byte[] BODY = "{\"test\":\"héllo ♥\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void an_independent_library_signs_and_we_verify() throws Exception {
        String theirs = new Webhook(SECRET).sign(ID, 1614265330, new String(BODY, StandardCharsets.UTF_8));

        assertThat(StandardWebhooks.verifies(WebhookKey.read(SECRET), ID, "1614265330", BODY, theirs))
                .isTrue();
    }

    @Test
    void we_sign_and_an_independent_library_verifies() throws Exception {
        // The library reads the system's clock and cannot be given another.
        String now = Long.toString(Instant.now().getEpochSecond());
        String ours = StandardWebhooks.sign(WebhookKey.read(SECRET), ID, now, BODY);
        Map<String, List<String>> headers = Map.of(
                "webhook-id", List.of(ID), "webhook-timestamp", List.of(now), "webhook-signature", List.of(ours));

        assertThatCode(() -> new Webhook(SECRET).verify(new String(BODY, StandardCharsets.UTF_8), headers))
                .doesNotThrowAnyException();
    }

    @Test
    void a_key_pair_signs_what_its_public_half_verifies() {
        String signature = StandardWebhooks.sign(WebhookKey.read(PAIR), ID, "1614265330", BODY);

        assertThat(signature).startsWith("v1a,");
        assertThat(StandardWebhooks.verifies(WebhookKey.read(PUBLIC), ID, "1614265330", BODY, signature))
                .isTrue();
        assertThat(StandardWebhooks.verifies(WebhookKey.read(PUBLIC), ID, "1614265331", BODY, signature))
                .isFalse();
    }

    @Test
    void a_public_key_cannot_sign() {
        assertThatThrownBy(() -> StandardWebhooks.sign(WebhookKey.read(PUBLIC), ID, "1", BODY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot sign");
    }

    @Test
    void only_the_first_eight_signatures_of_a_header_are_looked_at() {
        WebhookKey key = WebhookKey.read(SECRET);
        String good = StandardWebhooks.sign(key, ID, "1614265330", BODY);

        assertThat(StandardWebhooks.verifies(key, ID, "1614265330", BODY, "v1,AAAA ".repeat(7) + good))
                .isTrue();
        assertThat(StandardWebhooks.verifies(key, ID, "1614265330", BODY, "v1,AAAA ".repeat(8) + good))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1a,", "v1a,???", "v1a,AAAA", "v1a", ",", ""})
    void a_signature_that_cannot_be_read_does_not_match(String signature) {
        assertThat(StandardWebhooks.verifies(WebhookKey.read(PUBLIC), ID, "1614265330", BODY, signature))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_", "whsec_c2hvcnQ=", "whsec_not*base64", "whpk_AAAA", "whsk_AAAA", "short"})
    void an_unusable_key_is_refused_with_what_to_do(String key) {
        assertThatThrownBy(() -> WebhookKey.read(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sender")
                .hasNoCause();
    }

    @Test
    void a_key_does_not_show_itself() {
        assertThat(WebhookKey.read(SECRET)).hasToString("Shared");
        assertThat(WebhookKey.read(PAIR)).hasToString("Pair");
    }
}
