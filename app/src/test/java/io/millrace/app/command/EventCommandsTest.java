package io.millrace.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events, the sources they come from, and what people say of steps that lost their outcome. */
class EventCommandsTest {
    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void events_are_listed_by_source() {
        server.answers(200, """
                {"items": [{"id": "evt_1", "type": "github.push", "source": "/hooks/default/code",
                            "time": "2026-01-31T08:00:00Z", "executions": 2, "size": 512}]}""");
        Typed typed = Typed.at(server, "event", "list", "--source", "/hooks/default/code");
        assertThat(typed.outLines().getLast())
                .isEqualTo("evt_1  github.push  /hooks/default/code  2026-01-31 08:00:00Z  512    2");
        assertThat(server.requests().getFirst().line()).endsWith("/events?source=%2Fhooks%2Fdefault%2Fcode");
    }

    @Test
    void an_event_is_shown_with_its_data_and_what_it_started() {
        server.answers(200, """
                {"id": "evt_1", "type": "github.push", "source": "/hooks/default/code", "time": "2026-01-31T08:00:00Z",
                 "data": {"ref": "main"}, "headers": {"x-github-event": "push"}, "outcome": [],
                 "executions": [{"id": "exe_1", "workflow": "deploy", "version": 2, "status": "succeeded"}]}""");
        assertThat(Typed.at(server, "event", "get", "evt_1").outLines())
                .containsExactly(
                        "evt_1 github.push from /hooks/default/code at 2026-01-31 08:00:00Z",
                        "data: {\"ref\":\"main\"}",
                        "headers: {\"x-github-event\":\"push\"}",
                        "outcome: []",
                        "exe_1 deploy version 2: succeeded");
    }

    @Test
    void a_replay_prints_the_executions_or_says_that_there_are_none() {
        server.answers(202, "{\"id\": \"evt_1\", \"executions\": [\"exe_2\", \"exe_3\"]}")
                .answers(202, "{\"id\": \"evt_1\", \"executions\": []}");
        assertThat(Typed.at(server, "event", "replay", "evt_1").outLines()).containsExactly("exe_2", "exe_3");
        assertThat(Typed.at(server, "event", "replay", "evt_1").err()).contains("nothing was started");
        assertThat(server.requests().getFirst().line()).isEqualTo("POST /api/v1/projects/default/events/evt_1/replay");
    }

    @Test
    void a_poll_is_asked_for_at_once() {
        server.answers(200, "{\"workflow\": \"orders\", \"id\": \"new\", \"poll\": \"http.list\"}");
        assertThat(Typed.at(server, "trigger", "poll", "orders", "new").outLines())
                .containsExactly("Asked for at once: http.list");
        assertThat(server.requests().getFirst().line())
                .isEqualTo("POST /api/v1/projects/default/workflows/orders/triggers/new/poll");
    }

    @Test
    void an_unknown_step_is_settled_with_what_was_found() {
        server.answers(202, "{\"id\": \"exe_1\", \"status\": \"running\"}");
        Typed typed = Typed.at(
                server, "execution", "settle", "exe_1", "post", "--as", "succeeded", "--output", "{\"id\": 7}");

        assertThat(typed.outLines()).containsExactly("exe_1: running");
        assertThat(server.requests().getFirst().line())
                .isEqualTo("POST /api/v1/projects/default/executions/exe_1/steps/post/settle");
        assertThat(server.requests().getFirst().body()).isEqualTo("{\"as\":\"succeeded\",\"output\":{\"id\":7}}");
        assertThat(Typed.at(server, "execution", "settle", "exe_1", "post", "--as", "succeeded", "--output", "seven")
                        .err())
                .contains("not valid JSON");
    }

    @Test
    void the_items_of_a_step_are_listed_by_how_they_ended() {
        server.answers(200, """
                {"items": [{"index": 7, "status": "failed", "attempts": 2, "reason": "No such address.",
                 "finished_at": "2026-03-01T10:00:00Z"}], "next": null}
                """);

        assertThat(Typed.at(server, "execution", "items", "exe_1", "send", "--status", "failed")
                        .out())
                .contains("7", "failed", "2", "No such address.", "2026-03-01");
        assertThat(server.requests().getFirst().line())
                .startsWith("GET /api/v1/projects/default/executions/exe_1/steps/send/items")
                .contains("status=failed");
    }

    @Test
    void what_waits_for_an_answer_is_listed_and_answered() {
        server.answers(200, """
                {"items": [{"execution": "exe_1", "step": "ask", "workflow": "refund", "title": "Refund 40?",
                 "asked_at": "2026-03-01T10:00:00Z", "until": "2026-03-08T10:00:00Z"}], "next": null}
                """);
        assertThat(Typed.at(server, "approval", "list", "--workflow", "refund").out())
                .contains("exe_1", "ask", "Refund 40?", "2026-03-08");
        assertThat(server.requests().getFirst().line())
                .startsWith("GET /api/v1/projects/default/approvals")
                .contains("workflow=refund");

        server.answers(202, "{\"id\": \"exe_1\", \"status\": \"running\"}");
        assertThat(Typed.at(server, "approval", "approve", "exe_1", "ask", "--note", "Fine.")
                        .outLines())
                .containsExactly("exe_1: running");
        assertThat(server.requests().getLast().line())
                .isEqualTo("POST /api/v1/projects/default/executions/exe_1/steps/ask/approve");
        assertThat(server.requests().getLast().body()).isEqualTo("{\"note\":\"Fine.\"}");

        server.answers(202, "{\"id\": \"exe_1\", \"status\": \"failed\"}");
        assertThat(Typed.at(server, "approval", "reject", "exe_1", "ask").outLines())
                .containsExactly("exe_1: failed");
        assertThat(server.requests().getLast().line()).endsWith("/steps/ask/reject");
    }

    @Test
    void sources_are_listed_with_why_they_refused() {
        server.answers(200, """
                {"items": [{"path": "code", "url": "http://x/hooks/default/code", "preset": "github", "accepted": 3,
                  "duplicates": 1, "refused": {"bad_signature": 2, "bad_json": 1},
                  "listeners": [{"workflow": "deploy", "trigger": "push", "enabled": false}],
                  "refusals": [{"time": "2026-01-31T08:00:00Z", "reason": "bad_signature", "headers": []}]}]}""");
        assertThat(Typed.at(server, "source", "list").outLines())
                .containsExactly(
                        "PATH  PRESET  ACCEPTED  DUPLICATES  REFUSED  WORKFLOWS          URL",
                        "code  github  3         1           3        deploy (disabled)  http://x/hooks/default/code",
                        "2026-01-31 08:00:00Z  code refused: bad_signature");
    }

    @Test
    void a_test_event_that_is_refused_exits_with_1() {
        server.answers(200, "{\"status\": 202, \"answer\": {\"id\": \"evt_1\"}}")
                .answers(200, "{\"status\": 401, \"answer\": {\"code\": \"signature_invalid\"}}");
        Typed accepted = Typed.at(server, "source", "test", "code");
        assertThat(accepted.exitCode()).isEqualTo(Exit.DONE);
        assertThat(accepted.out()).contains("code: accepted, 202").contains("evt_1");
        Typed refused = Typed.at(server, "source", "test", "code");
        assertThat(refused.exitCode()).isEqualTo(Exit.FAILED);
        assertThat(refused.out()).contains("code: refused, 401").contains("signature_invalid");
    }
}
