package io.millrace.core.expression;

import static io.millrace.core.expression.ExpressionFixture.DYNAMIC;
import static io.millrace.core.expression.ExpressionFixture.NOW;
import static io.millrace.core.expression.ExpressionFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.core.shared.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What somebody writes, or sends, to keep a server busy. Time is counted in looks at the clock: what looks often enough
 * ends when its time is over, and what looks about once for each element takes no more than linear time.
 */
@Timeout(60)
class HostileTest {
    private static final int ELEMENTS = 40_000;
    private static final int LETTERS = 500_000;

    private final AtomicLong looks = new AtomicLong();

    /** @param nanos how much later it is at every look at the clock */
    private @Nullable Object evaluate(String expression, Map<String, Object> event, long nanos) throws Exception {
        Expressions expressions = new Expressions(() -> NOW, () -> looks.getAndIncrement() * nanos);
        return expressions.template("{{ " + expression + " }}", DYNAMIC).resolve(event(Json.write(event)));
    }

    /** Texts of one length that all have one hash. */
    private static List<String> colliding(int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            for (int bit = 0; bit < 16; bit++) {
                text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            texts.add(text.toString());
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sets.contains(event.data, event.data)",
                "sets.equivalent(event.data, event.data.reverse())",
                "!sets.intersects(event.data, event.data.map(x, x + '!'))",
                "event.data.distinct().size() == 40000",
                "unique(event.data).size() == 40000",
                "unique(event.data.map(x, [x])).size() == 40000",
                "unique(event.data.map(x, {'k': x})).size() == 40000",
                "event.data.sort().size() == 40000",
                "pick({'k': 1}, event.data.map(x, dyn([x]))) == {}",
            })
    void lists_take_no_more_than_about_linear_time_whatever_their_hashes(String expression) throws Exception {
        assertThat(evaluate(expression, Map.of("data", colliding(ELEMENTS)), 1)).isEqualTo(true);
        assertThat(looks).hasValueLessThan(40L * ELEMENTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.many.contains(event.half + 'b') || event.many.indexOf(event.half + 'b') >= 0",
                "event.many.lastIndexOf('b' + event.half) >= 0",
                "event.many.replace(event.half + 'b', '') != event.many",
                "event.many.split(event.half + 'b').size() > 1",
                "slug(event.marks) != ''",
                "slug(event.sigmas) != ''",
            })
    void texts_take_no_more_than_linear_time(String expression) throws Exception {
        Map<String, Object> event = Map.of(
                "many", "a".repeat(LETTERS),
                "half", "a".repeat(LETTERS / 2),
                "marks", "\u0316\u0301".repeat(LETTERS / 2),
                "sigmas", "\u03a3".repeat(LETTERS));

        assertThat(evaluate(expression, event, 1)).isEqualTo(false);
        assertThat(looks).hasValueLessThan(2L * LETTERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.many.matches('((a{0,90}){0,10}){0,1}b')",
                "regex.extract(event.many, '(?:(?:a{0,90}){0,10}){0,1}b')",
                "regex.extractAll(event.many, 'a*b|a')",
                "regex.replace(event.many, 'a*b|a', 'x')",
                "lists.range(100000).map(x, event.many.matches('b'))",
            })
    void what_takes_long_ends_when_its_time_is_over(String expression) {
        Map<String, Object> event = Map.of("many", "a".repeat(LETTERS));

        assertThatThrownBy(() -> evaluate(expression, event, 10_000_000))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("a bound is exceeded, it");
        assertThat(looks).hasValueLessThan(510);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LIST.sort()",
                "LIST.distinct()",
                "LIST.join()",
                "[LIST].flatten()",
                "LIST == LIST",
                "'b' in LIST",
                "min(LIST)",
                "unique(LIST)",
                "to_csv(LIST.map(x, [x]))",
                "sets.contains(LIST, [])",
                "sets.contains(['aa'], LIST)",
                "sets.intersects([], LIST)",
            })
    void every_element_is_a_look_at_the_time_as_it_may_be_a_long_text(String expression) throws Exception {
        String list = "event.data.map(x, 'aa')";
        Map<String, Object> event = Map.of("data", Collections.nCopies(1_000, "x"));
        int lists = expression.split("LIST", -1).length - 1;
        evaluate(list, event, 1);
        long looksOfLists = looks.getAndSet(0) * lists;

        evaluate(expression.replace("LIST", list), event, 1);

        assertThat(looks).hasValueGreaterThan(looksOfLists + 990);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.many.matches(event.many)",
                "event.many.matches('((a{0,1000}){0,1000}){0,1000}b')",
                "event.many.matches('((a{0,100}){0,10}){0,10}b')",
                "event.many.matches('([)](abc){50}){100}')",
                "event.many.matches('(\\\\Q)\\\\E(abc){50}){100}')",
                "event.many.matches('(\\\\p{Greek}{100}){100}')",
                "regex.extract(event.many, '(.{100}){100}')",
                "regex.replace(event.many, event.many, '')",
            })
    void a_regular_expression_is_bounded_before_it_is_compiled(String expression) {
        assertThatThrownBy(() -> evaluate(expression, Map.of("many", "a".repeat(LETTERS)), 1))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("a bound is exceeded, a regular expression");
        assertThat(looks).hasValueLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a-z0-9._%+-]{1,64}@[a-z0-9.-]{1,255}\\\\.[a-z]{2,24}",
                "^[[:alpha:]]{1,1000}$",
                "(\\\\d{1,3}\\\\.){3}\\\\d{1,3}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                "a{|b{,3}|[]{900}]",
            })
    void a_regular_expression_that_people_write_is_not(String pattern) throws Exception {
        assertThat(evaluate("event.many.matches('" + pattern + "') in [true, false]", Map.of("many", "!"), 1))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.many.upperAscii()",
                "event.many.reverse()",
                "event.many.substring(1)",
                "string(bytes(event.many))",
                "bytes(event.many)",
                "event.many.split('b')",
                "from_csv(event.many)",
            })
    void texts_that_fill_the_memory_are_counted(String expression) {
        assertThatThrownBy(() -> evaluate(
                        "lists.range(100000).map(x, " + expression + ").size()",
                        Map.of("many", "a".repeat(LETTERS)),
                        1))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("more than 67108864 characters of text on its way");
    }

    @Test
    void a_format_for_times_is_bounded() {
        Throwable failure = catchThrowable(
                () -> evaluate("format_time(now, event.many, 'UTC')", Map.of("many", "[".repeat(LETTERS)), 1));

        assertThat(failure).hasMessageContaining("a format for times has at most 200 characters");
    }

    @Test
    void compiling_leaves_the_virtual_thread() throws Exception {
        Expressions expressions = new Expressions(() -> NOW);

        assertThat(onVirtualThread(new FutureTask<>(
                        () -> expressions.away(() -> Thread.currentThread().isVirtual()))))
                .isEqualTo(false);
    }

    @Test
    void a_template_with_thousands_of_errors_is_given_up_early() {
        ExpressionException refusal = ExpressionFixture.refusal("{{ nothing }}".repeat(20_000), DYNAMIC);

        assertThat(refusal.findings()).hasSize(100);
    }

    @Test
    void an_expression_with_thousands_of_errors_is_told_the_first_of_them() {
        String source = "[" + "a, ".repeat(2_000) + "a]";

        assertThat(ExpressionFixture.refusal("{{ " + source + " }}", DYNAMIC).findings())
                .hasSizeBetween(1, 10);
    }

    private static @Nullable Object onVirtualThread(FutureTask<?> task) throws Exception {
        Thread.ofVirtual().start(task);
        return task.get();
    }
}
