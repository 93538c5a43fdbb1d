package io.millrace.verify.journey;

import static io.millrace.verify.journey.Project.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Results of reading steps that are reused, as somebody sees it who scripts against the API. */
class ReuseTest extends Journey {
    private void connect(String token) {
        project.connect("api", "http", "bearer", Map.of("base_url", vendors.url("/")), Map.of("token", token));
    }

    private static String decision(JsonNode execution) {
        return step(execution, "look").at("/attempts/0/decision").asString();
    }

    @Test
    void the_second_execution_takes_what_the_first_has_found() {
        project.publish("""
                id: rates
                steps:
                  - id: look
                    action: http.request
                    input: { url: "%s", query: { day: "{{ event.data.day }}" } }
                    cache: { ttl: PT1H }
                  - id: then
                    transform: "{{ steps.look.output.status }}"
                """.formatted(vendors.url("/rates")));
        vendors.all();

        JsonNode first = project.run("rates", Map.of("day", "Monday"));
        JsonNode second = project.run("rates", Map.of("day", "Monday"));
        JsonNode other = project.run("rates", Map.of("day", "Tuesday"));

        assertThat(decision(first)).isEqualTo("done");
        assertThat(decision(second)).isEqualTo("reuse");
        assertThat(decision(other)).isEqualTo("done");
        assertThat(vendors.all())
                .extracting(Vendors.Asked::target)
                .containsExactly("/rates?day=Monday", "/rates?day=Tuesday");
        JsonNode reused = step(second, "look");
        assertThat(reused.at("/attempts/0/reason").asString())
                .contains("Reused from " + first.path("id").asString(), "The result holds until 20")
                .endsWith("Z.");
        assertThat(reused.path("output")).isEqualTo(step(first, "look").path("output"));
        assertThat(step(second, "then").path("output").asInt()).isEqualTo(200);
        assertThat(installation.anonymous().get("/metrics").expect(200).text())
                .containsPattern("\nmillrace_results_cache_total\\{found=\"true\"} [1-9]");
    }

    @Test
    void a_connection_with_another_credential_never_answers_from_before() {
        connect("the-first-of-two-tokens");
        project.publish("""
                id: mine
                steps:
                  - id: look
                    action: http.request
                    connection: api
                    input: { url: /mine }
                    cache: { ttl: PT1H, key: mine }
                """);
        assertThat(decision(project.run("mine", null))).isEqualTo("done");
        assertThat(decision(project.run("mine", null))).isEqualTo("reuse");

        connect("the-second-of-two-tokens");

        assertThat(decision(project.run("mine", null))).isEqualTo("done");
        assertThat(decision(project.run("mine", null))).isEqualTo("reuse");
    }

    @Test
    void items_and_large_results_are_reused_too() {
        project.publish("""
                id: pages
                steps:
                  - id: look
                    foreach: { items: "{{ event.data.pages }}" }
                    action: http.request
                    input: { url: "%s", method: OPTIONS, body: "{{ item + event.data.padding }}" }
                    cache: { ttl: PT1H }
                """.formatted(vendors.url("/pages")));
        vendors.all();
        Map<String, Object> data = Map.of("pages", List.of("a", "b", "a"), "padding", "x".repeat(200_000));

        JsonNode first = project.run("pages", data);
        JsonNode second = project.run("pages", data);

        assertThat(second.path("status").asString()).isEqualTo("succeeded");
        assertThat(vendors.all()).hasSize(2);
        String item = "/executions/" + second.path("id").asString() + "/steps/look/items/1";
        Answer reused = project.get(item).expect(200);
        assertThat(reused.text("/attempts/0/decision")).isEqualTo("reuse");
        assertThat(reused.text("/attempts/0/reason")).contains(first.path("id").asString(), "item at index 1");
        assertThat(reused.at("/attempts/0/output"))
                .isEqualTo(project.get("/executions/" + first.path("id").asString() + "/steps/look/items/1")
                        .expect(200)
                        .at("/attempts/0/output"));
    }

    @Test
    void a_step_that_does_more_than_read_is_not_published_with_a_cache() {
        project.draft("writes", """
                        id: writes
                        steps:
                          - id: send
                            action: http.request
                            input: { method: POST, url: "https://example.com/" }
                            cache: { ttl: PT1H }
                        """).expect(200);

        Answer refused = project.post("/workflows/writes/publish").problem(422, "workflow_invalid");

        assertThat(refused.text("/errors/0/path")).isEqualTo("steps[0].cache");
        assertThat(refused.text("/errors/0/message"))
                .contains("The step 'send' cannot reuse results", "declared as unsafe with this 'method'");
    }
}
