package io.millrace.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.core.expression.Expressions;
import io.millrace.core.shared.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValidatorTest {
    private static final Expressions EXPRESSIONS =
            new Expressions(InstantSource.fixed(Instant.parse("2026-05-04T08:00:00Z")));
    private static final Surroundings SURROUNDINGS = new Surroundings(
            Map.of("team-chat", "slack", "code", "github"), Set.of("SHEET", "TEAM"), Set.of("HOOK", "TOKEN"));
    private static final String POST = "action: slack.send_message\n    connection: team-chat\n    input: ";

    private final Validator validator = new Validator(
            new FakeActions(),
            verify -> verify.containsKey("preset")
                    ? List.of()
                    : List.of(Problem.at("", "A webhook must say how its sender is known.")),
            EXPRESSIONS);

    @Test
    void finds_nothing_in_a_workflow_that_is_right() {
        assertThat(problems("""
                        id: issue-to-chat
                        triggers:
                          - id: issue
                            webhook:
                              path: github-issues
                              verify: { preset: github, secret: "{{ secrets.HOOK }}" }
                              sample: { action: opened, issue: { title: Broken, labels: [{ name: bug }] } }
                            when: event.data.action == "opened" && event.headers["x-github-event"] == "issues"
                        steps:
                          - id: post
                            action: slack.send_message
                            connection: team-chat
                            input:
                              channel: "#support"
                              text: "{{ event.data.issue.title }} at {{ now }} for {{ vars.TEAM }}"
                              target: { id: "{{ execution.id }}" }
                              count: "{{ size(event.data.issue.labels) }}"
                              more: { any: "{{ workflow.name }}" }
                          - id: names
                            when: steps.post.output.ok && steps.post.status == "succeeded"
                            transform: { all: "{{ event.data.issue.labels.map(l, l.name) }}", ts: "{{ steps.post.output.ts }}" }
                          - id: call
                            action: http.request
                            input: { headers: { authorization: "Bearer {{ secrets.TOKEN }}" }, body: "{{ steps.names.output.all }}" }
                        on_failure:
                          - id: tell
                            action: slack.send_message
                            connection: team-chat
                            input: { channel: "#ops", text: "{{ failure.message }} {{ steps.?post.?output.?ts.orValue('') }}" }
                        """)).isEmpty();
    }

    @Test
    void finds_a_misspelt_field_of_an_earlier_output_at_its_line_and_column() {
        Problem problem = only("""
                id: a
                steps:
                  - id: post
                    action: slack.send_message
                    connection: team-chat
                    input: { channel: "#a", text: hi }
                  - id: next
                    action: http.request
                    input:
                      body: "It was {{ steps.post.output.okk }}"
                """);

        assertThat(problem.path()).isEqualTo("steps[1].input.body");
        assertThat(problem.line()).isEqualTo(10);
        assertThat(problem.column()).isBetween(24, 42);
        assertThat(problem.message()).contains("okk").contains("ok");
    }

    @Test
    void checks_the_event_against_the_sample() {
        String text = """
                id: a
                triggers:
                  - webhook: { path: x, verify: { preset: none }, sample: { issue: { title: t } } }
                    when: event.data.isue.title == "x"
                action: http.request
                input: { body: "{{ event.data.issue.titel }}" }
                """;

        assertThat(problems(text)).extracting(Problem::path).containsExactly("triggers[0].when", "input.body");
    }

    @Test
    void takes_any_event_data_without_a_sample() {
        assertThat(problems("id: a\naction: http.request\ninput: { body: \"{{ event.data.what.ever }}\" }"))
                .isEmpty();
    }

    @Test
    void lets_a_step_read_only_what_it_needs() {
        Problem problem = only("""
                id: a
                steps:
                  - { id: one, transform: { x: 1 } }
                  - { id: two, needs: [], transform: "{{ steps.one.output.x }}" }
                """);

        assertThat(problem.message()).contains("'one' is not among its needs");
        assertThat(problem.line()).isEqualTo(4);
    }

    @Test
    void lets_a_step_read_what_its_needs_need() {
        assertThat(problems("""
                        id: a
                        steps:
                          - { id: one, transform: { x: 1 } }
                          - { id: two, transform: 2 }
                          - { id: three, transform: "{{ steps.one.output.x + steps.two.output }}" }
                        """)).isEmpty();
    }

    @Test
    void types_the_output_of_a_transform() {
        assertThat(only("""
                                id: a
                                steps:
                                  - { id: one, transform: { total: 1 } }
                                  - { id: two, transform: "{{ steps.one.output.totla }}" }
                                """).message()).contains("totla");
    }

    @Test
    void checks_the_expressions_of_a_wait_and_types_its_output() {
        assertThat(problems("""
                        id: a
                        steps:
                          - { id: one, wait: { until: "{{ event.data.start }}" } }
                          - { id: two, wait: { for: "{{ duration('2h') }}" } }
                          - { id: three, wait: { until: "{{ timestamp(steps.one.output.waited_until) + duration('1h') }}" } }
                        """)).isEmpty();
        assertThat(problems("""
                        id: a
                        steps:
                          - { id: one, wait: { for: "{{ 2 + 3 }}" } }
                          - { id: two, wait: { until: "{{ vars.SHET }}" } }
                          - { id: three, wait: { until: "{{ steps.one.output.waited }}" } }
                        """))
                .extracting(
                        Problem::path,
                        Problem::line,
                        problem -> problem.message().replaceAll("(?s)^.*?(of type integer|SHET|waited).*$", "$1"))
                .containsExactly(
                        tuple("steps[0].wait.for", 3, "of type integer"),
                        tuple("steps[1].wait.until", 4, "SHET"),
                        tuple("steps[2].wait.until", 5, "waited"));
    }

    @Test
    void checks_the_expressions_of_an_approval_and_types_its_output() {
        assertThat(problems("""
                        id: a
                        steps:
                          - { id: ask, approval: { title: "Pay {{ event.data.amount }}?", details: "{{ vars.SHET }}" } }
                          - { id: told, when: steps.ask.output.approvd, transform: "{{ steps.ask.output.by }}" }
                        """))
                .extracting(Problem::path, Problem::line)
                .containsExactly(tuple("steps[0].approval.details", 3), tuple("steps[1].when", 4));
    }

    @Test
    void lets_a_step_set_plain_variables_only() {
        assertThat(problems("""
                        id: a
                        steps:
                          - { id: one, set_variable: { name: SHEET, value: "{{ event.data.id }}", if_current: "{{ vars.SHEET }}" } }
                          - { id: two, set_variable: { name: NEW, value: [1, "{{ steps.one.output.value }}"] } }
                        """)).isEmpty();
        assertThat(problems("""
                        id: a
                        steps:
                          - { id: one, set_variable: { name: TOKEN, value: "{{ vars.SHET }}" } }
                        """))
                .extracting(Problem::path, Problem::line)
                .containsExactly(tuple("steps[0].set_variable.name", 3), tuple("steps[0].set_variable.value", 3));
    }

    @Test
    void names_the_path_of_a_cycle() {
        List<Problem> problems = problems("""
                id: a
                steps:
                  - { id: one, needs: [three], transform: 1 }
                  - { id: two, needs: [one], transform: 2 }
                  - { id: three, needs: [two], transform: 3 }
                  - { id: four, needs: [four], transform: 4 }
                """);

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "3:16 steps[0].needs: These steps wait for each other: one -> two -> three -> one.",
                        "6:17 steps[3].needs: These steps wait for each other: four -> four.");
    }

    @Test
    void finds_wrong_ids_and_needs() {
        assertThat(messages("""
                        id: a
                        triggers: [{ manual: {} }, { manual: {} }]
                        steps:
                          - { id: post, transform: 1 }
                          - { id: post, needs: [pots], transform: 2 }
                        on_failure:
                          - { id: tell, needs: [post], transform: 3 }
                        """))
                .hasSize(4)
                .anyMatch(message -> message.contains("Another trigger has the id 'manual'"))
                .anyMatch(message -> message.contains("Another step has the id 'post'"))
                .anyMatch(message -> message.contains("Did you mean 'post'?"))
                .anyMatch(message -> message.contains("the other side of on_failure"));
    }

    @Test
    void finds_steps_that_never_run() {
        assertThat(problems("""
                        id: a
                        steps:
                          - { id: one, if: failure, transform: 1 }
                          - { id: two, transform: 2 }
                          - { id: three, if: always, transform: 3 }
                        """)).extracting(Problem::path).containsExactly("steps[0].if", "steps[1].if");
    }

    @Test
    void finds_unknown_actions_and_connections() {
        assertThat(messages("id: a\naction: slack.send_mesage\ninput: { x: 1 }"))
                .containsExactly("There is no action 'slack.send_mesage'. Did you mean 'slack.send_message'?");
        assertThat(messages("id: a\naction: slack.send_message\ninput: { channel: c, text: t }"))
                .singleElement()
                .asString()
                .contains("needs a connection");
        assertThat(messages(post("{ channel: c, text: t }").replace("team-chat", "team-chatt")))
                .containsExactly("There is no connection 'team-chatt' in this project. Did you mean 'team-chat'?");
        assertThat(messages(post("{ channel: c, text: t }").replace("team-chat", "something-else")))
                .containsExactly("There is no connection 'something-else' in this project."
                        + " Make it with 'millrace connection set something-else --tool slack'.");
        assertThat(messages(post("{ channel: c, text: t }").replace("team-chat", "code")))
                .containsExactly("The connection 'code' is for github, not for slack.");
        assertThat(messages("id: a\naction: clock.now\nconnection: code"))
                .containsExactly("'clock.now' takes no connection: leave it out.");
        assertThat(messages("id: a\naction: http.request\n")).isEmpty();
    }

    @Test
    void checks_inputs_as_far_as_they_are_written_out() {
        assertThat(messages(post("{ chanel: c, text: 5 }")))
                .containsExactlyInAnyOrder(
                        "'channel' is required here.",
                        "There is no field 'chanel' here. Did you mean 'channel'?",
                        "This must be of type string and is of type integer.");
        assertThat(messages(post("{ channel: c }"))).containsExactly("'text' is required here.");
        assertThat(messages(post("{ channel: c, blocks: [], hint: h }"))).isEmpty();
        assertThat(inputMessage("mode: rihc")).isEqualTo("This must be one of plain, rich. Did you mean 'rich'?");
        assertThat(inputMessage("count: 12")).isEqualTo("This must be at most 9.");
        assertThat(inputMessage("count: \"12\"")).contains("of type integer and is of type string");
        assertThat(inputMessage("count: 1.5")).contains("of type integer and is of type number");
        assertThat(inputMessage("blocks: [{ kind: 1 }]")).contains("of type string and is of type integer");
        assertThat(inputMessage("blocks: [{ knd: x }]")).contains("Did you mean 'kind'?");
        assertThat(inputMessage("blocks: {}")).contains("of type array");
        assertThat(inputMessage("target: { idd: x, id: y }")).contains("Did you mean 'id'?");
        assertThat(inputMessage("target: 7")).contains("of type string");
        assertThat(inputMessage("more: { a: 1 }")).contains("of type string and is of type integer");
        assertThat(inputMessage("mode: null")).contains("must be one of");
    }

    @Test
    void checks_the_type_of_an_expression_where_it_is_known() {
        assertThat(inputMessage("count: \"{{ 'a' + 'b' }}\"")).contains("of type integer and is of type string");
        assertThat(inputMessage("count: \"n {{ 1 }}\"")).contains("of type integer and is of type string");
        assertThat(messages(post("{ channel: c, text: t, count: \"{{ event.data.n }}\" }")))
                .isEmpty();
        assertThat(messages(post("{ channel: c, text: t, count: \"{{ 1 + 1 }}\" }")))
                .isEmpty();
        assertThat(messages(post("\"{{ event.data }}\""))).isEmpty();
        assertThat(messages(post("\"{{ 'text' }}\"")))
                .singleElement()
                .asString()
                .contains("of type object");
    }

    @Test
    void knows_the_variables_and_secrets_of_the_project() {
        assertThat(only("id: a\naction: http.request\ninput: { body: \"{{ vars.SHET }}\" }")
                        .message())
                .contains("SHET");
        assertThat(only("id: a\naction: http.request\ninput: { body: \"{{ secrets.TOKN }}\" }")
                        .message())
                .contains("TOKN");
    }

    @Test
    void knows_that_a_project_has_no_secrets_at_all() {
        Reading reading =
                new DefinitionReader().read("id: a\naction: http.request\ninput: { body: \"{{ secrets.TOKEN }}\" }");

        List<Problem> problems = validator.validate(
                reading.definition().orElseThrow(),
                reading.positions(),
                new Surroundings(Map.of(), Set.of(), Set.of()));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("TOKEN");
            assertThat(problem.line()).isEqualTo(3);
        });
    }

    @Test
    void lets_secrets_go_only_where_they_leave() {
        assertThat(only("id: a\nsteps: [{ id: x, transform: \"{{ secrets.TOKEN }}\" }]")
                        .message())
                .containsIgnoringCase("secret");
        assertThat(only("id: a\naction: http.request\nwhen: secrets.TOKEN == \"x\"")
                        .message())
                .containsIgnoringCase("secret");
        assertThat(only("id: a\ntriggers: [{ manual: , when: secrets.TOKEN == \"x\" }]\naction: http.request")
                        .message())
                .containsIgnoringCase("secret");
    }

    @Test
    void lets_only_failure_steps_read_the_failure() {
        assertThat(only("id: a\nsteps: [{ id: x, transform: \"{{ failure.message }}\" }]")
                        .message())
                .contains("failure");
    }

    @Test
    void refuses_braces_around_a_condition_and_conditions_that_are_none() {
        assertThat(only("id: a\naction: http.request\nwhen: \"{{ event.data.x }}\"")
                        .message())
                .contains("bare");
        assertThat(only("id: a\naction: http.request\nwhen: \"'text'\"").line()).isEqualTo(3);
        assertThat(only("id: a\naction: http.request\nwhen: event.data.x ==").line())
                .isEqualTo(3);
    }

    @Test
    void places_what_is_wrong_with_a_verification() {
        assertThat(problems("""
                        id: a
                        triggers:
                          - webhook: { path: x }
                          - id: other
                            webhook: { path: y, verify: { preset: hmac, secret: "{{ secrets.NOPE }}" } }
                          - id: third
                            webhook: { path: y, verify: { preset: none } }
                        action: http.request
                        """))
                .extracting(Problem::path, Problem::line)
                .containsExactly(
                        tuple("triggers[0].webhook.verify", 3),
                        tuple("triggers[1].webhook.verify.secret", 5),
                        tuple("triggers[2].webhook.verify", 7));
    }

    @Test
    void sends_people_who_read_steps_in_a_trigger_to_the_step() {
        assertThat(messages(
                        "id: a\ntriggers: [{ manual: , when: steps.x.output == 1 }]\nsteps: [{ id: x, transform: 1 }]"))
                .anyMatch(message -> message.contains("before any step has run"));
    }

    private String post(String input) {
        return "id: a\nsteps:\n  - id: x\n    " + POST + input + "\n";
    }

    private String inputMessage(String field) {
        List<String> messages = messages(post("{ channel: c, text: t, " + field + " }"));
        assertThat(messages).as(field).hasSize(1);
        return messages.getFirst();
    }

    private Problem only(String text) {
        List<Problem> problems = problems(text);
        assertThat(problems).as(text).hasSize(1);
        return problems.getFirst();
    }

    private List<String> messages(String text) {
        return problems(text).stream().map(Problem::message).toList();
    }

    private List<Problem> problems(String text) {
        Reading reading = new DefinitionReader().read(text);
        assertThat(reading.problems()).isEmpty();
        return validator.validate(reading.definition().orElseThrow(), reading.positions(), SURROUNDINGS);
    }
}
