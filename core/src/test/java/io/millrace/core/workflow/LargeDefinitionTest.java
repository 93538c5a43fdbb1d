package io.millrace.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.core.expression.ExpressionBatch;
import io.millrace.core.expression.Expressions;
import io.millrace.core.shared.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a text within the size limit may cost to read and to check, counted in what is read and made. */
@Timeout(60)
class LargeDefinitionTest {
    private static final Expressions EXPRESSIONS = new Expressions(InstantSource.system());
    private static final Surroundings EMPTY = new Surroundings(Map.of(), Set.of(), Set.of("TOKEN"));

    private final DefinitionReader reader = new DefinitionReader();
    private final ExpressionBatch batch = EXPRESSIONS.batch();

    private List<Problem> problems(String text) {
        Reading reading = reader.read(text);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.whole()).isTrue();
        return new Validator(new FakeActions(), verify -> List.of(), EXPRESSIONS)
                .validate(reading.definition().orElseThrow(), reading.positions(), EMPTY, batch);
    }

    private static String lines(int count, String line) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        line.replace("#", String.valueOf(i)).replace("BEFORE", String.valueOf(Math.max(0, i - 1))))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void steps_without_expressions_need_no_types() {
        assertThat(problems("id: a\nsteps:\n" + lines(200, "  - { id: s#, transform: { n: # } }")))
                .isEmpty();
        assertThat(batch.environments()).isZero();
    }

    @Test
    void each_step_that_reads_others_has_its_types_made_once() {
        String reading = "  - { id: s#, transform: { n: '{{ steps.sBEFORE.output.n + 1 }}', "
                + "first: '{{ steps.s0.output.n }}', text: 'a {{ steps.sBEFORE.output.n }} b' } }";
        String text = "id: a\nsteps:\n  - { id: s0, transform: { n: 1 } }\n"
                + lines(200, reading).substring(lines(1, reading).length());

        assertThat(problems(text)).isEmpty();
        assertThat(batch.environments()).isEqualTo(199);
    }

    @Test
    void places_with_and_without_secrets_share_their_types() {
        String text = "id: a\nsteps:\n"
                + lines(
                        50,
                        "  - { id: s#, action: http.request, when: 'event.id != \"\"', "
                                + "input: { token: '{{ secrets.TOKEN }}', id: '{{ event.id }}' } }");

        assertThat(problems(text)).isEmpty();
        assertThat(batch.environments()).isEqualTo(50);
    }

    @Test
    void a_definition_has_2000_different_expressions() {
        String many = lines(2_001, "    n#: '{{ # + 1 }}'");
        List<Problem> problems = problems("id: a\nsteps:\n - id: s\n   transform:\n" + many);

        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().message()).startsWith("There are more than 2000 expressions in all");
        assertThat(problems.getFirst().line()).isEqualTo(4 + 2_001);
    }

    @Test
    void no_step_beyond_the_limit_is_read() {
        Reading reading = reader.read("id: a\nsteps:\n" + lines(6_000, "  - { id: s#, transform: 1, bad: 1 }"));

        assertThat(reading.definition().orElseThrow().steps()).hasSize(200);
        assertThat(reading.whole()).isFalse();
        assertThat(reading.problems()).anyMatch(it -> it.message().startsWith("A workflow has at most 200 steps"));
    }

    @Test
    void steps_of_both_parts_count_together() {
        Reading reading = reader.read("id: a\nsteps:\n" + lines(199, "  - { id: s#, transform: 1 }") + "on_failure:\n"
                + lines(2, "  - { id: f#, transform: 1 }"));

        assertThat(reading.definition().orElseThrow().onFailure()).hasSize(1);
        assertThat(reading.whole()).isFalse();
        assertThat(reading.problems())
                .singleElement()
                .satisfies(it -> assertThat(it.path()).isEqualTo("on_failure"));
    }

    @Test
    void no_tag_trigger_or_need_beyond_the_limit_is_read() {
        Reading tags = reader.read("id: a\naction: t.a\ntags: [" + "t,".repeat(100_000) + "t]");
        Reading triggers = reader.read("id: a\naction: t.a\ntriggers:\n" + lines(5_000, " - { id: t#, manual: {} }"));
        Reading needs = reader.read("id: a\nsteps: [{ id: s, transform: 1, needs: [" + "x,".repeat(100_000) + "y] }]");

        assertThat(tags.problems())
                .singleElement()
                .satisfies(it -> assertThat(it.line()).isEqualTo(3));
        assertThat(tags.whole()).isFalse();
        assertThat(triggers.definition().orElseThrow().triggers()).hasSize(20);
        assertThat(triggers.whole()).isFalse();
        assertThat(needs.definition().orElseThrow().steps().getFirst().needs()).containsExactly("x");
        assertThat(needs.problems())
                .singleElement()
                .satisfies(it -> assertThat(it.message()).isEqualTo("A step needs at most 200 others."));
    }

    @Test
    void a_sample_of_thousands_of_different_objects_is_merged_at_once() {
        List<Map<String, Object>> schemas = IntStream.range(0, 50_000)
                .mapToObj(i -> Map.<String, Object>of(
                        "type", "object", "properties", Map.of("f" + i, Map.of("type", "string"))))
                .toList();

        assertThat(Samples.merge(schemas).get("properties"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .hasSize(50_000);
    }

    @Test
    void keys_that_are_long_and_deep_are_refused_before_each_value_has_their_path() {
        String text = "id: a\naction: t.a\ninput: { ? " + "k".repeat(100_000) + " : [" + "1,".repeat(50_000) + "1] }";

        assertThat(reader.read(text).problems())
                .singleElement()
                .satisfies(it -> assertThat(it.message()).contains("more than 1000 characters"));
    }

    @Test
    void the_character_that_no_database_stores_is_refused_where_it_stands() {
        String text = """
                id: a
                name: "one\\0two"
                action: t.a
                input:
                  list: [1, "x\\u0000"]
                  "key\\x00": 1
                """;

        assertThat(reader.read(text).problems())
                .extracting(Problem::path, Problem::line, Problem::column)
                .containsExactly(tuple("name", 2, 11), tuple("input.list[1]", 5, 15), tuple("input", 6, 3));
        assertThat(reader.read("{\"id\": \"a\", \"action\": \"t.a\", \"input\": \"\\u0000\"}")
                        .problems())
                .singleElement()
                .satisfies(it -> assertThat(it.message()).startsWith("The character U+0000 stands here"));
        assertThat(reader.read("{\"id\": \"a\", \"action\": \"t.a\", \"input\": {\"n\": \"ab\\ud83d\"}}")
                        .problems())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.path()).isEqualTo("input.n");
                    assertThat(it.message()).startsWith("Half a character stands here");
                });
    }

    @Test
    void merge_keys_and_further_documents_are_not_followed() {
        assertThat(reader.read("id: a\naction: t.a\n<<: { name: x }\n").problems())
                .singleElement()
                .satisfies(it -> assertThat(it.message()).startsWith("'<<' is not a key that is known here."));
        assertThat(reader.read("id: a\naction: t.a\n" + "---\nid: b\n".repeat(10_000))
                        .problems())
                .singleElement()
                .satisfies(it -> assertThat(it.message()).startsWith("One text is one document"));
    }
}
