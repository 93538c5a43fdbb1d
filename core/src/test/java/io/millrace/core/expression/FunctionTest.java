package io.millrace.core.expression;

import static io.millrace.core.expression.ExpressionFixture.evaluate;
import static io.millrace.core.expression.ExpressionFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "format_time(now, 'yyyy', 'Mars/Base')|'Mars/Base' is not a time zone",
                "format_time(now, 'bogus', 'UTC')|'bogus' is not a format for times",
                "parse_time('tomorrow', 'yyyy-MM-dd', 'UTC')|'tomorrow' is not a time of the format 'yyyy-MM-dd'",
                "start_of(now, 'decade', 'UTC')|'decade' is not a unit",
                "add_time(now, '1 month', 'UTC')|'1 month' is not an ISO 8601 duration",
                "iso_duration('P1M')|'P1M' is not an ISO 8601 duration",
                "sum([1, 'a'])|sum takes numbers, and there is a text among them",
                "avg([])|the average of an empty list is not defined",
                "min([])|the min of an empty list is not defined",
                "max([1, 'a'])|a text and a whole number have no order",
                "sort_by([1, 2], 'a')|sort_by takes a list of maps, and there is a whole number in it",
                "group_by([{'a': [1]}], 'a')|group_by cannot group by a list",
                "chunk([1], 0)|chunk needs a size of at least 1",
                "merge({'a': 1}, 2)|merge takes maps, and this is a whole number",
                "['a', dyn(1)].join()|join takes texts, and there is a whole number among them",
                "regex.extract('a', '(')|'(' is not a regular expression of RE2",
                "regex.extract('a', '(a)(b)')|the pattern has more than one group",
                "regex.replace('a', 'a', '\\\\1')|a backslash stands before a backslash or the number of a group",
                "base64.decode('?')|the text is no base64",
                "from_json('{')|This is not valid JSON at line 1",
                "to_csv([1])|to_csv takes a list of maps or a list of lists",
                "from_csv('a\\n1,2')|line 2 of the CSV has 2 cells",
                "from_csv('a\\n\"1')|a quote that is never closed",
                "from_csv('a\\n\"1\"x')|text after a closing quote",
                "truncate('abcdef', 2)|truncate needs room for '...'",
                "hmac('', 'a')|hmac needs a key",
                "timestamp('soon')|soon",
                "int('x')|x",
                "event.data|there is no key 'data'",
                "optional.none().value()|No value present",
            })
    void a_failure_says_what_is_wrong(String expression, String message) {
        assertThat(failure(expression, "{}")).contains(message);
    }

    @Test
    void csv_survives_a_round_trip() throws Exception {
        List<Map<String, String>> rows =
                List.of(Map.of("a,b", "line\nbreak", "c", "\"quoted\""), Map.of("a,b", "", "c", "x\r\ny, z"));
        String event = Json.write(Map.of("rows", rows));

        assertThat(evaluate("from_csv(to_csv(event.rows))", event)).isEqualTo(rows);
    }

    @Test
    void times_turn_with_the_clocks() throws Exception {
        assertThat(evaluate("parse_time('2026-03-29 02:30', 'yyyy-MM-dd HH:mm', 'Europe/Berlin')"))
                .isEqualTo("2026-03-29T01:30:00Z");
        assertThat(evaluate("parse_time('2026-10-25 02:30', 'yyyy-MM-dd HH:mm', 'Europe/Berlin')"))
                .isEqualTo("2026-10-25T00:30:00Z");
        assertThat(evaluate("start_of(timestamp('2026-10-25T20:00:00Z'), 'day', 'Europe/Berlin')"))
                .isEqualTo("2026-10-24T22:00:00Z");
        assertThat(evaluate("add_time(timestamp('2026-10-24T22:00:00Z'), 'PT24H', 'Europe/Berlin')"))
                .isEqualTo("2026-10-25T22:00:00Z");
        assertThat(evaluate("add_time(timestamp('2026-10-24T22:00:00Z'), 'P1DT1H', 'Europe/Berlin')"))
                .isEqualTo("2026-10-26T00:00:00Z");
        assertThat(evaluate("add_time(timestamp('2026-03-01T00:00:00Z'), '-P1DT1H', 'UTC')"))
                .isEqualTo("2026-02-27T23:00:00Z");
    }

    @Test
    void random_ids_differ() throws Exception {
        assertThat(evaluate("uuid() == uuid()")).isEqualTo(false);
    }

    @Test
    void many_threads_share_one_language() throws Exception {
        List<Callable<@Nullable Object>> tasks = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String expression = "event.n + " + i % 8 + " + size([1, 2].map(x, x))";
            String event = "{\"n\": " + i + "}";
            tasks.add(() -> evaluate(expression, event));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int i = 0;
            for (Future<@Nullable Object> result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isEqualTo((long) i + i % 8 + 2);
                i++;
            }
        }
    }
}
