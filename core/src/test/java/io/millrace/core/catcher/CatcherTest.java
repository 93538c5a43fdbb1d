package io.millrace.core.catcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatcherTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Catcher catcher =
            new Catcher(new FakeCatcherStore(), project -> text -> text.replace("hidden in " + project, "********"));

    @Test
    void credentials_are_masked_before_anything_is_kept() {
        catcher.record(
                "default",
                "inbox",
                request(
                        Map.of(
                                "Authorization", List.of("Bearer s3cret"),
                                "Cookie", List.of("session=s3cret"),
                                "X-Api-Key", List.of("s3cret"),
                                "X-Gitlab-Token", List.of("s3cret"),
                                "X-Hub-Signature-256", List.of("sha256=ab")),
                        "page=2&api_key=s3cret&access_token=s3cret",
                        new byte[0]));

        CaughtRequest kept = catcher.list("default", "inbox", 1).getFirst();
        assertThat(kept.headers())
                .containsEntry("authorization", List.of("Bearer ********"))
                .containsEntry("cookie", List.of("********"))
                .containsEntry("x-hub-signature-256", List.of("sha256=ab"));
        assertThat(kept.query()).isEqualTo("page=2&api_key=********&access_token=********");
        assertThat(kept.toString()).doesNotContain("s3cret");
    }

    @Test
    void the_secrets_of_the_project_are_masked_wherever_they_stand() {
        byte[] noText = "\u00ff hidden in default".getBytes(StandardCharsets.ISO_8859_1);
        catcher.record(
                "default",
                "inbox",
                request(
                        Map.of("X-Note", List.of("a", "is hidden in default")),
                        "note=hidden in default",
                        "{\"a\":\"hidden in default\"}".getBytes(StandardCharsets.UTF_8)));
        catcher.record("default", "inbox", request(Map.of(), "", noText));

        List<CaughtRequest> kept = catcher.list("default", "inbox", 2);
        assertThat(kept.getLast().headers()).containsEntry("x-note", List.of("a", "is ********"));
        assertThat(kept.getLast().query()).isEqualTo("note=********");
        assertThat(kept.getLast().text()).contains("{\"a\":\"********\"}");
        assertThat(kept.getFirst().body()).isEqualTo("\u00ff ********".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void a_secret_at_the_cut_of_a_body_is_masked_before_it_is_cut() {
        byte[] body =
                ("x".repeat(CaughtRequest.LONGEST_BODY - 10) + "hidden in default").getBytes(StandardCharsets.UTF_8);

        CaughtRequest kept = catcher.record("default", "inbox", request(Map.of(), "", body));

        assertThat(kept.text()).hasValueSatisfying(text -> assertThat(text).endsWith("x********"));
    }

    @Test
    void a_long_body_is_cut_and_says_so() {
        byte[] body = "é".repeat(200_000).getBytes(StandardCharsets.UTF_8);

        CaughtRequest kept = catcher.record("default", "inbox", request(Map.of(), "", body));

        assertThat(kept.body()).hasSize(CaughtRequest.LONGEST_BODY);
        assertThat(kept.truncated()).isTrue();
        assertThat(kept.text())
                .hasValueSatisfying(text -> assertThat(text).isEqualTo("é".repeat(CaughtRequest.LONGEST_BODY / 2)));
    }

    @Test
    void a_body_of_the_longest_size_is_kept_whole() {
        CaughtRequest kept =
                catcher.record("default", "inbox", request(Map.of(), "", new byte[CaughtRequest.LONGEST_BODY]));

        assertThat(kept.truncated()).isFalse();
    }

    @Test
    void a_cut_in_the_middle_of_a_character_leaves_the_text_readable() {
        byte[] bytes = "a♥".getBytes(StandardCharsets.UTF_8);
        CaughtRequest cut = new CaughtRequest(
                NOW, "POST", "/", "", Map.of(), new byte[] {bytes[0], bytes[1], bytes[2]}, true, "192.0.2.1");

        assertThat(cut.text()).contains("a");
    }

    @Test
    void bytes_that_are_no_text_have_none() {
        CaughtRequest kept = catcher.record("default", "inbox", request(Map.of(), "", new byte[] {(byte) 0xff, 1}));

        assertThat(kept.text()).isEmpty();
    }

    @Test
    void headers_are_bounded() {
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 0; i < 150; i++) {
            headers.put("x-" + i, List.of("v".repeat(5_000)));
        }

        CaughtRequest kept = catcher.record("default", "inbox", request(headers, "", new byte[0]));

        assertThat(kept.headers())
                .hasSize(100)
                .allSatisfy((_, values) -> assertThat(values.getFirst()).hasSize(4_096));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "A", "a/b", "a_b"})
    void a_name_that_is_no_slug_is_refused(String name) {
        assertThatThrownBy(() -> catcher.record("default", name, request(Map.of(), "", new byte[0])))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST));
    }

    @Test
    void the_last_fifty_requests_of_a_name_are_kept() {
        for (int i = 0; i < 60; i++) {
            catcher.record("default", "inbox", request(Map.of(), "", new byte[0]));
        }

        assertThat(catcher.list("default", "inbox", 1_000)).hasSize(50);
        assertThat(catcher.names("default")).containsExactly(new CaughtName("inbox", 50, NOW));

        catcher.clear("default", "inbox");
        assertThat(catcher.names("default")).isEmpty();
    }

    private static CaughtRequest request(Map<String, List<String>> headers, String query, byte[] body) {
        return new CaughtRequest(NOW, "POST", "/catch/default/inbox", query, headers, body, false, "192.0.2.1");
    }
}
