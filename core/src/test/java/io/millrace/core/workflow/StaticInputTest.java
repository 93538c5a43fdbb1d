package io.millrace.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.core.expression.Expressions;
import io.millrace.core.expression.Visible;
import io.millrace.core.shared.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StaticInputTest {
    private static final Map<String, Object> MESSAGE = Map.of(
            "type",
            "object",
            "properties",
            Map.of("text", Map.of("type", "string"), "html", Map.of("type", "string")),
            "anyOf",
            List.of(Map.of("required", List.of("text")), Map.of("required", List.of("html"))));

    private final StaticInput input =
            new StaticInput(new Expressions(InstantSource.system()), new Visible(Map.of(), Set.of(), false), MESSAGE);

    private static final Map<String, Object> REQUEST = Map.of(
            "type",
            "object",
            "properties",
            Map.of("method", Map.of("type", "string", "default", "GET"), "body", Map.of()),
            "if",
            Map.of("properties", Map.of("method", Map.of("enum", List.of("GET", "HEAD")))),
            "then",
            Map.of("properties", Map.of("body", Map.of("type", "null"))));

    @Test
    void what_one_field_excludes_is_told_where_both_are_written_out() {
        StaticInput request = new StaticInput(
                new Expressions(InstantSource.system()), new Visible(Map.of(), Set.of(), false), REQUEST);
        Map<String, Object> body = Map.of("a", 1);

        assertThat(request.check(Map.of("method", "HEAD", "body", body), "input"))
                .extracting(Problem::path, Problem::message)
                .containsExactly(tuple("input.body", "'body' must be left out while 'method' is HEAD."));
        assertThat(request.check(Map.of("body", body), "input"))
                .extracting(Problem::message)
                .containsExactly("'body' must be left out while 'method' is GET.");
        assertThat(request.check(Map.of("method", "GET", "body", "text"), "input"))
                .hasSize(1);
        assertThat(request.check(Map.of("method", "POST", "body", body), "input"))
                .isEmpty();
        assertThat(request.check(Map.of("method", "GET"), "input")).isEmpty();
        assertThat(request.check(Map.of("method", "{{ 'GET' }}", "body", body), "input"))
                .isEmpty();
    }

    @Test
    void fields_of_which_one_is_enough_are_asked_for_together() {
        assertThat(input.check(Map.of(), "input"))
                .extracting(Problem::path, Problem::message)
                .containsExactly(tuple("input", "Give 'text' or 'html'."));
        assertThat(input.check(Map.of("html", "<p>"), "input")).isEmpty();
        assertThat(input.check(Map.of("text", "a", "html", "<p>"), "input")).isEmpty();
    }
}
