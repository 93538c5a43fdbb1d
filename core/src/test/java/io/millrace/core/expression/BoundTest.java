package io.millrace.core.expression;

import static io.millrace.core.expression.ExpressionFixture.DYNAMIC;
import static io.millrace.core.expression.ExpressionFixture.EXPRESSIONS;
import static io.millrace.core.expression.ExpressionFixture.NOW;
import static io.millrace.core.expression.ExpressionFixture.evaluate;
import static io.millrace.core.expression.ExpressionFixture.event;
import static io.millrace.core.expression.ExpressionFixture.failure;
import static io.millrace.core.expression.ExpressionFixture.finding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.shared.Json;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BoundTest {
    private static String eventOfText(int length) {
        return Json.write(Map.of("t", "x".repeat(length)));
    }

    @Test
    void a_source_may_have_8192_characters() throws Exception {
        String longest = "'" + "a".repeat(Environment.MAX_SOURCE - 2) + "'";

        assertThat(EXPRESSIONS.template("{{" + longest + "}}", DYNAMIC).resolve(event("{}")))
                .isEqualTo("a".repeat(Environment.MAX_SOURCE - 2));
        assertThat(finding(longest + " ", DYNAMIC).message())
                .isEqualTo("This expression has 8193 characters; at most 8192 are allowed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "-(", "!(", "{'a': ", "[1].map(x, "})
    void nesting_is_bounded(String opening) {
        String closing = opening.replaceAll("[^\\[({]", "").replace('(', ')').replace('{', '}');
        String close = opening.equals("[") ? "]" : opening.startsWith("[1]") ? ")" : closing;
        int levels = 8000 / (opening.length() + 1);

        assertThat(finding(opening.repeat(levels) + "true" + close.repeat(levels), DYNAMIC)
                        .message())
                .contains("too deep");
    }

    @Test
    void a_long_chain_is_bounded() {
        assertThat(finding("1" + " + 1".repeat(1_000), DYNAMIC).message()).contains("too deep");
        assertThat(finding("event" + ".a".repeat(1_000), DYNAMIC).message()).contains("too deep");
    }

    @Test
    void all_loops_of_an_expression_share_100000_turns() throws Exception {
        assertThat(evaluate("lists.range(100000).map(x, x).size()")).isEqualTo(100_000L);
        assertThat(failure("lists.range(400).map(x, lists.range(400).map(y, y)).size()", "{}"))
                .contains("a bound is exceeded, its loops make more than 100000 turns together");
        assertThat(failure("lists.range(400).all(x, lists.range(400).all(y, true))", "{}"))
                .contains("100000 turns");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lists.range(100001)",
                "lists.range(1000000000000)",
                "lists.range(60000) + lists.range(60000)",
                "lists.range(60000).map(x, [x])",
                "[lists.range(60000), lists.range(60000)]",
                "{'a': lists.range(60000), 'b': lists.range(60000)}",
                "chunk(lists.range(60000), 1)",
                "event.t.split('')",
                "from_json('[' + event.n.replace('x', '1,') + '1]')",
            })
    void a_list_or_map_that_is_made_is_bounded(String expression) {
        String event = Json.write(Map.of("t", "x".repeat(200_000), "n", "x".repeat(100_001)));

        assertThat(failure(expression, event))
                .contains("a bound is exceeded, it makes a list or map of more than 100000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.t + event.t",
                "bytes(event.t) + bytes(event.t)",
                "event.t.replace('x', 'yy')",
                "event.t.replace('', event.t)",
                "[event.t, event.t].join()",
                "lists.range(100000).map(x, event.t).join(',')",
                "regex.replace(event.t, 'x', 'yy')",
                "base64.encode(event.t)",
                "to_json([event.t, event.t])",
                "to_csv([[event.t, event.t]])",
                "['xxxxxxxx']" + ".map(a, a + a)"
                        + ".map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a)"
                        + ".map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a)"
                        + ".map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a)",
            })
    void a_text_that_is_made_is_bounded(String expression) {
        assertThat(failure(expression, eventOfText(800_000)))
                .contains("a bound is exceeded, it")
                .contains("text");
    }

    @Test
    void all_texts_on_the_way_are_bounded_together() {
        assertThat(failure("lists.range(1000).map(x, event.t + string(x)).size()", eventOfText(800_000)))
                .contains("more than 67108864 characters of text on its way");
    }

    @Test
    void what_is_small_to_write_and_endless_to_compare_is_refused() {
        String doubled = "[[1]]" + ".map(a, [a, a])".repeat(50);

        assertThat(failure(doubled + " == " + doubled, "{}")).contains("more than 100000 elements");
        assertThat(failure("[optional.of([1])]" + ".map(a, optional.of([a, a]))".repeat(50) + ".size()", "{}"))
                .contains("more than 100000 elements");
    }

    @Test
    void the_result_is_bounded_in_elements_and_text() {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("event", Map.of("list", Collections.nCopies(100_001, 1L), "text", "x".repeat(3 << 20)));
        Bindings bindings = Bindings.of(values);

        assertThatThrownBy(() -> resolve("{{ event.list }}", bindings))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("its result has more than 100000 elements");
        assertThatThrownBy(() -> resolve(List.of("{{ event.text }}", "{{ event.text }}", "{{ event.text }}"), bindings))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("its result has more than 8388608 characters of text");
    }

    private static @Nullable Object resolve(Object template, Bindings bindings) throws Exception {
        return EXPRESSIONS.template(template, DYNAMIC).resolve(bindings);
    }

    @Test
    void an_evaluation_may_take_five_seconds() throws Exception {
        AtomicLong nanos = new AtomicLong();
        Expressions expressions = new Expressions(() -> NOW, () -> nanos.getAndAdd(500_000));
        Template loop = expressions.template("{{ event.map(x, x * 2).size() }}", DYNAMIC);

        assertThat(loop.resolve(event(Json.write(Collections.nCopies(1_000, 1)))))
                .isEqualTo(1_000L);
        assertThatThrownBy(() -> loop.resolve(event(Json.write(Collections.nCopies(10_000, 1)))))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("it took longer than 5 seconds");
    }

    @Test
    void a_pattern_that_blows_up_elsewhere_takes_its_time_here() throws Exception {
        assertThat(evaluate("event.t.matches('^(x+)+$')", Json.write(Map.of("t", "x".repeat(50_000) + "y"))))
                .isEqualTo(false);
    }

    @Test
    void a_failure_does_not_print_its_data() {
        String event = Json.write(Map.of("t", "private ".repeat(1_000), "l", List.of("private")));

        assertThat(failure("event.t.substring(5, 2)", event))
                .doesNotContain("private")
                .hasSizeLessThan(600);
        assertThat(failure("event.l[7]", event)).contains("7").doesNotContain("private");
        assertThat(failure("sum(event.l)", event)).contains("sum takes numbers").doesNotContain("private");
    }
}
