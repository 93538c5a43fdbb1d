package io.millrace.verify.journey;

import static io.millrace.verify.journey.Project.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Starting, finding, ending and restarting executions, as scripts see them. */
class ExecutionApiTest extends Journey {
    @Override
    void prepare() {
        project.publish("""
                id: hello
                tags: [greeting]
                steps:
                  - id: greet
                    transform: "Hello, {{ event.data.name }}!"
                """);
        project.publish("""
                id: failing
                tags: [broken]
                steps:
                  - id: call
                    action: http.request
                    input: { method: GET, url: "%s" }
                    retry: { attempts: 2, backoff: constant, initial: PT0.05S, max: PT0.05S }
                """.formatted(vendors.url("/status/503")));
        project.connect(
                "keyed",
                "http",
                "header",
                Map.of("base_url", vendors.url("/api"), "header", "X-Key"),
                Map.of("value", "the-key-nobody-may-see"));
    }

    @Test
    void starting_answers_202_with_the_id_of_what_is_on_disk() {
        Answer started = project.post("/workflows/hello/executions", Map.of("data", Map.of("name", "Ada")))
                .expect(202);

        assertThat(started.text("/id")).matches("exe_[0-9a-z]+");
        assertThat(started.text("/event_id")).matches("evt_[0-9a-z]+");
        JsonNode ended = project.ended(started.text("/id"));
        assertThat(ended.path("status").asString()).isEqualTo("succeeded");
        assertThat(ended.at("/event/id").asString()).isEqualTo(started.text("/event_id"));
        assertThat(ended.at("/event/type").asString()).isEqualTo("manual");
        assertThat(ended.at("/event/data/name").asString()).isEqualTo("Ada");
    }

    @Test
    void waiting_answers_200_with_the_finished_execution_also_when_it_failed() {
        Answer succeeded = project.post("/workflows/hello/executions?wait=PT60S", Map.of("data", Map.of("name", "Ada")))
                .expect(200);
        Answer failed = project.post("/workflows/failing/executions?wait=PT60S", Map.of())
                .expect(200);

        assertThat(succeeded.text("/status")).isEqualTo("succeeded");
        assertThat(succeeded.text("/steps/0/output")).isEqualTo("Hello, Ada!");
        assertThat(failed.text("/status")).isEqualTo("failed");
        assertThat(failed.text("/failure/class")).isEqualTo("server_error");
        assertThat(failed.text("/failure/step")).isEqualTo("call");
    }

    @Test
    void waiting_for_less_than_it_takes_answers_202() {
        project.publish("""
                id: slow
                steps:
                  - id: call
                    action: http.request
                    input: { url: "%s" }
                """.formatted(vendors.url("/slow")));

        Answer started =
                project.post("/workflows/slow/executions?wait=PT0.1S", Map.of()).expect(202);

        assertThat(started.text("/id")).startsWith("exe_");
        project.post("/executions/" + started.text("/id") + "/cancel").expect(202);
        project.post("/workflows/slow/executions?wait=PT3M", Map.of()).problem(400, "bad_request");
        project.post("/workflows/slow/executions?wait=soon", Map.of()).problem(400, "bad_request");
    }

    @Test
    void what_cannot_be_started_says_why() {
        project.draft("draft-only", "id: draft-only\nsteps: [{ id: one, transform: 1 }]\n")
                .expect(200);

        project.post("/workflows/draft-only/executions", Map.of()).problem(409, "workflow_not_published");
        project.post("/workflows/no-such-thing/executions", Map.of()).problem(404, "not_found");
        Answer unknown =
                project.post("/workflows/hello/executions", Map.of("dta", 1)).problem(400, "bad_request");
        assertThat(unknown.text("/errors/0/message")).contains("data");
        project.client()
                .ask("POST", project.path("/workflows/hello/executions"))
                .text("application/json", "{\"data\": ")
                .send()
                .problem(400, "bad_json");
        project.client()
                .ask("POST", project.path("/workflows/hello/executions"))
                .text("text/plain", "hello")
                .send()
                .problem(415, "unsupported_media_type");
    }

