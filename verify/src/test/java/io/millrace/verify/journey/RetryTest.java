package io.millrace.verify.journey;

import static io.millrace.verify.journey.Project.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is tried again by itself, what is left to a person, and that the history says why. */
class RetryTest extends Journey {
    private void publish(String id, String method, String path, String more) {
        project.publish("""
                id: %s
                steps:
                  - id: call
                    action: http.request
                    input: { method: %s, url: "%s" }
                    %s
                """.formatted(id, method, vendors.url(path), more));
    }

    @Test
    void a_tool_that_asks_for_a_pause_gets_it_and_it_costs_no_attempt() {
        publish("polite", "POST", "/busy", "retry: { attempts: 1 }");

        JsonNode execution = project.run("polite", null);

        assertThat(execution.path("status").asString()).isEqualTo("succeeded");
        List<JsonNode> attempts = Jsons.list(step(execution, "call").path("attempts"));
        assertThat(attempts).hasSize(2);
        assertThat(attempts.getFirst().path("error_class").asString()).isEqualTo("rate_limit");
        assertThat(attempts.getFirst().path("reason").asString()).contains("costs no attempt");
        Duration pause =
                Duration.between(time(attempts.getFirst(), "finished_at"), time(attempts.getLast(), "started_at"));
        assertThat(pause).as("never sooner; later is up to the machine").isGreaterThan(Duration.ofMillis(900));
    }

    private static Instant time(JsonNode attempt, String field) {
        return Instant.parse(attempt.path(field).asString());
    }

    @Test
    void what_was_not_sent_is_tried_again_and_what_is_safe_to_repeat_too() {
        project.publish("""
                id: nobody-there
                steps:
                  - id: call
                    action: http.request
                    input: { method: POST, url: "http://127.0.0.1:1/" }
                    retry: { attempts: 3, backoff: constant, initial: PT0.02S, max: PT0.02S }
                """);
        publish("safe", "GET", "/drop", "retry: { attempts: 2, backoff: constant, initial: PT0.02S, max: PT0.02S }");

        JsonNode unsent = project.run("nobody-there", null);
        JsonNode repeated = project.run("safe", null);

        assertThat(unsent.at("/failure/class").asString()).isEqualTo("network");
        assertThat(step(unsent, "call").path("attempts").size()).isEqualTo(3);
        assertThat(repeated.at("/failure/class").asString()).isEqualTo("timeout");
        assertThat(step(repeated, "call").path("attempts").size()).isEqualTo(2);
    }

    @Test
    void an_unsafe_call_without_an_answer_is_never_repeated_blindly() throws InterruptedException {
        vendors.all();
        publish("unsafe", "POST", "/drop", "retry: { attempts: 5, initial: PT0.02S }");
        String id = project.post("/workflows/unsafe/executions", Map.of())
                .expect(202)
                .text("/id");
        try (Live live = Live.open(project.client().ask("GET", project.path("/executions/" + id + "/live")))) {
            live.next("attempt");
        }

        JsonNode waiting = project.get("/executions/" + id).expect(200).json();
        assertThat(waiting.path("status").asString()).isEqualTo("waiting");
        assertThat(step(waiting, "call").path("status").asString()).isEqualTo("unknown");
        JsonNode attempt = step(waiting, "call").path("attempts").path(0);
        assertThat(attempt.path("decision").asString()).isEqualTo("ask");
        assertThat(attempt.path("reason").asString()).contains("it may have happened");
        assertThat(vendors.all()).hasSize(1);
        assertThat(project.get("/executions?status=waiting").expect(200).items("id"))
                .contains(id);

        project.post("/executions/" + id + "/cancel").expect(202);
        assertThat(project.ended(id).path("status").asString()).isEqualTo("cancelled");
    }

    @Test
    void a_step_that_takes_too_long_is_broken_off() {
        publish("hasty", "GET", "/slow", "timeout: PT0.3S\n    retry: { attempts: 1 }");

        JsonNode execution = project.run("hasty", null);

        assertThat(execution.path("status").asString()).isEqualTo("failed");
        assertThat(execution.at("/failure/class").asString()).isEqualTo("timeout");
    }
}
