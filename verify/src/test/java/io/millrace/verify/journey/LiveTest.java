package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Following an execution while it runs, and coming back after the connection was lost. */
class LiveTest extends Journey {
    @Override
    void prepare() {
        project.publish("""
                id: three-steps
                steps:
                  - id: first
                    transform: 1
                  - id: call
                    action: http.request
                    input: { url: "%s" }
                  - id: last
                    transform: "{{ steps.first.output + 1 }}"
                """.formatted(vendors.url("/slow")));
    }

    private Client.Ask follow(String id) {
        return project.client().ask("GET", project.path("/executions/" + id + "/live"));
    }

    @Test
    void every_attempt_is_told_once_as_it_happens_also_to_a_client_that_comes_back() throws InterruptedException {
        String id = project.post("/workflows/three-steps/executions", Map.of())
                .expect(202)
                .text("/id");
        vendors.next();
        List<String> attempts = new ArrayList<>();
        String lastSeen;
        try (Live live = Live.open(follow(id))) {
            Live.Told first = live.next("attempt");
            attempts.add(first.data().path("step").asString());
            assertThat(first.data().at("/attempt/status").asString()).isEqualTo("succeeded");
            Live.Told state = live.next("execution");
            assertThat(state.data().at("/execution/status").asString()).isEqualTo("running");
            assertThat(Jsons.find(state.data().path("steps"), "id", "call")
                            .path("status")
                            .asString())
                    .isEqualTo("running");
            lastSeen = state.id();
        }

        vendors.release();
        List<Live.Told> rest;
        try (Live live = Live.open(follow(id).header("Last-Event-ID", lastSeen))) {
            rest = live.rest();
        }

        rest.stream()
                .filter(told -> told.event().equals("attempt"))
                .forEach(told -> attempts.add(told.data().path("step").asString()));
        assertThat(attempts).containsExactly("first", "call", "last");
        assertThat(rest.getLast().event()).isEqualTo("end");
        assertThat(rest.getLast().data().path("status").asString()).isEqualTo("succeeded");

        Live.Told beforeTheEnd = rest.get(rest.size() - 2);
        try (Live live = Live.open(follow(id).header("Last-Event-ID", beforeTheEnd.id()))) {
            assertThat(live.rest())
                    .as("nothing but the end is left")
                    .extracting(Live.Told::event)
                    .containsExactly("end");
        }
        try (Live live = Live.open(follow(id))) {
            List<Live.Told> all = live.rest();
            assertThat(all)
                    .extracting(Live.Told::event)
                    .containsExactly("attempt", "attempt", "attempt", "execution", "end");
            assertThat(all.get(3).data().at("/execution/id").asString()).isEqualTo(id);
        }
    }

    @Test
    void nobody_may_listen_without_being_known() throws InterruptedException {
        String id = project.post("/workflows/three-steps/executions", Map.of())
                .expect(202)
                .text("/id");

        installation
                .anonymous()
                .get(project.path("/executions/" + id + "/live"))
                .problem(401, "unauthenticated");
        vendors.next(); // it is this execution's, and no other test's
        project.post("/executions/" + id + "/cancel").expect(202);
    }
}
