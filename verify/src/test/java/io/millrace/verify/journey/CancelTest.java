package io.millrace.verify.journey;

import static io.millrace.verify.journey.Project.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Ending what runs, whatever its step is doing. */
class CancelTest extends Journey {
    @Test
    void a_call_under_way_is_broken_off_and_the_rest_does_not_run() throws InterruptedException {
        project.publish("""
                id: endless
                steps:
                  - id: call
                    action: http.request
                    input: { url: "%s" }
                  - id: after
                    transform: 1
                on_failure:
                  - id: tell
                    transform: 2
                """.formatted(vendors.url("/slow")));
        String id = project.post("/workflows/endless/executions", Map.of())
                .expect(202)
                .text("/id");
        vendors.next();

        Answer asked = project.post("/executions/" + id + "/cancel").expect(202);
        JsonNode ended = project.ended(id);

        assertThat(asked.text("/status")).isIn("cancelling", "cancelled");
        assertThat(ended.path("status").asString()).isEqualTo("cancelled");
        assertThat(step(ended, "call").path("status").asString()).isEqualTo("cancelled");
        assertThat(step(ended, "after").path("status").asString()).isIn("cancelled", "skipped");
        assertThat(step(ended, "after").path("attempts").size()).isZero();
        assertThat(step(ended, "tell").path("attempts").size())
                .as("nothing has failed")
                .isZero();
        Answer again = project.post("/executions/" + id + "/cancel").expect(202);
        assertThat(again.text("/finished_at"))
                .as("asking again changes nothing")
                .isEqualTo(ended.path("finished_at").asString());
    }

    @Test
    void a_step_that_waits_for_its_next_attempt_is_cancelled_at_once() throws InterruptedException {
        project.publish("""
                id: patient
                steps:
                  - id: call
                    action: http.request
                    input: { url: "%s" }
                    retry: { attempts: 5, backoff: constant, initial: PT5M, max: PT5M }
                """.formatted(vendors.url("/status/503")));
        String id = project.post("/workflows/patient/executions", Map.of())
                .expect(202)
                .text("/id");
        try (Live live = Live.open(project.client().ask("GET", project.path("/executions/" + id + "/live")))) {
            live.next("attempt");

            project.post("/executions/" + id + "/cancel").expect(202);

            assertThat(live.next("end").data().path("status").asString()).isEqualTo("cancelled");
        }
    }
}
