package io.millrace.core.expression;

import static io.millrace.core.expression.ExpressionFixture.EXPRESSIONS;
import static io.millrace.core.expression.ExpressionFixture.finding;
import static io.millrace.core.expression.ExpressionFixture.visible;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.millrace.core.shared.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCheckTest {
    private static final Visible VISIBLE = visible("""
            {"type": "object", "properties": {
              "event": {},
              "steps": {"type": "object", "properties": {
                "post": {"type": "object", "required": ["output"], "properties": {
                  "status": {"type": "string"},
                  "output": {"type": "object", "required": ["ok"], "properties": {
                    "ok": {"type": "boolean"},
                    "status": {"type": "string"},
                    "count": {"type": "integer"},
                    "price": {"type": "number"},
                    "when": {"type": ["string", "null"]},
                    "either": {"type": ["string", "integer"]},
                    "any": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "labels": {"type": "object", "additionalProperties": {"type": "string"}},
                    "open": {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": true},
                    "users": {"type": "array", "items": {"type": "object", "properties": {"name": {"type": "string"}}}},
                    "tree": {"$ref": "#/$defs/node"}
                  },
                  "$defs": {"node": {"type": "object", "properties": {
                    "value": {"type": "integer"}, "children": {"type": "array", "items": {"$ref": "#/$defs/node"}}}}}}
                }}
              }}
            }}""");

    private static final String DATA = """
            {"event": {"key": "ok"}, "steps": {"post": {"output": {
              "ok": true, "status": "done", "count": 3, "price": 4, "when": null, "either": 5, "any": "y",
              "tags": ["a", "b"], "labels": {"x": "y"}, "open": {"a": "b", "more": 1}, "users": [{"name": "n"}],
              "tree": {"value": 1, "children": [{"value": 2, "children": []}]}}}}}""";

    private static Object evaluate(String expression) throws Exception {
        Map<String, Object> values = Json.readObject(DATA);
        return String.valueOf(
                EXPRESSIONS.template("{{" + expression + "}}", VISIBLE).resolve(Bindings.of(values)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "steps.post.output.sttus|18|Did you mean 'status'? It has: any, count,",
                "steps.post['output'].sttus|21|Did you mean 'status'?",
                "steps.post.output['sttus']|19|Did you mean 'status'?",
                "steps.?post.?output.?sttus|21|Did you mean 'status'?",
                "has(steps.post.output.sttus)|22|Did you mean 'status'?",
                "1 + steps.pst.output.count|10|Did you mean 'post'?",
                "steps.post.output.users.map(u, u.nme)|33|There is no field 'nme'",
                "steps.post.output.users[0].nme|27|There is no field 'nme'",
                "steps.post.output.tree.children[0].children[1].vale|47|There is no field 'vale'",
            })
    void a_field_that_a_schema_does_not_have_is_refused(String expression, int offset, String message) {
        ExpressionException.Finding finding = finding(expression, VISIBLE);

        assertThat(finding.offset() - 2).isEqualTo(offset);
        assertThat(finding.message()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "steps.post.output.count + 'x'|24|'+' does not take (int or null, string).",
                "steps.post.output.ok + 1|21|'+' does not take (bool, int).",
                "steps.post.output.tags + 1|23|'+' does not take (list(string), int).",
                "steps.post.output.count.contains('x')|24|'contains' does not take int or null.(string).",
                "steps.post.output.status.more|25|does not support field selection",
                "steps.post.output.tags.exists(t, t > 1)|35|'>' does not take (string, int).",
                "truncate(1, 2)|0|'truncate' does not take (int, int).",
                "steps.post.output.ok == 'yes'|21|'==' does not take (bool, string).",
                "evnt.x|0|There is no 'evnt' here. Did you mean 'event'? Visible are: event, now, steps.",
                "'x'.contain('y')|4|There is no function 'contain'. Did you mean 'contains'?",
                "event.x ==|10|The expression ends too early.",
                "event.x = 3|8|'=' is not an operator. Did you mean '=='?",
                "event.x == )|11|')' is not expected here.",
            })
    void wrong_names_and_types_are_refused_where_they_stand(String expression, int offset, String message) {
        ExpressionException.Finding finding = finding(expression, VISIBLE);

        assertThat(finding.message()).contains(message);
        assertThat(finding.offset() - 2).isEqualTo(offset);
    }

    @Test
    void the_offset_counts_characters_over_lines_and_pairs_of_surrogates() {
        assertThat(finding("'\uD83D\uDE00' +\n  evnt.x", VISIBLE).offset() - 2).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "steps.post.output.price + 1|5",
                "steps.post.output.price / 8.0|0.5",
                "-steps.post.output.price|-4",
                "steps.post.output.price > 3.5|true",
                "string(steps.post.output.price)|4",
                "math.ceil(steps.post.output.price)|4.0",
                "steps.post.output.when == null|true",
                "steps.post.output.either + 1|6",
                "steps.post.output.any + 'z'|yz",
                "steps.post.output.labels.x + steps.post.output.labels['x']|yy",
                "steps.post.output.open.more + 1|2",
                "steps.post.output.tree.children[0].value + 1|3",
                "'ok' in steps.post.output|true",
                "'nope' in steps.post.output|false",
                "size(steps.post.output.users[0])|1",
                "steps.post.output[event.key]|true",
                "steps.post.output.users[0].map(k, k)|[name]",
                "steps.post.output.users.exists(u, u.name == 'n')|true",
                "merge(steps.post.output.users[0], {'b': 1})|{name=n, b=1}",
                "pick(steps.post.output, ['count'])|{count=3}",
                "to_json(steps.post.output.users)|[{\"name\":\"n\"}]",
                "sort_by(steps.post.output.users, 'name')[0].name|n",
                "has(steps.post.output.status)|true",
                "steps.post.output.users[0] == {'name': 'n'}|true",
                "{'name': 'm'} != steps.post.output.users[0]|true",
                "steps.post.output.price == 4|true",
                "event.whatever.deep.down.orValue|",
            })
    void what_the_schema_allows_evaluates(String expression, String expected) throws Exception {
        if (expected == null) {
            assertThatCode(() -> EXPRESSIONS.template("{{" + expression + "}}", VISIBLE))
                    .doesNotThrowAnyException();
        } else {
            assertThat(evaluate(expression)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"event\": {}}", "{\"type\": \"object\", \"properties\": {\"event\": {}}}"})
    void names_are_given_bare_or_as_properties_of_an_object(String schema) {
        assertThatCode(() -> EXPRESSIONS.template("{{ event.x }}", visible(schema)))
                .doesNotThrowAnyException();
        assertThat(finding("type", visible(schema)).message()).contains("type");
    }

    @Test
    void an_object_that_is_closed_and_empty_has_no_fields() {
        Visible closed = visible("{\"vars\": {\"type\": \"object\", \"additionalProperties\": false}}");

        assertThat(finding("vars.X", closed).message())
                .isEqualTo("There is no variable 'X'. Make it with 'millrace variable set X VALUE'.");
    }

    @Test
    void a_schema_without_properties_is_dynamic() throws Exception {
        Visible open = visible("{\"vars\": {\"type\": \"object\"}}");

        assertThat(EXPRESSIONS
                        .template("{{ vars.X }}", open)
                        .resolve(Bindings.of(Map.of("vars", Map.of("X", List.of())))))
                .isEqualTo(List.of());
    }
}
