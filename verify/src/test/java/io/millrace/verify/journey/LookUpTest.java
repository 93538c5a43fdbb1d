package io.millrace.verify.journey;

import static io.millrace.verify.journey.Project.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A tool that takes a call and loses the answer is asked what it has done, and does it once. */
class LookUpTest extends Journey {
    @Override
    void prepare() {
        project.connect(
                "octo",
                "github",
                "token",
                Map.of("base_url", vendors.url("/github")),
                Map.of("token", Vendors.GITHUB_TOKEN));
        project.publish("""
                id: release
                steps:
                  - id: publish
                    action: github.create_release
                    connection: octo
                    input: { owner: octo, repo: app, tag_name: "{{ event.data.tag }}" }
                    retry: { attempts: 4, backoff: constant, initial: PT0.02S, max: PT0.02S }
                  - id: tell
                    transform: "{{ steps.publish.output.url }}"
                """);
    }

    private static List<String> decisions(JsonNode execution) {
        return Jsons.list(step(execution, "publish").path("attempts")).stream()
                .map(attempt -> attempt.path("decision").asString())
                .toList();
    }

    private static JsonNode attempt(JsonNode execution, int index) {
        return step(execution, "publish").path("attempts").get(index);
    }

    @Test
    void what_was_taken_and_not_answered_is_found_and_is_not_made_twice() {
        String tag = "taken-" + store;
        JsonNode execution = project.run("release", Map.of("tag", tag));

        assertThat(execution.path("status").asString()).isEqualTo("succeeded");
        assertThat(vendors.releases(tag)).isEqualTo(1);
        assertThat(decisions(execution)).containsExactly("look_up", "done");
        assertThat(attempt(execution, 0).path("error_class").asString()).isEqualTo("timeout");
        assertThat(attempt(execution, 0).path("reason").asString()).contains("first looks whether it has");
        assertThat(attempt(execution, 1).path("reason").asString()).contains("Asked GitHub: it is done.");
        assertThat(attempt(execution, 1).at("/exchanges/0/method").asString()).isEqualTo("GET");
        assertThat(attempt(execution, 1).at("/output/tag_name").asString()).isEqualTo(tag);
        assertThat(attempt(execution, 1).at("/output/url").asString()).endsWith(tag);
        assertThat(installation.anonymous().get("/metrics").expect(200).text())
                .containsPattern("millrace_lookups_total\\{[^}]*result=\"found\"[^}]*tool=\"github\"[^}]*} [1-9]");
    }

    @Test
    void what_was_not_taken_is_looked_for_and_made_then() {
        String tag = "untaken-" + store;
        JsonNode execution = project.run("release", Map.of("tag", tag));

        assertThat(execution.path("status").asString()).isEqualTo("succeeded");
        assertThat(vendors.releases(tag)).isEqualTo(1);
        assertThat(decisions(execution)).containsExactly("look_up", "retry", "done");
        assertThat(attempt(execution, 1).path("reason").asString())
                .contains("Asked GitHub: it is not there.", "So it is tried again.");
    }

    @Test
    void an_action_says_whether_it_can_be_looked_up() {
        assertThat(project.client()
                        .get("/api/v1/actions/github.create_release")
                        .expect(200)
                        .json()
                        .path("lookup")
                        .asBoolean())
                .isTrue();
        assertThat(project.client()
                        .get("/api/v1/actions/github.create_issue")
                        .expect(200)
                        .json()
                        .path("lookup")
                        .asBoolean())
                .isFalse();
    }
}
