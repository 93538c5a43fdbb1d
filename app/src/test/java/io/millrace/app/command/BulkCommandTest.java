package io.millrace.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Repeating executions, one and many. */
class BulkCommandTest {
    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private String body(int request) {
        return server.requests().get(request).body();
    }

    @Test
    void without_a_yes_executions_are_only_counted() {
        server.answers(200, "{\"matching\": 12, \"more\": false, \"cursor\": \"abc\"}");

        Typed typed = Typed.at(server, "execution", "bulk", "restart", "--workflow", "orders", "--status", "failed");

        assertThat(typed.outLines()).containsExactly("Executions to restart: 12");
        assertThat(typed.err()).contains("Nothing was changed", "--yes");
        assertThat(typed.exitCode()).isEqualTo(Exit.DONE);
        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().getFirst().line())
                .isEqualTo("POST /api/v1/projects/default/executions/bulk/count");
        assertThat(body(0))
                .isEqualTo("{\"operation\":\"restart\",\"filter\":{\"workflow\":\"orders\",\"status\":\"failed\"}}");
    }

    @Test
    void with_a_yes_portion_after_portion_is_done_and_what_was_refused_is_told() {
        server.answers(200, "{\"matching\": 100000, \"more\": true, \"cursor\": \"one\"}")
                .answers(200, "{\"done\": [\"exe_5\", \"exe_6\"], \"refused\": [], \"next\": \"two\"}")
                .answers(200, """
                        {"done": ["exe_7"], "next": null,
                         "refused": [{"execution": "exe_1", "code": "workflow_disabled", "detail": "It is disabled."}]}
                        """);

        Typed typed = Typed.at(server, "execution", "bulk", "replay", "--version", "same", "--yes");

        assertThat(typed.outLines()).containsExactly("Done: 3, left as they are: 1");
        assertThat(typed.err()).contains("100000 or more", "exe_1 It is disabled.");
        assertThat(typed.exitCode()).isEqualTo(Exit.FAILED);
        assertThat(body(1)).contains("\"version\":\"same\"", "\"cursor\":\"one\"");
        assertThat(body(2)).contains("\"cursor\":\"two\"");
    }

    @Test
    void where_there_is_nothing_to_do_nothing_is_asked_for() {
        server.answers(200, "{\"matching\": 0, \"more\": false, \"cursor\": null}");

        Typed typed = Typed.at(server, "execution", "bulk", "cancel", "--yes");

        assertThat(typed.outLines()).containsExactly("Executions to cancel: 0");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void an_execution_is_replayed_on_the_version_that_was_said() {
        server.answers(202, "{\"id\": \"exe_2\", \"event_id\": \"evt_1\"}").answers(202, "{\"id\": \"exe_3\"}");

        assertThat(Typed.at(server, "execution", "replay", "exe_1").outLines()).containsExactly("exe_2");
        assertThat(Typed.at(server, "execution", "replay", "exe_1", "--version", "same")
                        .outLines())
                .containsExactly("exe_3");
        assertThat(server.requests().getFirst().line())
                .isEqualTo("POST /api/v1/projects/default/executions/exe_1/replay");
        assertThat(body(0)).isEqualTo("{}");
        assertThat(body(1)).isEqualTo("{\"version\":\"same\"}");
    }
}
