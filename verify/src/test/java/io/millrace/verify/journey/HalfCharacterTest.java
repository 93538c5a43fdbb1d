package io.millrace.verify.journey;

import static io.millrace.verify.journey.Project.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Surrogates without their other half, which escapes in JSON can bring and no database can hold as they are. */
class HalfCharacterTest extends Journey {
    /** As it stands in JSON: a String that holds it could not be sent. */
    private static final String HALF = "cut \\ud83d";

    @Test
    void the_text_of_a_note_is_refused_and_the_step_still_waits() {
        project.publish("""
                id: ask-first
                steps:
                  - id: ask
                    approval: { title: "Go on?" }
                """);
        String execution = project.post("/workflows/ask-first/executions", Map.of("data", Map.of()))
                .expect(202)
                .text("/id");
        String ask = "/executions/" + execution + "/steps/ask";

        refused(post(ask + "/approve", "{\"note\":\"" + HALF + "\"}"));
        refused(post(ask + "/reject", "{\"note\":\"" + HALF + "\"}"));
        refused(post(ask + "/settle", "{\"as\":\"failed\",\"note\":\"" + HALF + "\"}"));

        project.post(ask + "/approve", Map.of("note", "whole \ud83d\ude00")).expect(202);
        assertThat(project.ended(execution).path("status").asString()).isEqualTo("succeeded");
    }

    private Answer post(String path, String json) {
        return project.client()
                .ask("POST", project.path(path))
                .text("application/json", json)
                .send();
    }

    private static void refused(Answer answer) {
        answer.problem(400, "bad_request");
        assertThat(answer.text("/errors/0/path")).isEqualTo("note");
        assertThat(answer.text("/errors/0/message")).contains("half a character");
    }

    @Test
    void free_data_is_kept_as_it_came() {
        project.publish("""
                id: halves
                steps:
                  - id: copy
                    transform: { text: "{{ event.data.text }}" }
                """);

        String id = post("/workflows/halves/executions", "{\"data\":{\"text\":\"" + HALF + "\"}}")
                .expect(202)
                .text("/id");

        JsonNode execution = project.ended(id);
        assertThat(execution.path("status").asString()).isEqualTo("succeeded");
        assertThat(execution.at("/event/data/text").asString()).isEqualTo("cut \ud83d");
        assertThat(step(execution, "copy").at("/output/text").asString()).isEqualTo("cut \ud83d");
    }
}
