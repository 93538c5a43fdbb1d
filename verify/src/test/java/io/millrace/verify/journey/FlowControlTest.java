package io.millrace.verify.journey;

import static io.millrace.verify.journey.Project.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How much happens at once, and when not at all, as somebody sees it who scripts against the API. */
class FlowControlTest extends Journey {
    private String start(String workflow) {
        return project.post("/workflows/" + workflow + "/executions", Map.of())
                .expect(202)
                .text("/id");
    }

    private JsonNode now(String execution) {
        return project.get("/executions/" + execution).expect(200).json();
    }

    private void publishHeld(String id, String more) {
        project.publish("""
                id: %s
                %s
                steps:
                  - id: call
                    action: http.request
                    input: { method: GET, url: "%s" }
                """.formatted(id, more, vendors.url("/held/" + id)));
    }

    @Test
    void the_items_of_a_list_keep_to_the_limit_of_their_connection() {
        project.put(
                        "/connections/pairs",
                        Map.of(
                                "tool", "http",
                                "kind", "bearer",
                                "config", Map.of("base_url", vendors.url("")),
                                "secrets", Map.of("token", "4711"),
                                "limits", Map.of("concurrency", 2)))
                .expect(200);
        project.publish("""
                id: in-pairs
                steps:
                  - id: call
                    foreach: { items: "{{ event.data.people }}", parallel: 20 }
                    action: http.request
                    connection: pairs
                    input: { method: POST, url: "%s", body: "{{ item }}" }
                """.formatted(vendors.url("/pairs")));

        JsonNode execution = project.run(
                "in-pairs",
                Map.of("people", java.util.stream.IntStream.range(0, 30).boxed().toList()));

        assertThat(execution.path("status").asString()).isEqualTo("succeeded");
        assertThat(step(execution, "call").at("/items/succeeded").asInt()).isEqualTo(30);
        assertThat(vendors.mostInPairs()).isEqualTo(2);
    }

    @Test
    void an_execution_waits_for_the_slot_of_another_and_says_so() {
        publishHeld("one-by-one", "concurrency: { limit: 1 }");
        String first = start("one-by-one");
        String second = start("one-by-one");

        JsonNode waiting = now(second);
        assertThat(waiting.path("status").asString()).isEqualTo("queued");
        assertThat(waiting.at("/waits_in/scope").asString()).isEqualTo("workflow:one-by-one");
        assertThat(waiting.at("/waits_in/why").asString()).isEqualTo("concurrency");

        vendors.letGo("one-by-one");
        assertThat(project.ended(first).path("status").asString()).isEqualTo("succeeded");
        JsonNode ended = project.ended(second);
        assertThat(ended.path("status").asString()).isEqualTo("succeeded");
        assertThat(ended.path("waits_in").isNull()).isTrue();
    }

    @Test
    void a_workflow_that_skips_starts_nothing_and_the_event_says_why() {
        publishHeld("one-only", """
                triggers: [{ id: hook, webhook: { path: one-only, verify: { preset: none } } }]
                concurrency: { limit: 1, behavior: skip }""");
        String first = start("one-only");
        String event =
                project.hook("one-only").json(Map.of()).send().expect(202).text("/id");

        JsonNode told = project.get("/events/" + event).expect(200).json();
        assertThat(told.path("executions").size()).isZero();
        JsonNode outcome = Jsons.find(told.path("outcome"), "workflow", "one-only");
        assertThat(outcome.path("reason").asString()).startsWith("Skipped: as many");

        vendors.letGo("one-only");
        assertThat(project.ended(first).path("status").asString()).isEqualTo("succeeded");
    }

    @Test
    void what_a_paused_workflow_was_asked_begins_when_it_goes_on() {
        publishHeld("paused", "tags: [held]");
        vendors.letGo("paused");
        project.post("/workflows/paused/pause").expect(200);
        String execution = start("paused");

        JsonNode waiting = now(execution);
        assertThat(waiting.path("status").asString()).isEqualTo("queued");
        assertThat(waiting.at("/waits_in/why").asString()).isEqualTo("paused");

        project.post("/workflows/paused/resume").expect(200);
        assertThat(project.ended(execution).path("status").asString()).isEqualTo("succeeded");
    }
}