    @Test
    void an_attempt_tells_its_class_decision_reason_times_and_masked_exchanges() {
        JsonNode failed = project.run("failing", null);

        List<JsonNode> attempts = Jsons.list(step(failed, "call").path("attempts"));
        assertThat(attempts).extracting(each -> each.path("number").asInt()).containsExactly(1, 2);
        JsonNode first = attempts.getFirst();
        assertThat(first.path("error_class").asString()).isEqualTo("server_error");
        assertThat(first.path("decision").asString()).isEqualTo("retry");
        assertThat(first.path("reason").asString()).contains("503").contains("may be repeated (read)");
        Instant startedAt = Instant.parse(first.path("started_at").asString());
        Instant finishedAt = Instant.parse(first.path("finished_at").asString());
        Instant nextAt = Instant.parse(first.path("next_at").asString());
        assertThat(finishedAt).isAfterOrEqualTo(startedAt);
        assertThat(nextAt).isAfterOrEqualTo(finishedAt.minusMillis(1));
        assertThat(first.at("/input/url").asString()).isEqualTo(vendors.url("/status/503"));
        JsonNode exchange = first.path("exchanges").path(0);
        assertThat(exchange.toString()).contains("/status/503").contains("503").contains("As you wish");
        assertThat(attempts.getLast().path("decision").asString()).isEqualTo("fail");
        assertThat(attempts.getLast().path("reason").asString()).contains("all 2 attempts are used up");
    }

    @Test
    void a_single_action_runs_and_is_recorded_like_any_execution() {
        Answer ran = project.post(
                        "/actions/http.request/executions?wait=PT60S",
                        Map.of(
                                "connection",
                                "keyed",
                                "input",
                                Map.of("method", "POST", "url", "/things", "body", Map.of("a", 1))))
                .expect(200);

        assertThat(ran.text("/status")).as(ran.text()).isEqualTo("succeeded");
        assertThat(ran.at("/steps/0/output/status").asInt()).isEqualTo(200);
        assertThat(ran.text("/steps/0/output/body/echo")).isEqualTo("{\"a\":1}");
        assertThat(ran.text()).doesNotContain("the-key-nobody-may-see");
        Vendors.Asked asked = Vendors.only(vendors.all(), "/api/things");
        assertThat(asked.header("X-Key")).isEqualTo("the-key-nobody-may-see");
        assertThat(project.get("/executions?action=http.request&connection=keyed")
                        .items("id"))
                .contains(ran.text("/id"));
        assertThat(project.get("/workflows").items("id")).noneMatch(id -> id.contains("http.request"));
        assertThat(project.post("/actions/http.request/executions", Map.of("input", Map.of("url", vendors.url("/x"))))
                        .expect(202)
                        .text("/id"))
                .startsWith("exe_");
    }

    @Test
    void a_single_action_with_a_wrong_input_fails_with_a_reason_and_an_unknown_one_is_not_found() {
        Answer wrong = project.post(
                        "/actions/http.request/executions?wait=PT60S", Map.of("input", Map.of("methd", "GET")))
                .expect(200);

        assertThat(wrong.text("/status")).isEqualTo("failed");
        assertThat(wrong.text("/failure/class")).isEqualTo("validation");
        assertThat(wrong.text("/failure/message")).contains("url");
        project.post("/actions/http.reqest/executions", Map.of()).problem(404, "not_found");
        project.post("/actions/slack.send_message/executions", Map.of("connection", "nobody", "input", Map.of()))
                .problem(422, "input_invalid");
    }

    @Test
    void an_idempotency_key_starts_one_execution_however_often_it_comes() {
        Answer first = keyed("key-1", Map.of("name", "Ada")).expect(202);
        Answer again = keyed("key-1", Map.of("name", "Ada")).expect(202);

        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        keyed("key-1", Map.of("name", "Grace")).problem(422, "idempotency_mismatch");
        assertThat(keyed("key-2", Map.of("name", "Ada")).expect(202).text("/id"))
                .isNotEqualTo(first.text("/id"));
        keyed("k".repeat(151), Map.of()).problem(400, "bad_request");
    }

