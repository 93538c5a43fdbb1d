package io.millrace.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.expression.Expressions;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.Problem;
import io.millrace.core.workflow.StepSpec.Cache;
import io.millrace.core.workflow.StepSpec.CallAction;
import io.millrace.sdk.ActionKind;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.ActionSpec.ConnectionUse;
import io.millrace.sdk.Effect;
import io.millrace.sdk.EffectBy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step's {@code cache} may say, and which steps may have one. */
class CacheRulesTest {
    private static final Map<String, ActionSpec> ACTIONS = Map.of(
            "crm.find", action("find", Effect.READ, Optional.empty()),
            "crm.put", action("put", Effect.IDEMPOTENT, Optional.empty()),
            "web.request",
                    action(
                            "request",
                            Effect.UNSAFE,
                            Optional.of(new EffectBy("method", Map.of("GET", Effect.READ, "PUT", Effect.IDEMPOTENT)))));

    private final Expressions expressions = new Expressions(InstantSource.system());
    private final Validator validator = new Validator(new FewActions(), verify -> List.of(), expressions);

    private record FewActions() implements Actions {
        @Override
        public Optional<ActionSpec> action(String fullName) {
            return Optional.ofNullable(ACTIONS.get(fullName));
        }

        @Override
        public Collection<String> names() {
            return ACTIONS.keySet();
        }
    }

    private static ActionSpec action(String name, Effect effect, Optional<EffectBy> effectBy) {
        return new ActionSpec(
                name,
                name,
                "",
                "",
                ActionKind.SEARCH,
                effect,
                Json.readObject("{\"type\": \"object\", \"properties\": {\"method\": {\"type\": \"string\","
                        + " \"default\": \"GET\"}, \"q\": {\"type\": \"string\"}}}"),
                Map.of(),
                ConnectionUse.NONE,
                Duration.ofSeconds(30),
                false,
                List.of(),
                List.of(),
                effectBy);
    }

    private static List<String> read(String text) {
        return new DefinitionReader()
                .read(text).problems().stream().map(Problem::toString).toList();
    }

    private List<Problem> problems(String text) {
        Reading reading = new DefinitionReader().read(text);
        assertThat(reading.problems()).isEmpty();
        return validator.validate(
                reading.definition().orElseThrow(),
                reading.positions(),
                new Surroundings(Map.of(), Set.of("REGION"), Set.of("TOKEN")));
    }

    @Test
    void it_is_read_in_the_short_form_and_in_the_long_one() {
        assertThat(work("id: a\naction: crm.find\ncache: { ttl: PT10M }").cache())
                .contains(new Cache(Duration.ofMinutes(10), Optional.empty()));
        assertThat(work("id: a\nsteps: [{ id: x, action: crm.find, cache: { ttl: P7D, key: '{{ event.data.q }}' } }]")
                        .cache())
                .contains(new Cache(Duration.ofDays(7), Optional.of("{{ event.data.q }}")));
        assertThat(work("id: a\naction: crm.find").cache()).isEmpty();
    }

    private static CallAction work(String text) {
        Definition definition = new DefinitionReader().read(text).definition().orElseThrow();
        return (CallAction) definition.steps().getFirst().work();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                          | cache.ttl | is missing, for example: ttl: PT10M
            { ttl: 10m }                | cache.ttl | not an ISO-8601 duration
            { ttl: PT0.5S }             | cache.ttl | at least PT1S
            { ttl: P8D }                | cache.ttl | at most PT168H
            { ttl: PT1M, key: [1] }     | cache.key | must be a text
            { ttl: PT1M, keys: a }      | cache.keys | not a key that is known here
            PT1M                        | cache     | must be an object
            """)
    void what_it_says_is_checked(String cache, String path, String message) {
        assertThat(read("id: a\nsteps:\n  - id: x\n    action: crm.find\n    cache: " + cache))
                .singleElement()
                .asString()
                .contains("steps[0]." + path, message);
    }

    @Test
    void what_calls_nothing_has_none() {
        assertThat(read("id: a\nsteps: [{ id: x, transform: 1, cache: { ttl: PT1M } }]"))
                .singleElement()
                .asString()
                .contains("steps[0].cache", "'cache' belongs to an action; 'transform' calls nothing.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "action: crm.find",
                "action: web.request",
                "action: web.request\n    input: { method: GET, q: '{{ event.data.q }}' }",
                "action: crm.find\n    foreach: { items: [1, 2] }\n    input: { q: '{{ secrets.TOKEN }}' }",
            })
    void an_action_that_reads_may_have_one(String work) {
        assertThat(problems("id: a\nsteps:\n  - id: x\n    " + work + "\n    cache: { ttl: PT1M }"))
                .isEmpty();
    }

    @Test
    void any_other_is_told_why_it_may_not() {
        assertThat(refused("action: crm.put"))
                .isEqualTo("The step 'look_up' cannot reuse results: only those of an action that reads can be reused,"
                        + " and 'crm.put' is declared as idempotent, not as read. Leave 'cache' out.");
        assertThat(refused("action: web.request\n    input: { method: POST }"))
                .contains("'web.request' is declared as unsafe with this 'method', not as read");
        assertThat(refused("action: web.request\n    input: { method: PUT }"))
                .contains("'web.request' is declared as idempotent with this 'method', not as read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ method: '{{ event.data.method }}' }", "'{{ event.data }}'"})
    void what_an_expression_decides_is_not_known_to_read(String input) {
        assertThat(refused("action: web.request\n    input: " + input))
                .contains("whether 'web.request' only reads depends on 'method', which an expression gives here");
    }

    private String refused(String work) {
        List<Problem> problems =
                problems("id: a\nsteps:\n  - id: look_up\n    cache: { ttl: PT1M }\n    " + work + "\n");
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("steps[0].cache");
            assertThat(problem.line()).isEqualTo(4);
        });
        return problems.getFirst().message();
    }

    @Test
    void its_key_sees_what_the_input_sees_but_no_secrets() {
        assertThat(problems(keyed("{{ item + vars.REGION }}"))).isEmpty();
        assertThat(problems(keyed("{{ secrets.TOKEN }}")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.path()).isEqualTo("steps[0].cache.key"));
        assertThat(problems(keyed("{{ event.data. }}")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.path()).isEqualTo("steps[0].cache.key"));
    }

    private static String keyed(String key) {
        return "id: a\nsteps:\n  - id: x\n    action: crm.find\n    foreach: { items: [a] }\n"
                + "    cache: { ttl: PT1M, key: \"" + key + "\" }\n";
    }

    @Test
    void what_only_its_key_reads_is_at_hand_when_the_step_runs() {
        Definition definition = new DefinitionReader()
                .read("id: a\nsteps: [{ id: x, transform: 1 }, { id: y, action: crm.find, input: { q: a },"
                        + " cache: { ttl: PT1M, key: '{{ steps.x.output }}' } }]")
                .definition()
                .orElseThrow();

        PlannedStep step = new Planner(expressions).plan(definition).step("y").orElseThrow();

        assertThat(step.work().references()).contains("steps.x");
    }
}
