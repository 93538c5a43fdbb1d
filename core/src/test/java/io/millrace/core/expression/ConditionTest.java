package io.millrace.core.expression;

import static io.millrace.core.expression.ExpressionFixture.DYNAMIC;
import static io.millrace.core.expression.ExpressionFixture.EXPRESSIONS;
import static io.millrace.core.expression.ExpressionFixture.event;
import static io.millrace.core.expression.ExpressionFixture.visible;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.sdk.ErrorClass;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    private static boolean test(String source, String eventJson) throws Exception {
        return EXPRESSIONS.condition(source, DYNAMIC).test(event(eventJson));
    }

    @Test
    void a_condition_says_yes_or_no() throws Exception {
        assertThat(test("event.action == \"opened\"", "{\"action\": \"opened\"}"))
                .isTrue();
        assertThat(test("event.action == \"opened\"", "{\"action\": \"closed\"}"))
                .isFalse();
        assertThat(test("event.draft", "{\"draft\": true}")).isTrue();
    }

    @Test
    void a_false_side_hides_the_failure_of_the_other() throws Exception {
        assertThat(test("has(event.a) && event.a.b == 1", "{}")).isFalse();
        assertThat(test("event.x == 1 || true", "{}")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 + 1", "'yes'", "[true]", "{'a': true}", "now"})
    void what_is_known_not_to_be_true_or_false_is_refused(String source) {
        assertThatThrownBy(() -> EXPRESSIONS.condition(source, DYNAMIC))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("A condition is true or false, and this is");
    }

    @Test
    void a_nullable_boolean_of_a_schema_is_accepted() throws Exception {
        Visible visible =
                visible("{\"event\": {\"type\": \"object\", \"properties\": {\"ok\": {\"type\": \"boolean\"}}}}");

        assertThat(EXPRESSIONS.condition("event.ok", visible).test(event("{\"ok\": true}")))
                .isTrue();
    }

    @Test
    void what_turns_out_not_to_be_true_or_false_fails() {
        assertThatThrownBy(() -> test("event.text", "{\"text\": \"true\"}"))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(
                        "The expression 'event.text' has no value: a condition is true or false, and this is a text.");
    }

    @Test
    void a_missing_key_fails_with_the_key_and_the_expression() {
        assertThatThrownBy(() -> test("event.issue.title == 'x'", "{\"issue\": {}}"))
                .isInstanceOf(EvaluationException.class)
                .hasMessageStartingWith(
                        "The expression 'event.issue.title == 'x'' has no value: there is no key 'title'.")
                .asInstanceOf(InstanceOfAssertFactories.type(EvaluationException.class))
                .extracting(EvaluationException::errorClass)
                .isEqualTo(ErrorClass.VALIDATION);
    }

    @Test
    void now_is_the_clocks_unless_it_is_given() throws Exception {
        Condition later = EXPRESSIONS.condition("now > timestamp('2026-06-01T00:00:00Z')", DYNAMIC);

        assertThat(later.test(Bindings.of(Map.of()))).isFalse();
        assertThat(later.test(Bindings.of(Map.of("now", "2026-07-01T00:00:00Z"))))
                .isTrue();
        assertThat(later.test(Bindings.of(Map.of("now", Instant.parse("2026-07-01T00:00:00Z")))))
                .isTrue();
    }

    @Test
    void a_name_without_a_value_fails_and_says_which() {
        assertThatThrownBy(() -> EXPRESSIONS.condition("vars.X == 1", DYNAMIC).test(Bindings.of(Map.of())))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("'vars' has no value here");
    }

    @Test
    void an_empty_condition_is_refused() {
        assertThatThrownBy(() -> EXPRESSIONS.condition(" ", DYNAMIC))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("There is no expression here");
    }
}