    private Answer keyed(String key, Map<String, String> data) {
        return project.client()
                .ask("POST", project.path("/workflows/hello/executions"))
                .header("Idempotency-Key", key)
                .json(Map.of("data", data))
                .send();
    }

    @Test
    void executions_are_listed_newest_first_in_pages_without_gaps() {
        Project own = installation.newProject();
        own.publish("id: many\nsteps: [{ id: one, transform: 1 }]\n");
        List<String> started = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            started.addFirst(own.run("many", Map.of("n", i)).path("id").asString());
        }

        List<String> listed = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            Answer page = own.get("/executions?limit=3" + cursor).expect(200);
            listed.addAll(page.items("id"));
            cursor = page.at("/next").isNull() ? "" : "&cursor=" + Project.encoded(page.text("/next"));
            pages++;
        } while (!cursor.isEmpty());

        assertThat(listed).isEqualTo(started);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void executions_are_found_by_workflow_status_tool_action_connection_tag_and_time() {
        Project own = installation.newProject();
        own.connect(
                "team-chat",
                "slack",
                "bot_token",
                Map.of("base_url", vendors.url("/slack/api")),
                Map.of("token", Vendors.SLACK_TOKEN));
        own.publish("""
                id: chat
                tags: [loud]
                action: slack.send_message
                connection: team-chat
                input: { channel: "#x", text: "hello" }
                """);
        own.publish("""
                id: call
                tags: [quiet]
                action: http.request
                input: { url: "%s" }
                """.formatted(vendors.url("/status/404")));
        JsonNode chat = own.run("chat", null);
        JsonNode call = own.run("call", null);
        String chatId = chat.path("id").asString();
        String callId = call.path("id").asString();

        assertThat(found(own, "")).containsExactly(callId, chatId);
        assertThat(found(own, "workflow=chat")).containsExactly(chatId);
        assertThat(found(own, "status=failed")).containsExactly(callId);
        assertThat(found(own, "status=succeeded")).containsExactly(chatId);
        assertThat(found(own, "tool=slack")).containsExactly(chatId);
        assertThat(found(own, "tool=http")).containsExactly(callId);
        assertThat(found(own, "action=slack.send_message")).containsExactly(chatId);
        assertThat(found(own, "connection=team-chat")).containsExactly(chatId);
        assertThat(found(own, "tag=quiet")).containsExactly(callId);
        assertThat(found(own, "tag=quiet&status=succeeded")).isEmpty();
        String between = call.path("created_at").asString();
        assertThat(found(own, "from=" + Project.encoded(between))).containsExactly(callId);
        assertThat(found(own, "to=" + Project.encoded(between))).containsExactly(chatId);
        own.get("/executions?cursor=made-up").problem(400, "bad_request");
        own.get("/executions?status=dancing").problem(400, "bad_request");
        own.get("/executions?from=yesterday").problem(400, "bad_request");
        own.get("/executions?from=" + Project.encoded(between) + "&to=" + Project.encoded(between))
                .problem(400, "bad_request");
    }

    private static List<String> found(Project project, String query) {
        return project.get("/executions?" + query).expect(200).items("id");
    }

    @Test
    void one_project_does_not_see_the_executions_of_another() {
        Project other = installation.newProject();
        String id = project.run("hello", Map.of("name", "Ada")).path("id").asString();

        other.get("/executions/" + id).problem(404, "not_found");
        other.get("/executions/" + id + "/live").problem(404, "not_found");
        other.post("/executions/" + id + "/cancel").problem(404, "not_found");
        other.post("/executions/" + id + "/restart").problem(404, "not_found");
        assertThat(other.get("/executions").expect(200).items()).isEmpty();
        project.get("/executions/exe_0000000000000").problem(404, "not_found");
        project.get("/executions/not-an-id").problem(404, "not_found");
        project.as(installation.owner()).get("/executions/" + id).expect(200);
        new Project(installation.owner(), "no-such-project").get("/executions").problem(404, "not_found");
    }
}
