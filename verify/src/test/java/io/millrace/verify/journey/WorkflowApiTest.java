package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Drafts, versions, and what is wrong with a text, as scripts see them. */
class WorkflowApiTest extends Journey {
    private static String greeting(String id) {
        return """
                id: %s
                name: Greeting
                description: Says hello
                tags: [hello, %s]
                steps:
                  - id: greet
                    transform: "Hello, {{ event.data.name }}!"
                """.formatted(id, id);
    }

    @Test
    void a_draft_is_saved_published_disabled_enabled_and_deleted() {
        String text = greeting("life");

        Answer draft = project.draft("life", text).expect(200);
        assertThat(draft.text("/id")).isEqualTo("life");
        assertThat(draft.text("/name")).isEqualTo("Greeting");
        assertThat(draft.text("/text")).isEqualTo(text);
        assertThat(draft.text("/kind")).isEqualTo("workflow");
        assertThat(draft.at("/version").isNull()).isTrue();
        assertThat(draft.at("/enabled").asBoolean()).isFalse();
        assertThat(draft.at("/problems").size()).isZero();
        project.post("/workflows/life/executions", Map.of()).problem(409, "workflow_not_published");

        Answer published = project.post("/workflows/life/publish").expect(200);
        assertThat(published.at("/version").asInt()).isEqualTo(1);
        assertThat(published.at("/enabled").asBoolean())
                .as("the first publishing enables")
                .isTrue();
        assertThat(published.at("/changed").asBoolean()).isFalse();
        assertThat(project.run("life", Map.of("name", "Ada"))
                        .at("/steps/0/output")
                        .asString())
                .isEqualTo("Hello, Ada!");

        assertThat(project.post("/workflows/life/disable")
                        .expect(200)
                        .at("/enabled")
                        .asBoolean())
                .isFalse();
        project.post("/workflows/life/executions", Map.of("data", Map.of("name", "Ada")))
                .problem(409, "workflow_disabled");
        assertThat(project.post("/workflows/life/enable")
                        .expect(200)
                        .at("/enabled")
                        .asBoolean())
                .isTrue();

        project.delete("/workflows/life").expect(204);
        project.get("/workflows/life").problem(404, "not_found");
        project.post("/workflows/life/executions", Map.of("data", Map.of())).problem(404, "not_found");
        assertThat(project.get("/executions?workflow=life").expect(200).items())
                .as("what it has run stays")
                .hasSize(1);
    }

    @Test
    void a_change_that_is_based_on_an_old_state_is_refused() {
        Answer first = project.draft("shared", greeting("shared")).expect(200);
        String seen = first.header("etag");
        assertThat(seen).matches("\"\\d+\"");
        save("shared", greeting("shared") + "# by somebody else\n", "If-Match", seen)
                .expect(200);

        save("shared", greeting("shared") + "# too late\n", "If-Match", seen).problem(412, "precondition_failed");
        save("shared", greeting("shared"), "If-None-Match", "*").problem(412, "precondition_failed");
        project.client()
                .ask("POST", project.path("/workflows/shared/publish"))
                .header("If-Match", seen)
                .send()
                .problem(412, "precondition_failed");
        project.client()
                .ask("DELETE", project.path("/workflows/shared"))
                .header("If-Match", seen)
                .send()
                .problem(412, "precondition_failed");

        Answer present = project.get("/workflows/shared").expect(200);
        assertThat(present.text("/text")).endsWith("# by somebody else\n");
        assertThat(present.header("etag")).isNotEqualTo(seen);
        save("unseen", greeting("unseen"), "If-None-Match", "*").expect(200);
        project.draft("shared", greeting("shared")).expect(200);
    }

