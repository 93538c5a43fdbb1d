package io.millrace.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.core.shared.Problem;
import io.millrace.core.workflow.Definition.Kind;
import io.millrace.core.workflow.RetryPolicy.Backoff;
import io.millrace.core.workflow.StepSpec.Approval;
import io.millrace.core.workflow.StepSpec.Approver;
import io.millrace.core.workflow.StepSpec.CallAction;
import io.millrace.core.workflow.StepSpec.OnCrash;
import io.millrace.core.workflow.StepSpec.OnReject;
import io.millrace.core.workflow.StepSpec.OnTimeout;
import io.millrace.core.workflow.StepSpec.OnUnknown;
import io.millrace.core.workflow.StepSpec.RunIf;
import io.millrace.core.workflow.StepSpec.Term;
import io.millrace.core.workflow.StepSpec.Transform;
import io.millrace.core.workflow.StepSpec.Wait;
import io.millrace.core.workflow.TriggerSpec.Cron;
import io.millrace.core.workflow.TriggerSpec.Every;
import io.millrace.core.workflow.TriggerSpec.Manual;
import io.millrace.core.workflow.TriggerSpec.Misfire;
import io.millrace.core.workflow.TriggerSpec.Once;
import io.millrace.core.workflow.TriggerSpec.Schedule;
import io.millrace.core.workflow.TriggerSpec.Span;
import io.millrace.core.workflow.TriggerSpec.Webhook;
import io.millrace.core.yaml.Findings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefinitionReaderTest {
    private final DefinitionReader reader = new DefinitionReader();

    @Test
    void reads_every_key_of_the_long_form() {
        Definition definition = read("""
                id: issue-to-chat
                name: New GitHub issue to chat
                description: Tells the team.
                tags: [support, github]
                triggers:
                  - id: issue
                    webhook: { path: github-issues, verify: { preset: github, secret: "{{ secrets.HOOK }}" }, sample: { n: 1 } }
                    when: event.data.action == "opened"
                steps:
                  - id: post
                    action: slack.send_message
                    connection: team-chat
                    input: { channel: "#support", text: "{{ event.data.n }}" }
                    retry: { attempts: 7, backoff: constant, initial: PT2S, max: PT1M }
                    timeout: PT20S
                    on_unknown: fail
                    on_crash: unknown
                  - id: sum
                    needs: [post]
                    if: always
                    when: steps.post.output.ok
                    transform: { total: "{{ 1 + 2 }}" }
                on_failure:
                  - id: tell
                    action: email.send
                """);

        assertThat(definition.name()).isEqualTo("New GitHub issue to chat");
        assertThat(definition.description()).isEqualTo("Tells the team.");
        assertThat(definition.tags()).containsExactly("support", "github");
        assertThat(definition.kind()).isEqualTo(Kind.WORKFLOW);
        assertThat(definition.triggers())
                .containsExactly(new Webhook(
                        "issue",
                        Optional.of("event.data.action == \"opened\""),
                        "github-issues",
                        Map.of("preset", "github", "secret", "{{ secrets.HOOK }}"),
                        Optional.of(Map.of("n", 1L))));
        assertThat(definition.steps())
                .containsExactly(
                        new StepSpec(
                                "post",
                                List.of(),
                                RunIf.SUCCESS,
                                Optional.empty(),
                                new CallAction(
                                        "slack.send_message",
                                        Optional.of("team-chat"),
                                        Map.of("channel", "#support", "text", "{{ event.data.n }}")),
                                Optional.empty(),
                                new RetryPolicy(7, Backoff.CONSTANT, Duration.ofSeconds(2), Duration.ofMinutes(1)),
                                Optional.of(Duration.ofSeconds(20)),
                                OnUnknown.FAIL,
                                OnCrash.UNKNOWN),
                        new StepSpec(
                                "sum",
                                List.of("post"),
                                RunIf.ALWAYS,
                                Optional.of("steps.post.output.ok"),
                                new Transform(Map.of("total", "{{ 1 + 2 }}")),
                                Optional.empty(),
                                RetryPolicy.DEFAULT,
                                Optional.empty(),
                                OnUnknown.ASK,
                                OnCrash.RETRY));
        assertThat(definition.onFailure()).extracting(StepSpec::id).containsExactly("tell");
    }

    @Test
    void makes_one_step_named_run_of_the_short_form() {
        Definition definition = read("""
                id: ping
                action: slack.send_message
                connection: team-chat
                input: { text: hello }
                when: event.data.urgent
                """);

        assertThat(definition.kind()).isEqualTo(Kind.TOOL_ACTION);
        assertThat(definition.name()).isEqualTo("ping");
        assertThat(definition.triggers()).containsExactly(new Manual("manual", Optional.empty()));
        assertThat(definition.steps()).singleElement().satisfies(step -> {
            assertThat(step.id()).isEqualTo("run");
            assertThat(step.when()).contains("event.data.urgent");
            assertThat(step.work())
                    .isEqualTo(new CallAction("slack.send_message", Optional.of("team-chat"), Map.of("text", "hello")));
        });
    }

    @Test
    void reads_waits_and_says_what_is_wrong_with_them() {
        assertThat(read("{id: a, steps: [{id: x, wait: {for: PT2H}}, {id: y, wait: {until: '{{ event.time }}'}}]}")
                        .steps())
                .extracting(StepSpec::work)
                .containsExactly(new Wait(Term.FOR, "PT2H"), new Wait(Term.UNTIL, "{{ event.time }}"));
        assertThat(wrongWait("{}")).contains("'for' is missing");
        assertThat(wrongWait("{for: P367D}")).contains("at most PT8784H");
        assertThat(wrongWait("{for: PT0S}")).contains("longer than zero");
        assertThat(wrongWait("{for: -PT1H}")).contains("longer than zero");
        assertThat(wrongWait("{for: PT2562047788015215H}")).contains("at most PT8784H");
        assertThat(wrongWait("{until: '+10000-01-01T00:00:00Z'}")).contains("in the years 0000 to 9999");
        assertThat(wrongWait("{until: '9999-12-31T23:30:00-01:00'}")).contains("in the years 0000 to 9999");
        assertThat(wrongWait("{until: '-0001-12-31T00:00:00Z'}")).contains("in the years 0000 to 9999");
        assertThat(wrongWait("{until: '9999-12-31T23:30:00Z'}")).isEmpty();
        assertThat(wrongWait("{for: 2h}")).contains("not an ISO-8601 duration");
        assertThat(wrongWait("{until: 2027-03-01T09:00}")).contains("not a time with its offset");
        assertThat(wrongWait("{for: PT1H, until: '2027-03-01T09:00:00Z'}")).contains("either 'for' or 'until'");
        assertThat(wrongWait("{for: PT1H}, retry: {attempts: 2}")).contains("'retry' belongs to an action");
        assertThat(wrongWait("{for: PT1H}, transform: 1")).contains("A step does one thing");
    }

    @Test
    void reads_approvals_and_says_what_is_wrong_with_them() {
        assertThat(read("{id: a, steps: [{id: x, approval: {title: Go?}}]}")
                        .steps()
                        .getFirst()
                        .work())
                .isEqualTo(new Approval(
                        "Go?", Optional.empty(), List.of(), Duration.ofDays(7), OnTimeout.FAIL, OnReject.FAIL));
        assertThat(
                        read("{id: a, steps: [{id: x, approval: {title: Go?, details: d, roles: [owner, editor], timeout: PT1H,"
                                        + " on_timeout: reject, on_reject: continue}}]}")
                                .steps()
                                .getFirst()
                                .work())
                .isEqualTo(new Approval(
                        "Go?",
                        Optional.of("d"),
                        List.of(Approver.OWNER, Approver.EDITOR),
                        Duration.ofHours(1),
                        OnTimeout.REJECT,
                        OnReject.CONTINUE));
        assertThat(wrongApproval("{}")).contains("'title' is missing");
        assertThat(wrongApproval("{title: t, roles: [ower]}")).contains("'ower' is not one of the roles", "'owner'");
        assertThat(wrongApproval("{title: t, timeout: P400D}")).contains("at most");
        assertThat(wrongApproval("{title: t, on_timeout: aprove}")).contains("fail, approve, reject");
        assertThat(wrongApproval("{title: t}, timeout: PT1H")).contains("'timeout' belongs to an action");
    }

    private String wrongApproval(String approval) {
        return String.join("|", messages("{id: a, steps: [{id: x, approval: " + approval + "}]}"));
    }

    private String wrongWait(String wait) {
        return String.join("|", messages("{id: a, steps: [{id: x, wait: " + wait + "}]}"));
    }

    @Test
    void derives_the_kind_from_the_steps() {
        assertThat(read("{id: a, steps: [{id: x, action: t.a}]}").kind()).isEqualTo(Kind.TOOL_ACTION);
        assertThat(read("{id: a, steps: [{id: x, transform: 1}]}").kind()).isEqualTo(Kind.WORKFLOW);
        assertThat(read("{id: a, action: t.a, on_failure: [{id: x, action: t.a}]}")
                        .kind())
                .isEqualTo(Kind.WORKFLOW);
        assertThat(read("{id: a, kind: tool_action, action: t.a}").kind()).isEqualTo(Kind.TOOL_ACTION);
        assertThat(messages("{id: a, kind: workflow, action: t.a}"))
                .singleElement()
                .asString()
                .contains("kind tool_action");
    }

    @Test
    void lets_a_step_follow_the_one_before_unless_it_says_otherwise() {
        Definition definition = read("""
                id: chain
                steps:
                  - { id: a, transform: 1 }
                  - { id: b, transform: 2 }
                  - { id: c, needs: [], transform: 3 }
                  - { id: d, needs: [a, c], transform: 4 }
                """);

        assertThat(definition.steps())
                .extracting(StepSpec::needs)
                .containsExactly(List.of(), List.of("a"), List.of(), List.of("a", "c"));
    }

    @Test
    void reads_schedules() {
        List<TriggerSpec> triggers = read("""
                        id: nightly
                        triggers:
                          - { id: night, schedule: { cron: "0 3 * * *", zone: Europe/Berlin, limit: 3, misfire: all } }
                          - { id: often, schedule: { every: PT5M } }
                          - { id: once, schedule: { at: 2027-03-01T09:00, zone: Europe/Berlin } }
                          - { id: sharp, schedule: { at: "2027-03-01T09:00:00+02:00" } }
                          - { manual: }
                        action: slack.send_message
                        """).triggers();

        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(triggers)
                .containsExactly(
                        new Schedule(
                                "night",
                                Optional.empty(),
                                new Cron("0 3 * * *"),
                                berlin,
                                Span.ALWAYS,
                                Duration.ZERO,
                                Optional.of(3L),
                                Misfire.ALL),
                        schedule("often", new Every(Duration.ofMinutes(5)), ZoneId.of("UTC")),
                        schedule("once", new Once(Instant.parse("2027-03-01T08:00:00Z")), berlin),
                        schedule("sharp", new Once(Instant.parse("2027-03-01T07:00:00Z")), ZoneId.of("UTC")),
                        new Manual("manual", Optional.empty()));
    }

    @Test
    void reads_when_a_schedule_begins_and_ends_and_how_far_it_is_spread() {
        Schedule schedule = (Schedule) read("""
                        id: quarter
                        triggers:
                          - schedule:
                              { every: P1D, zone: Europe/Berlin, start: 2027-03-01T09:00, end: "2027-06-30T00:00:00Z",
                                jitter: PT10M }
                        action: slack.send_message
                        """).triggers().getFirst();

        assertThat(schedule.span())
                .isEqualTo(new Span(
                        Optional.of(Instant.parse("2027-03-01T08:00:00Z")),
                        Optional.of(Instant.parse("2027-06-30T00:00:00Z"))));
        assertThat(schedule.jitter()).isEqualTo(Duration.ofMinutes(10));
        assertThat(scheduleProblem("every: P1D, start: tomorrow")).contains("not a time");
        assertThat(scheduleProblem("every: P1D, start: \"+300000-01-01T00:00:00Z\""))
                .contains("not a time");
        assertThat(scheduleProblem("at: \"-0001-12-31T23:00:00Z\"")).contains("not a time");
        assertThat(scheduleProblem("every: P1D, start: 2027-03-01T09:00, end: 2027-02-01T09:00"))
                .contains("before 'start'");
        assertThat(scheduleProblem("every: P1D, jitter: P2D")).contains("at most PT24H");
        assertThat(scheduleProblem("at: 2027-03-01T09:00, jitter: PT1M")).contains("one time already");
    }

    @Test
    void reads_json_with_tabs_and_escapes_as_well() {
        Definition definition = read(
                "{\n\t\"id\": \"ping\",\n\t\"name\": \"a\\u00e9\\ud83d\\ude00\\/b\",\n\t\"action\": \"slack.send_message\",\n"
                        + "\t\"input\": {\"n\": 9007199254740993, \"d\": 1.50, \"t\": true, \"z\": null}\n}");

        assertThat(definition.name()).isEqualTo("aé😀/b");
        assertThat(((CallAction) definition.steps().getFirst().work()).input())
                .hasToString("{n=9007199254740993, d=1.5, t=true, z=null}");
    }

    @Test
    void keeps_words_and_dates_that_older_yaml_would_convert() {
        Definition definition = read("id: a\naction: t.a\ninput: { on: yes, day: 2027-03-01, time: 12:30:00 }");

        assertThat(((CallAction) definition.steps().getFirst().work()).input())
                .isEqualTo(Map.of("on", "yes", "day", "2027-03-01", "time", "12:30:00"));
    }

    @Test
    void lists_all_problems_at_once_with_their_places() {
        List<Problem> problems = problems("""
                id: Bad Id
                trigger: []
                steps:
                  - id: Post
                    action: slack
                    retry: { attempts: 0, backof: constant, initial: 5s }
                  - transform: 1
                    if: succes
                    input: {}
                """);

        assertThat(problems)
                .extracting(Problem::path, Problem::line, Problem::column)
                .containsExactly(
                        tuple("id", 1, 5),
                        tuple("steps[0].id", 4, 9),
                        tuple("steps[0].action", 5, 13),
                        tuple("steps[0].retry.attempts", 6, 24),
                        tuple("steps[0].retry.initial", 6, 54),
                        tuple("steps[0].retry.backof", 6, 27),
                        tuple("steps[1].id", 7, 5),
                        tuple("steps[1].if", 8, 9),
                        tuple("steps[1].input", 9, 5),
                        tuple("trigger", 2, 1));
        assertThat(problems.get(5).message()).contains("Did you mean 'backoff'?");
        assertThat(problems.get(7).message()).contains("Did you mean 'success'?");
        assertThat(problems.get(9).message()).contains("Did you mean 'triggers'?");
    }

    @Test
    void says_that_an_expression_must_be_quoted() {
        for (String value : List.of(
                "{{ event.data.x }}",
                "{{ event.data.x }} and more",
                "{{ event.data[\"x\"] }}",
                "{{ a ? b : c }}",
                "{{ [1, 2] }}",
                "{{ {'a': 1} }}")) {
            List<Problem> problems = problems("id: a\naction: t.a\ninput:\n  text: " + value + "\n");

            assertThat(problems).as(value).isNotEmpty().first().satisfies(problem -> {
                assertThat(problem.message()).contains("must be quoted");
                assertThat(problem.line()).isEqualTo(4);
                assertThat(problem.column()).isEqualTo(9);
            });
        }
    }

    @Test
    void refuses_what_yaml_offers_beyond_plain_values() {
        assertThat(messages("id: a\naction: t.a\ninput: { x: &anchor 1, y: *anchor }"))
                .hasSize(2)
                .anyMatch(message -> message.contains("Anchors"))
                .anyMatch(message -> message.contains("Aliases"));
        assertThat(messages("id: a\naction: t.a\nwhen: !has(event.data.x)"))
                .first()
                .asString()
                .contains("'!'");
        assertThat(messages("id: a\nid: b\naction: t.a"))
                .singleElement()
                .asString()
                .contains("second time");
        assertThat(messages("id: a\naction: t.a\n---\nid: b\n"))
                .singleElement()
                .asString()
                .contains("second one");
        assertThat(messages("id: a\naction: t.a\ninput: { x: .inf, y: 99999999999999999999 }"))
                .hasSize(2);
        assertThat(messages("id: a\naction: t.a\ninput: { ? [1] : 2 }")).isNotEmpty();
    }

    @Test
    void survives_texts_that_are_no_workflow_at_all() {
        for (String text : List.of(
                "",
                "# nothing",
                "just words",
                "[1, 2]",
                "id: [",
                "{\"id\": ",
                "\u0000",
                "a: b: c",
                "- - -",
                "!!java")) {
            assertThat(reader.read(text).problems()).as(text).isNotEmpty();
        }
    }

    @Test
    void bounds_length_depth_and_numbers() {
        String tooLong = "id: a\naction: t.a\ndescription: " + "x".repeat(DefinitionReader.MAX_BYTES);
        assertThat(messages(tooLong)).singleElement().asString().contains("262144");
        assertThat(messages("id: a\naction: t.a\ninput: " + "[".repeat(60) + "]".repeat(60)))
                .singleElement()
                .asString()
                .contains("50 levels");
        assertThat(messages("[".repeat(200_000))).isNotEmpty();

        StringBuilder steps = new StringBuilder("id: a\nsteps:\n");
        for (int i = 0; i <= DefinitionReader.MAX_STEPS; i++) {
            steps.append("  - { id: s").append(i).append(", transform: 1 }\n");
        }
        assertThat(messages(steps.toString())).singleElement().asString().contains("at most 200 steps");
    }

    @Test
    void stops_listing_when_nobody_could_read_on() {
        StringBuilder text = new StringBuilder("id: a\naction: t.a\n");
        for (int i = 0; i < 1000; i++) {
            text.append("unknown").append(i).append(": 1\n");
        }

        assertThat(problems(text.toString())).hasSize(Findings.MAX_PROBLEMS);
    }

    @Test
    void refuses_schedules_that_cannot_be() {
        assertThat(scheduleProblem("cron: '99 * * * *'")).contains("not a cron expression");
        assertThat(scheduleProblem("cron: '0 0 30 2 *'")).contains("never comes");
        assertThat(scheduleProblem("cron: '0 0 * *'")).contains("not a cron expression");
        assertThat(scheduleProblem("cron: '0 0 * * *', zone: Europe/Berln")).contains("Did you mean 'Europe/Berlin'?");
        assertThat(scheduleProblem("every: PT0.5S")).contains("shortest interval");
        assertThat(scheduleProblem("every: -PT5S")).contains("longer than zero");
        assertThat(scheduleProblem("every: 5 minutes")).contains("ISO-8601");
        assertThat(scheduleProblem("at: tomorrow")).contains("not a time");
        assertThat(scheduleProblem("every: PT1M, cron: '* * * * *'")).contains("exactly one");
        assertThat(scheduleProblem("every: PT1M, limit: 0")).contains("1 or more");
    }

    @Test
    void knows_the_nicknames_and_names_of_cron() {
        for (String cron :
                List.of("@daily", "0 9 * * MON-FRI", "*/5 * * JAN,JUL *", "0 0 L * *", "0 0 29 2 *", "0 0 * * 7")) {
            assertThat(CronExpressions.problem(cron)).as(cron).isEmpty();
        }
    }

    @Test
    void refuses_triggers_without_one_clear_kind() {
        assertThat(messages("id: a\ntriggers: [{ id: x }]\naction: t.a"))
                .singleElement()
                .asString()
                .contains("exactly one");
        assertThat(messages("id: a\ntriggers: [{ webhook: { path: a/b } }]\naction: t.a"))
                .singleElement()
                .asString()
                .contains("A path is one word");
        assertThat(messages("id: a\ntriggers: [{ manual: { x: 1 } }]\naction: t.a"))
                .singleElement()
                .asString()
                .contains("no settings");
    }

    @Test
    void still_gives_a_definition_for_a_draft_that_has_an_id() {
        Reading reading = reader.read("id: draft\nname: Half done\nsteps:\n  - id: post\n");

        assertThat(reading.problems()).isNotEmpty();
        assertThat(reading.definition()).map(Definition::name).contains("Half done");
    }

    private static Schedule schedule(String id, TriggerSpec.Timing timing, ZoneId zone) {
        return new Schedule(
                id, Optional.empty(), timing, zone, Span.ALWAYS, Duration.ZERO, Optional.empty(), Misfire.LAST);
    }

    private String scheduleProblem(String settings) {
        List<String> messages = messages("id: a\ntriggers: [{ schedule: { " + settings + " } }]\naction: t.a");
        assertThat(messages).as(settings).hasSize(1);
        return messages.getFirst();
    }

    private Definition read(String text) {
        Reading reading = reader.read(text);
        assertThat(reading.problems()).isEmpty();
        return reading.definition().orElseThrow();
    }

    private List<Problem> problems(String text) {
        return reader.read(text).problems();
    }

    private List<String> messages(String text) {
        return problems(text).stream().map(Problem::message).toList();
    }
}
