package io.millrace.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.shared.Problem;
import io.millrace.sdk.Sensitive;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputCheckTest {
    private static final Map<String, Object> SCHEMA = Map.of(
            "type",
            "object",
            "additionalProperties",
            false,
            "required",
            List.of("channel"),
            "properties",
            Map.of(
                    "channel", Map.of("type", "string", "minLength", 3L),
                    "email", Map.of("type", "string", "format", "email"),
                    "level", Map.of("enum", List.of("low", "high")),
                    "count", Map.of("type", "integer", "default", 5L),
                    "options",
                            Map.of(
                                    "type",
                                    "object",
                                    "properties",
                                    Map.of("deep", Map.of("type", "boolean", "default", true))),
                    "items", Map.of("type", "array", "items", Map.of("type", "object", "required", List.of("id")))));

    private final InputCheck check = new InputCheck();

    @Test
    void a_fitting_input_has_no_problems() {
        assertThat(check.check(SCHEMA, Map.of("channel", "#general", "email", "a@example.com", "count", 3L)))
                .isEmpty();
    }

    @Test
    void every_problem_is_said_in_words_for_people() {
        Map<String, Object> input = Map.of(
                "chanel",
                "#x",
                "email",
                "nobody",
                "level",
                "mid",
                "count",
                "3",
                "items",
                List.of(Map.of("id", 1L), Map.of()));
        assertThat(check.check(SCHEMA, input))
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        "'channel' is missing.",
                        "There is no field 'chanel' here. Did you mean 'channel'?",
                        "email: This must be written as email.",
                        "level: This must be one of low, high.",
                        "count: This must be a whole number, not a text.",
                        "items[1]: 'id' is missing.");
    }

    @Test
    void fields_of_which_one_is_enough_are_asked_for_together() {
        Map<String, Object> schema = Map.of(
                "properties",
                Map.of("text", Map.of("type", "string"), "html", Map.of("type", "string")),
                "anyOf",
                List.of(Map.of("required", List.of("text")), Map.of("required", List.of("html"))));
        assertThat(check.check(schema, Map.of()))
                .extracting(Problem::toString)
                .containsExactly("Give 'text' or 'html'.");
        assertThat(check.check(schema, Map.of("html", "<p>"))).isEmpty();
    }

    @Test
    void a_hidden_text_is_a_text_of_unknown_content() {
        Sensitive hidden = Sensitive.of("x");
        assertThat(check.check(SCHEMA, Map.of("channel", hidden, "email", hidden)))
                .isEmpty();
        assertThat(check.check(SCHEMA, Map.of("channel", "#general", "count", hidden)))
                .extracting(Problem::message)
                .containsExactly("This must be a whole number, not a text.");
    }

    @Test
    void no_problem_quotes_the_value() {
        assertThat(check.check(SCHEMA, Map.of("channel", "pw", "email", "my-password")))
                .allSatisfy(problem -> assertThat(problem.message()).doesNotContain("pw", "my-password"));
    }

    @Test
    void defaults_fill_what_is_absent() {
        assertThat(InputCheck.withDefaults(SCHEMA, Map.of("channel", "#x", "options", Map.of())))
                .isEqualTo(Map.of("channel", "#x", "count", 5L, "options", Map.of("deep", true)));
        assertThat(InputCheck.withDefaults(SCHEMA, Map.of("count", 1L))).isEqualTo(Map.of("count", 1L));
    }

    @Test
    void a_pattern_that_would_go_back_and_forth_meets_a_long_text_and_ends() {
        String hostile = "a".repeat(50_000) + "!";
        Map<String, Object> schema = Map.of(
                "properties",
                Map.of(
                        "word",
                        Map.of("pattern", "^((a+)+)+$"),
                        "named",
                        Map.of("propertyNames", Map.of("pattern", "^(a|aa)+$")),
                        "keyed",
                        Map.of("patternProperties", Map.of("^(a|a?)+$", Map.of("type", "integer")))));

        assertThat(check.check(
                        schema,
                        Map.of("word", hostile, "named", Map.of(hostile, 1L), "keyed", Map.of(hostile, "no integer"))))
                .extracting(Problem::path)
                .containsExactlyInAnyOrder("word", "named");
        assertThat(check.check(schema, Map.of("word", "a".repeat(50_000)))).isEmpty();
    }

    @Test
    void no_text_longer_than_an_address_is_looked_at_as_one() {
        Map<String, Object> schema = Map.of("format", "email");
        assertThat(check.check(schema, "@".repeat(1_000_000) + " ")).hasSize(1);
        assertThat(check.check(schema, "a".repeat(64) + "@example.com")).isEmpty();
    }

    /** Each took half a minute, or the whole stack, for such a text. */
    @ParameterizedTest
    @ValueSource(strings = {"email", "idn-email", "hostname", "idn-hostname", "uri-template"})
    void a_text_that_is_longer_than_its_format_can_be_is_not_looked_at(String format) {
        Map<String, Object> schema = Map.of("type", "object", "properties", Map.of("a", Map.of("format", format)));

        assertThat(check.check(schema, Map.of("a", "a.".repeat(50_000) + "@"))).isNotEmpty();
        assertThat(check.check(schema, Map.of("a", "{a}".repeat(50_000)))).isNotEmpty();
    }
}
