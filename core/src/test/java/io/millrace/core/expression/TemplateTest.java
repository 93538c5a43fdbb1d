package io.millrace.core.expression;

import static io.millrace.core.expression.ExpressionFixture.DYNAMIC;
import static io.millrace.core.expression.ExpressionFixture.EXPRESSIONS;
import static io.millrace.core.expression.ExpressionFixture.event;
import static io.millrace.core.expression.ExpressionFixture.failure;
import static io.millrace.core.expression.ExpressionFixture.refusal;
import static io.millrace.core.expression.ExpressionFixture.resolve;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final String EVENT = """
            {"n": 7, "d": 2.5, "t": "text", "b": true, "none": null, "list": [1, 2.5, "x"], "map": {"k": [1]}}""";

    @Test
    void an_expression_alone_keeps_its_type() throws Exception {
        assertThat(resolve("{{ event.n }}", EVENT)).isEqualTo(7L);
        assertThat(resolve("{{ event.d }}", EVENT)).isEqualTo(2.5);
        assertThat(resolve("{{ event.b }}", EVENT)).isEqualTo(true);
        assertThat(resolve("{{ event.none }}", EVENT)).isNull();
        assertThat(resolve("{{event.list}}", EVENT)).isEqualTo(List.of(1L, 2.5, "x"));
        assertThat(resolve("{{ event.map }}", EVENT)).isEqualTo(Map.of("k", List.of(1L)));
    }

    @Test
    void parts_are_joined_as_text_with_json_for_all_but_texts() throws Exception {
        assertThat(resolve(
                        "{{ event.t }}: {{ event.n }} {{ event.d }} {{ 1.0 }} {{ event.b }} {{ event.none }}", EVENT))
                .isEqualTo("text: 7 2.5 1.0 true null");
        assertThat(resolve("got {{ event.list }} and {{ event.map }}", EVENT))
                .isEqualTo("got [1,2.5,\"x\"] and {\"k\":[1]}");
        assertThat(resolve(" {{ event.n }}", EVENT)).isEqualTo(" 7");
        assertThat(resolve("[{{ event.?missing }}]", EVENT)).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{{ {\"a\": {\"b\": 1}}.a.b }}!|1!",
                "{{ \"}}\" }}!|}}!",
                "{{ '}}' + '{{' }}!|}}{{!",
                "{{ \"\\\"}}\" }}!|\"}}!",
                "{{ r'\\d}}' }}!|\\d}}!",
                "{{ '''it's }}''' }}!|it's }}!",
                "{{ [1, 2][0] }}{{ 3 }}|13",
                "a {{{{ b }} c|a {{ b }} c",
                "{{{{{{ 1 }}|{{1",
                "}} is no opening|}} is no opening",
                "{ single }|{ single }",
            })
    void braces_are_found_by_bracket_depth_outside_strings(String template, String expected) throws Exception {
        assertThat(resolve(template, EVENT)).isEqualTo(expected);
    }

    @Test
    void a_comment_may_hold_closing_braces() throws Exception {
        assertThat(resolve("{{ event.n // not the end }}\n + 1 }}", EVENT)).isEqualTo(8L);
    }

    @Test
    void a_literal_opening_alone_makes_a_constant() throws Exception {
        Template template = EXPRESSIONS.template("{{{{ x }}", DYNAMIC);

        assertThat(template.constant()).isTrue();
        assertThat(template.resolve(event(EVENT))).isEqualTo("{{ x }}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text {{ event.n", "text {{ event.f(1 }}", "text {{ \"open }}"})
    void an_opening_without_an_end_is_refused_where_it_stands(String template) {
        assertThat(refusal(template, DYNAMIC).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.offset()).isEqualTo(5);
            assertThat(finding.message()).contains("never closed");
        });
    }

    @Test
    void the_whole_json_value_is_resolved_and_keys_are_not() throws Exception {
        Object template = Map.of("{{ k }}", List.of("{{ event.n }}", Map.of("x", "n={{ event.n }}"), 5L));

        assertThat(resolve(template, EVENT)).isEqualTo(Map.of("{{ k }}", List.of(7L, Map.of("x", "n=7"), 5L)));
    }

    @Test
    void a_value_that_is_not_there_is_left_out_of_maps_and_lists() throws Exception {
        Object template = Map.of("gone", "{{ event.?x }}", "there", "{{ event.?n }}", "none", "{{ optional.none() }}");

        assertThat(resolve(template, EVENT)).isEqualTo(Map.of("there", 7L));
        assertThat(resolve(List.of("{{ event.?x }}", "{{ event.?n }}"), EVENT)).isEqualTo(List.of(7L));
        assertThat(resolve("{{ event.?x }}", EVENT)).isNull();
        assertThat(resolve("{{ {'a': optional.none(), 'b': [optional.none(), optional.of(1)]} }}", EVENT))
                .isEqualTo(Map.of("b", List.of(1L)));
    }

    @Test
    void null_in_a_template_stays_null() throws Exception {
        assertThat(resolve(null, EVENT)).isNull();
        assertThat(resolve(new ArrayList<>(Arrays.asList(null, "{{ event.none }}")), EVENT))
                .isEqualTo(Arrays.asList(null, null));
    }

    @Test
    void data_never_becomes_code() throws Exception {
        String event = "{\"t\": \"{{ 1 + 1 }}\", \"f\": \"event.n\"}";

        assertThat(resolve("{{ event.t }}", event)).isEqualTo("{{ 1 + 1 }}");
        assertThat(resolve("<{{ event.t }}>", event)).isEqualTo("<{{ 1 + 1 }}>");
        assertThat(resolve("{{ event[event.f] }}", "{\"f\": \"f\"}")).isEqualTo("f");
    }

    @Test
    void all_problems_are_listed_with_their_places() {
        Object template = new java.util.TreeMap<>(
                Map.of("a", "{{ event.n +  }}", "b", List.of("fine", "two: {{ evnt.n }} and {{ siz(1) }}")));

        List<ExpressionException.Finding> findings = refusal(template, DYNAMIC).findings();

        assertThat(findings)
                .extracting(ExpressionException.Finding::path)
                .containsExactly(List.of("a"), List.of("b", 1), List.of("b", 1));
        assertThat(findings).extracting(ExpressionException.Finding::offset).containsExactly(14, 8, 25);
        assertThat(findings.get(1).message()).startsWith("There is no 'evnt' here. Did you mean 'event'?");
        assertThat(findings.get(2).message()).startsWith("There is no function 'siz'. Did you mean 'size'?");
    }

    @Test
    void references_name_what_has_to_be_loaded() throws Exception {
        Visible visible = new Visible(
                Map.of("event", Map.of(), "steps", Map.of(), "vars", Map.of(), "item", Map.of()),
                java.util.Set.of(),
                true);
        Object template = List.of(
                "{{ event.data.x }}",
                "{{ steps.post.output.map(item, item.id) }}",
                "{{ steps['record'].status }} {{ steps.?later.?output }}",
                "{{ vars.SHEET }} and {{ secrets.TOKEN }}");

        assertThat(EXPRESSIONS.template(template, visible).references())
                .containsExactlyInAnyOrder(
                        "event", "steps.post", "steps.record", "steps.later", "vars.SHEET", "secrets.TOKEN");
        assertThat(EXPRESSIONS.template("{{ steps[event.x] }}", visible).references())
                .containsExactlyInAnyOrder("steps", "event");
        assertThat(EXPRESSIONS
                        .condition("now > timestamp(event.time) && item.x == 1", visible)
                        .references())
                .containsExactlyInAnyOrder("now", "event", "item");
    }

    @Test
    void two_keys_with_one_name_in_json_lose_no_value() throws Exception {
        assertThat(failure("{1: 'a', '1': 'b'}", EVENT)).contains("two keys of a map are both written as '1' in JSON");
        assertThat(failure("[{'in': {true: null, 'true': 2}}]", EVENT)).contains("'true'");
        assertThat(resolve("{{ {1: 'a', '2': 'b'} }}", EVENT)).isEqualTo(Map.of("1", "a", "2", "b"));
        assertThat(resolve("{{ {?1: event.?absent, '1': 'b'} }}", EVENT)).isEqualTo(Map.of("1", "b"));
    }

    @Test
    void the_type_of_the_result_is_known_as_far_as_it_can_be() throws Exception {
        assertThat(EXPRESSIONS.template("{{ size(event) }}", DYNAMIC).resultSchema())
                .isEqualTo(Map.of("type", "integer"));
        assertThat(EXPRESSIONS.template("x {{ event }}", DYNAMIC).resultSchema())
                .isEqualTo(Map.of("type", "string"));
        assertThat(EXPRESSIONS.template("{{ event.x }}", DYNAMIC).resultSchema())
                .isEmpty();
        assertThat(EXPRESSIONS.template(Map.of("a", "{{ [1] }}"), DYNAMIC).resultSchema())
                .isEqualTo(Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("a", Map.of("type", "array", "items", Map.of("type", "integer")))));
    }

    @Test
    void a_template_without_expressions_is_constant() throws Exception {
        assertThat(EXPRESSIONS.template(Map.of("a", List.of(1L, "x")), DYNAMIC).constant())
                .isTrue();
        assertThat(EXPRESSIONS.template("{{ 1 }}", DYNAMIC).constant()).isFalse();
    }
}
