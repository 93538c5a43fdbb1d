package io.millrace.core.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacSchemeTest {
    private static final byte[] CONTENT = bytes("what do ya want for nothing?");

    /** RFC 2202, test 2 of HMAC-SHA-1, and RFC 4231, test case 2. */
    @ParameterizedTest
    @CsvSource({
        "SHA1, effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
        "SHA256, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "SHA512, 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
    })
    void signs_as_the_rfcs_do(HmacAlgorithm algorithm, String expected) {
        assertThat(new HmacScheme(algorithm, Encoding.HEX, "").sign(bytes("Jefe"), CONTENT))
                .isEqualTo(expected);
    }

    @Test
    void hexadecimal_digits_may_be_capitals() {
        String signature = HmacScheme.GITHUB.sign(bytes("key"), CONTENT);
        String capitals = "sha256=" + signature.substring(7).toUpperCase(Locale.ROOT);

        assertThat(HmacScheme.GITHUB.verifies(bytes("key"), CONTENT, capitals)).isTrue();
    }

    @Test
    void the_prefix_must_be_there() {
        String signature = HmacScheme.GITHUB.sign(bytes("key"), CONTENT);

        assertThat(HmacScheme.GITHUB.verifies(bytes("key"), CONTENT, signature.substring(7)))
                .isFalse();
        assertThat(HmacScheme.GITHUB.verifies(bytes("key"), CONTENT, "sha1=" + signature.substring(7)))
                .isFalse();
    }

    @Test
    void another_key_content_or_length_does_not_verify() {
        HmacScheme scheme = new HmacScheme(HmacAlgorithm.SHA256, Encoding.BASE64, "");
        String signature = scheme.sign(bytes("key"), CONTENT);

        assertThat(scheme.verifies(bytes("key"), CONTENT, signature)).isTrue();
        assertThat(scheme.verifies(bytes("other"), CONTENT, signature)).isFalse();
        assertThat(scheme.verifies(bytes("key"), bytes("other"), signature)).isFalse();
        assertThat(scheme.verifies(bytes("key"), CONTENT, signature.substring(0, 10)))
                .isFalse();
        assertThat(scheme.verifies(bytes("key"), CONTENT, "")).isFalse();
    }

    @Test
    void a_shared_text_is_compared_whole() {
        assertThat(SharedText.same("token", "token")).isTrue();
        assertThat(SharedText.same("token", "token2")).isFalse();
        assertThat(SharedText.same("token", "")).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
