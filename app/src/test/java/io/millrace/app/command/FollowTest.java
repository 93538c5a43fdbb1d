package io.millrace.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowTest {
    private static final String STREAM = "text/event-stream";
    private static final String ATTEMPT = """
            : still here

            id: 1.1
            event: attempt
            data: {"step": "post", "attempt": {"number": 1, "status": "failed", "decision": "retry", "reason": "timeout",
            data:  "finished_at": "2026-01-31T08:00:00Z", "next_at": "2026-01-31T08:00:01Z"}}

            """;
    private static final String END = """
            id: 2.3
            event: end
            data: {"id": "exe_1", "status": "%s", "finished_at": "2026-01-31T08:00:02Z"}

            """;

    private final FakeServer server = new FakeServer();
    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_execution_is_followed_to_its_end() {
        server.answers(200, STREAM, ATTEMPT + END.formatted("succeeded"));
        Typed typed = Typed.at(server, "execution", "follow", "exe_1");
        assertThat(typed.exitCode()).isEqualTo(Exit.DONE);
        assertThat(typed.outLines())
                .containsExactly(
                        "2026-01-31 08:00:00Z  post attempt 1: failed, next try 2026-01-31 08:00:01Z (timeout)",
                        "2026-01-31 08:00:02Z  exe_1: succeeded");
        assertThat(server.requests().getFirst().line()).isEqualTo("GET /api/v1/projects/default/executions/exe_1/live");
    }

    @Test
    void a_failed_execution_exits_with_1() {
        server.answers(200, STREAM, END.formatted("failed"));
        assertThat(Typed.at(server, "execution", "follow", "exe_1").exitCode()).isEqualTo(Exit.FAILED);
    }

    @Test
    void json_is_one_event_a_line() {
        server.answers(200, STREAM, END.formatted("succeeded"));
        Typed typed = Typed.at(server, "execution", "follow", "exe_1", "--json");
        assertThat(typed.outLines())
                .singleElement()
                .asString()
                .contains("\"event\":\"end\"")
                .contains("exe_1");
    }

    @Test
    void a_lost_connection_goes_on_behind_the_last_event() throws InterruptedException {
        server.answers(200, STREAM, ATTEMPT)
                .answers(503, "{\"detail\": \"Stopping.\"}")
                .answers(200, STREAM, END.formatted("succeeded"));
        List<String> types = new ArrayList<>();
        try (LiveStream live = live()) {
            boolean enough = live.follow(event -> {
                types.add(event.type());
                return !event.type().equals("end");
            });
            assertThat(enough).isTrue();
        }
        assertThat(types).containsExactly("attempt", "end");
        assertThat(server.requests())
                .extracting(FakeServer.Request::lastEventId)
                .containsExactly(Optional.empty(), Optional.of("1.1"), Optional.of("1.1"));
        assertThat(pauses).hasSize(2);
    }

    @Test
    void a_server_that_stays_away_is_given_up() {
        server.close();
        try (LiveStream live = live()) {
            assertThatThrownBy(() -> live.follow(event -> true)).isInstanceOf(CommandException.class);
        }
        assertThat(pauses).hasSize(30);
    }

    @Test
    void a_refusal_is_not_tried_again() {
        server.answers(404, "{\"detail\": \"There is no execution.\"}");
        Typed typed = Typed.at(server, "execution", "follow", "exe_9");
        assertThat(typed.exitCode()).isEqualTo(Exit.NOT_FOUND);
        assertThat(server.requests()).hasSize(1);
    }

    private LiveStream live() {
        return new LiveStream(new Api(URI.create(server.url()), Optional.empty(), "default"), "/live", pauses::add);
    }
}
