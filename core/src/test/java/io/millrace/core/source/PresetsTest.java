package io.millrace.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Problem;
import io.millrace.sdk.Sensitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

class PresetsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String TEMPLATE = "{{ secrets.HOOK }}";

    @Test
    void a_webhook_without_verify_is_told_that_it_needs_one() {
        assertThat(Presets.check(Map.of()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("must say how its sender is known")
                        .contains("github, slack, standard-webhooks, hmac, bearer, none"));
    }

    @Test
    void an_unknown_preset_is_told_the_known_ones() {
        assertThat(Presets.check(Map.of("preset", "gitbuh")))
                .containsExactly(Problem.at(
                        "preset",
                        "'preset' must be one of github, slack, standard-webhooks, hmac, bearer, none (none: anybody may"
                                + " send)."));
    }

    @Test
    void none_must_be_said_and_is_enough() {
        assertThat(Presets.check(Map.of("preset", "none"))).isEmpty();
    }

    @Test
    void a_template_stands_for_a_secret_that_is_not_known_yet() {
        assertThat(Presets.check(Map.of("preset", "standard-webhooks", "secret", TEMPLATE)))
                .isEmpty();
    }

    @Test
    void a_template_that_was_not_filled_in_does_not_become_the_secret() {
        assertThatThrownBy(() -> Presets.make(Map.of("preset", "github", "secret", TEMPLATE)))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WORKFLOW_INVALID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "slack", "standard-webhooks", "hmac", "bearer"})
    void every_preset_with_a_secret_asks_for_it(String preset) {
        assertThat(Presets.check(Map.of("preset", preset)))
                .extracting(Problem::path)
                .contains("secret");
    }

    @Test
    void all_problems_are_told_at_once() {
        List<Problem> problems = Presets.check(Map.of(
                "preset", "hmac",
                "secret", List.of(TEMPLATE, 5L),
                "algorithm", "md5",
                "encoding", "base32",
                "tolerance", "PT5M",
                "dedupe", "sometimes",
                "algoritm", "sha1"));

        assertThat(problems)
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "algorithm", "encoding", "header", "tolerance", "secret[1]", "dedupe", "algoritm");
    }

    @Test
    void a_signed_time_must_be_inside_the_signature() {
        assertThat(Presets.check(Map.of(
                        "preset", "hmac",
                        "secret", TEMPLATE,
                        "header", "X-Signature",
                        "timestamp_header", "X-Time",
                        "signed", "{body}")))
                .extracting(Problem::path)
                .containsExactly("signed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT5M", "P4D", "5 minutes"})
    void a_tolerance_must_be_a_duration_between_zero_and_the_window_of_deduplication(String tolerance) {
        assertThat(Presets.check(Map.of("preset", "slack", "secret", TEMPLATE, "tolerance", tolerance)))
                .extracting(Problem::path)
                .containsExactly("tolerance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void an_empty_secret_is_refused(String secret) {
        assertThat(Presets.check(Map.of("preset", "github", "secret", secret)))
                .extracting(Problem::path)
                .containsExactly("secret");
    }

    @Test
    void no_problem_and_no_text_of_a_preset_shows_a_secret() {
        Map<String, Object> verify = Map.of("preset", "standard-webhooks", "secret", Sensitive.of("whsec_hunter2!"));

        assertThatThrownBy(() -> Presets.make(verify)).hasMessageNotContaining("hunter2");
        assertThat(Presets.make(Map.of("preset", "bearer", "secret", Sensitive.of("hunter2"))))
                .asString()
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @MethodSource("settingsThatSign")
    void a_sample_is_accepted_by_its_own_verification(Map<String, Object> verify) {
        InboundRequest sample = Presets.sample(verify, NOW).at("default", "inbox", "trace-1");

        assertThat(Presets.make(verify).verify(sample, NOW)).isInstanceOf(Verdict.Accepted.class);
    }

    static List<Map<String, Object>> settingsThatSign() {
        return List.of(
                Map.of("preset", "github", "secret", Sensitive.of("s3cret")),
                Map.of("preset", "slack", "secret", Sensitive.of("s3cret")),
                Map.of("preset", "standard-webhooks", "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                Map.of(
                        "preset",
                        "standard-webhooks",
                        "secret",
                        "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg=="),
                Map.of("preset", "hmac", "secret", "s3cret", "header", "X-Sign"),
                Map.of("preset", "hmac", "secret", "s3cret", "header", "X-Sign", "timestamp_header", "X-Time"),
                Map.of("preset", "bearer", "secret", List.of("s3cret", "older")),
                Map.of("preset", "bearer", "secret", "s3cret", "header", "X-Gitlab-Token"),
                Map.of("preset", "none"));
    }

    @ParameterizedTest
    @MethodSource("settingsInTheDocumentation")
    void what_the_documentation_shows_can_be_published(String yaml) {
        Shown shown = YAMLMapper.shared().readValue(yaml, Shown.class);

        assertThat(Presets.check(shown.verify())).isEmpty();
    }

    record Shown(Map<String, Object> verify) {}

    static List<String> settingsInTheDocumentation() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("../docs/webhooks.md"))) {
            List<String> shown = lines.map(String::strip)
                    .filter(line -> line.startsWith("verify: {"))
                    .toList();
            assertThat(shown).hasSizeGreaterThan(5);
            return shown;
        }
    }

    @Test
    void a_public_key_gives_no_sample_and_says_why() {
        assertThatThrownBy(() -> Presets.sample(
                        Map.of(
                                "preset",
                                "standard-webhooks",
                                "secret",
                                "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4="),
                        NOW))
                .isInstanceOf(MillraceException.class)
                .hasMessageContaining("the sender holds the other half");
    }
}
