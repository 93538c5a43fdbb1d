package io.millrace.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sdk.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {
    @Test
    void masks_a_secret_in_each_of_its_encodings() {
        SecretMask mask = SecretMask.of(List.of("p\"s s+/ö?"));
        assertThat(mask.text(
                        "raw p\"s s+/ö? form p%22s+s%2B%2F%C3%B6%3F url p%22s%20s%2B%2F%C3%B6%3F json p\\\"s s+/ö?"))
                .isEqualTo("raw ******** form ******** url ******** json ********");
        assertThat(SecretMask.of(List.of("user:pass")).text("Basic dXNlcjpwYXNz"))
                .isEqualTo("Basic ********");
    }

    @Test
    void secrets_that_overlap_leave_nothing_between_them() {
        assertThat(SecretMask.of(List.of("abcdef", "defghi")).text("x abcdefghi y"))
                .isEqualTo("x ******** y");
    }

    @Test
    void very_short_secrets_do_not_tear_holes_into_other_text() {
        assertThat(SecretMask.of(List.of("abc", "")).text("abcde")).isEqualTo("abcde");
    }

    @Test
    void values_that_are_credentials_by_name_are_masked() {
        SecretMask mask = SecretMask.of(List.of());
        assertThat(mask.text("{\"access_token\": \"a\\\"b\", \"refreshToken\":\"x\", \"token_type\":\"bearer\"}"))
                .isEqualTo(
                        "{\"access_token\": \"********\", \"refreshToken\":\"********\", \"token_type\":\"bearer\"}");
        assertThat(mask.text("access_token=abc&scope=repo&client_secret=def"))
                .isEqualTo("access_token=********&scope=repo&client_secret=********");
        assertThat(mask.text("see https://user:pass@example.com/a@b"))
                .isEqualTo("see https://********@example.com/a@b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "=",
                "\":",
                "\":\"",
                "://",
                "a://b",
                "\"access_token\":null",
                "\"access_token\":1",
                "x_access_token_hint=abc",
                "monkey=abc",
                "a=b&donkey=c",
                "{\"key\":\"PROJ-1\",\"time\":\"12:00\"}",
                "https://example.com/a@b"
            })
    void what_is_no_credential_is_left_alone(String text) {
        assertThat(SecretMask.of(List.of()).text(text)).isEqualTo(text);
    }

    @Test
    void a_credential_at_the_very_end_is_masked() {
        SecretMask mask = SecretMask.of(List.of());
        assertThat(mask.text("\"Password\" : \"ab\\")).isEqualTo("\"Password\" : \"********");
        assertThat(mask.text("/x?api-key=ab")).isEqualTo("/x?api-key=********");
        assertThat(mask.text("key=")).isEqualTo("key=");
    }

    @Test
    void a_cut_leaves_no_beginning_of_a_secret() {
        String secret = "s3cr3t-".repeat(50);
        SecretMask mask = SecretMask.of(List.of(secret));
        for (int offset = 1; offset < secret.length(); offset += 37) {
            String text =
                    secret + "y".repeat(Exchange.MAX_BODY_CHARACTERS - secret.length() - offset) + secret + "tail";
            assertThat(mask.excerpt(text.getBytes(StandardCharsets.UTF_8))).doesNotContain("s3");
        }
    }

    @Test
    void a_credential_by_name_that_is_cut_stays_masked() {
        String text = "{\"a\":\"" + "y".repeat(Exchange.MAX_BODY_CHARACTERS - 30) + "\",\"access_token\":\""
                + "z".repeat(100_000) + "\"}";
        assertThat(SecretMask.of(List.of()).excerpt(text.getBytes(StandardCharsets.UTF_8)))
                .doesNotContain("z");
    }

    @Test
    void bytes_that_are_no_text_are_only_counted() {
        assertThat(SecretMask.of(List.of()).excerpt(new byte[] {1, 0, 2})).isEqualTo("(3 bytes that are no text)");
    }
}