    private Answer save(String id, String text, String condition, String tag) {
        return project.client()
                .ask("PUT", project.path("/workflows/" + id))
                .yaml(text)
                .header(condition, tag)
                .send();
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_with_line_and_column() {
        String wrong = """
                id: wrong
                steps:
                  - id: post
                    action: slack.send_mesage
                    connection: nobody-knows
                    input: { channel: "#x", text: "hello" }
                  - id: note
                    transform: "{{ steps.pots.output.ts }}"
                  - id: call
                    action: http.request
                    input: { url: 7, metod: GET }
                """;

        Answer validated = project.client()
                .ask("POST", project.path("/workflows/validate"))
                .yaml(wrong)
                .send()
                .expect(200);

        assertThat(validated.at("/valid").asBoolean()).isFalse();
        List<JsonNode> problems = Jsons.list(validated.at("/problems"));
        assertThat(problems)
                .extracting(
                        problem -> problem.path("line").asInt() + ":"
                                + problem.path("column").asInt(),
                        problem -> problem.path("path").asString())
                .containsExactlyInAnyOrder(
                        tuple("4:13", "steps[0].action"),
                        tuple("8:26", "steps[1].transform"),
                        tuple("11:19", "steps[2].input.url"),
                        tuple("11:22", "steps[2].input.metod"));
        assertThat(problems)
                .extracting(problem -> problem.path("message").asString())
                .anySatisfy(message -> assertThat(message).contains("Did you mean 'slack.send_message'"))
                .anySatisfy(message -> assertThat(message).contains("pots"))
                .anySatisfy(message -> assertThat(message).contains("metod").contains("method"))
                .anySatisfy(message -> assertThat(message).contains("must be of type string"));

        Answer draft = project.draft("wrong", wrong).expect(200);
        assertThat(Jsons.list(draft.at("/problems")))
                .as("a draft may have problems")
                .isEqualTo(problems);
        Answer refused = project.post("/workflows/wrong/publish").problem(422, "workflow_invalid");
        assertThat(Jsons.list(refused.at("/errors"))).isEqualTo(problems);
        project.post("/workflows/wrong/executions", Map.of()).problem(409, "workflow_not_published");
    }

    @Test
    void a_text_without_a_readable_id_is_not_saved() {
        project.draft("unreadable", "steps: [").problem(422, "workflow_invalid");
        project.draft("unreadable", greeting("another-id")).problem(422, "workflow_invalid");
        project.draft("Not_A_Slug", greeting("not-a-slug")).expect(422);
        project.client()
                .ask("PUT", project.path("/workflows/unreadable"))
                .text("text/plain", greeting("unreadable"))
                .send()
                .problem(415, "unsupported_media_type");
        project.get("/workflows/unreadable").problem(404, "not_found");
    }

    @Test
    void json_is_taken_as_well_as_yaml() {
        Answer draft = project.put(
                        "/workflows/in-json",
                        Map.of("id", "in-json", "steps", List.of(Map.of("id", "one", "transform", 1))))
                .expect(200);

        assertThat(draft.at("/problems").size()).isZero();
        project.post("/workflows/in-json/publish").expect(200);
    }

    @Test
    void a_version_never_changes_and_a_copy_has_a_life_of_its_own() {
        project.publish(greeting("versions"));
        project.publish(greeting("versions").replace("Hello", "Good morning"));
        Answer cloned =
                project.post("/workflows/versions/clone", Map.of("id", "copy")).expect(201);
        project.draft("versions", greeting("versions").replace("Hello", "Good night"))
                .expect(200);

        assertThat(cloned.header("location")).isEqualTo(project.path("/workflows/copy"));
        assertThat(cloned.text("/id")).isEqualTo("copy");
        assertThat(cloned.text("/name")).isEqualTo("Greeting (copy)");
        assertThat(cloned.text("/text")).contains("Good morning").doesNotContain("id: versions");
        assertThat(cloned.at("/version").isNull()).isTrue();
        project.post("/workflows/versions/clone", Map.of("id", "copy")).problem(409, "conflict");
        Answer versions = project.get("/workflows/versions/versions").expect(200);
        assertThat(versions.items("version")).containsExactly("2", "1");
        assertThat(versions.items("published_by"))
                .allSatisfy(by -> assertThat(by).isNotBlank());
        assertThat(project.get("/workflows/versions/versions/1").expect(200).text("/text"))
                .isEqualTo(greeting("versions"));
        project.get("/workflows/versions/versions/3").problem(404, "not_found");
        project.get("/workflows/versions/versions/first").problem(404, "not_found");
        Answer present = project.get("/workflows/versions").expect(200);
        assertThat(present.at("/changed").asBoolean()).isTrue();
        JsonNode execution = project.run("versions", Map.of("name", "Ada"));
        assertThat(execution.path("version").asInt()).isEqualTo(2);
        assertThat(execution.at("/steps/0/output").asString()).isEqualTo("Good morning, Ada!");
    }

    @Test
    void workflows_are_listed_in_pages_and_found_by_text_tag_and_kind() {
        Project own = installation.newProject();
        for (String id : List.of("alpha", "beta", "gamma")) {
            own.draft(id, greeting(id)).expect(200);
        }
        own.draft("short", """
                id: short
                name: In short
                action: http.request
                input: { url: "https://example.com" }
                """).expect(200);

        Answer first = own.get("/workflows?limit=3").expect(200);
        Answer second = own.get("/workflows?limit=3&cursor=" + Project.encoded(first.text("/next")))
                .expect(200);

        assertThat(first.items("id")).containsExactly("alpha", "beta", "gamma");
        assertThat(second.items("id")).containsExactly("short");
        assertThat(second.at("/next").isNull()).isTrue();
        assertThat(own.get("/workflows?text=gam").items("id")).containsExactly("gamma");
        assertThat(own.get("/workflows?tag=beta").items("id")).containsExactly("beta");
        assertThat(own.get("/workflows?kind=tool_action").items("id")).containsExactly("short");
        own.get("/workflows?limit=0").problem(400, "bad_request");
        own.get("/workflows?kind=poem").problem(400, "bad_request");
        Answer misspelt = own.get("/workflows?limt=3").problem(400, "bad_request");
        assertThat(misspelt.text("/errors/0/path")).isEqualTo("query.limt");
        assertThat(misspelt.text("/errors/0/message")).contains("'limit'");
    }

    @Test
    void workflows_share_an_address_only_with_the_same_verification() {
        String listening = """
                id: %s
                triggers: [{ webhook: { path: same-door, verify: { preset: %s } } }]
                steps: [{ id: one, transform: 1 }]
                """;
        project.publish(listening.formatted("door-one", "none"));
        project.publish(listening.formatted("door-two", "none"));
        project.secret("DOOR", "a secret of the door");
        project.draft("door-three", listening.formatted("door-three", "bearer, secret: \"{{ secrets.DOOR }}\""))
                .expect(200);

        Answer refused = project.post("/workflows/door-three/publish").problem(422, "workflow_invalid");

        assertThat(refused.text("/errors/0/message")).contains("same-door").contains("door-one");
    }
}
