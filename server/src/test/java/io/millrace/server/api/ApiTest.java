package io.millrace.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.millrace.core.shared.Cursor;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.server.RunningServer;
import io.millrace.server.route.FakeIdentity;
import io.millrace.server.route.Limits;
import io.millrace.server.route.QueryParameter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ApiTest {
    private static final String PROJECT = "/api/v1/projects/default";
    private static final String ECHO = """
            id: greet
            name: Greet
            tags: [demo]
            action: sample.echo
            input: { text: "Hello {{ event.data.name }}" }
            """;
    private static final String WAITING = """
            id: slow
            name: Slow
            action: sample.wait
            input: {}
            """;

    @TempDir
    Path folder;

    private House house;
    private RunningServer server;

    @BeforeEach
    void start() {
        house = new House(folder);
        server = new RunningServer(house.table(), Limits.DEFAULT, new FakeIdentity());
    }

    @AfterEach
    void stop() {
        server.close();
        house.close();
    }

    private HttpRequest.Builder owner(String path) {
        return server.to(path).header("Authorization", "Bearer mr_owner");
    }

    private HttpResponse<String> get(String path) {
        return server.send(owner(PROJECT + path));
    }

    private HttpResponse<String> post(String path, String body) {
        return server.send(
                owner(PROJECT + path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> put(String path, String type, String body) {
        return server.send(owner(PROJECT + path).header("Content-Type", type).PUT(BodyPublishers.ofString(body)));
    }

    private static Map<String, Object> json(HttpResponse<String> response) {
        return Json.readObject(response.body());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(HttpResponse<String> response) {
        return (List<Map<String, Object>>) Objects.requireNonNull(json(response).get("items"), response.body());
    }

    private void publish(String id, String text) {
        assertThat(put("/workflows/" + id, "application/yaml", text).statusCode())
                .isEqualTo(200);
        HttpResponse<String> published = post("/workflows/" + id + "/publish", "");
        assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
    }

    @Test
    void a_workflow_is_saved_published_started_and_seen_to_its_end() {
        publish("greet", ECHO);

        HttpResponse<String> run = post("/workflows/greet/executions?wait=PT30S", "{\"data\":{\"name\":\"Ada\"}}");

        assertThat(run.statusCode()).as(run.body()).isEqualTo(200);
        assertThat(json(run)).containsEntry("status", "succeeded").containsEntry("workflow", "greet");
        assertThat(run.body()).contains("\"output\":{\"text\":\"Hello Ada\"}", "\"data\":{\"name\":\"Ada\"}");
        String id = String.valueOf(json(run).get("id"));
        assertThat(json(get("/executions/" + id))).isEqualTo(json(run));
        assertThat(items(get("/executions?workflow=greet&status=succeeded&tool=sample&action=sample.echo&tag=demo")))
                .extracting(item -> item.get("id"))
                .containsExactly(id);
        assertThat(items(get("/executions?status=failed"))).isEmpty();
    }

    @Test
    void executions_are_found_by_a_text_and_by_whether_they_have_ended() throws Exception {
        publish("greet", ECHO);
        publish("slow", WAITING);
        post("/workflows/greet/executions?wait=PT30S", "{\"data\":{\"name\":\"Ada\"}}");
        post("/actions/sample.fail/executions?wait=PT30S", "{}");
        String slow =
                String.valueOf(json(post("/workflows/slow/executions", "{}")).get("id"));
        house.tool.started.await();

        assertThat(items(get("/executions?unfinished=true")))
                .extracting(item -> item.get("id"))
                .containsExactly(slow);
        assertThat(items(get("/executions?unfinished=false"))).hasSize(2);
        assertThat(items(get("/executions?q=GREE")))
                .extracting(item -> item.get("workflow"))
                .containsExactly("greet");
        assertThat(items(get("/executions?q=always%20fails&status=failed"))).hasSize(1);
        assertThat(items(get("/executions?q=always%20fails&unfinished=true"))).isEmpty();
        assertThat(get("/executions?status=failed&unfinished=true").statusCode())
                .isEqualTo(400);
        assertThat(get("/executions?unfinished=perhaps").statusCode()).isEqualTo(400);
        assertThat(get("/executions?q=" + "x".repeat(201)).statusCode()).isEqualTo(400);
    }

    @Test
    void statistics_count_what_happened_today() {
        post("/actions/sample.echo/executions?wait=PT30S", "{\"input\":{\"text\":\"hello\"}}");
        post("/actions/sample.fail/executions?wait=PT30S", "{}");

        Map<String, Object> statistics = json(get("/statistics"));

        assertThat(statistics).containsEntry("bucket", "PT1H").containsEntry("complete", true);
        assertThat(statistics.get("buckets")).asInstanceOf(LIST).hasSize(24);
        assertThat(statistics.get("total"))
                .asInstanceOf(MAP)
                .containsEntry("executions", 2L)
                .containsEntry("success_rate", 0.5)
                .containsKeys("p50_ms", "p95_ms")
                .extractingByKey("counts")
                .asInstanceOf(MAP)
                .containsEntry("succeeded", 1L)
                .containsEntry("failed", 1L)
                .containsEntry("running", 0L);
        assertThat(get("/statistics?from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void triggers_are_listed_by_workflow_kind_and_whether_they_are_on() {
        publish("greet", ECHO + "triggers: [{ id: often, schedule: { every: PT1H } }, { id: hand, manual: {} }]\n");
        publish("slow", WAITING + "triggers: [{ id: hook, webhook: { path: slow, verify: { preset: none } } }]\n");
        post("/workflows/slow/disable", "");

        assertThat(triggers("")).containsExactly("often", "hand", "hook");
        assertThat(triggers("?kind=schedule")).containsExactly("often");
        assertThat(triggers("?kind=webhook&limit=1")).as("on the second page").containsExactly("hook");
        assertThat(triggers("?enabled=true&kind=manual")).containsExactly("hand");
        assertThat(triggers("?workflow=slow")).containsExactly("hook");
        assertThat(triggers("?workflow=slow&enabled=true")).isEmpty();
        assertThat(triggers("?workflow=nowhere")).isEmpty();
    }

    @Test
    void a_poll_is_asked_for_now_and_a_tool_tells_its_polls() {
        publish(
                "words",
                ECHO.replace("greet", "words")
                        + "triggers: [{ id: said, poll: { name: sample.word_said, input: { text: a } } }, { id: hand, manual: {} }]\n");

        assertThat(json(post("/workflows/words/triggers/said/poll", "")))
                .containsEntry("kind", "poll")
                .containsEntry("poll", "sample.word_said")
                .containsEntry("cursor", null);
        assertThat(post("/workflows/words/triggers/hand/poll", "").statusCode()).isEqualTo(404);
        assertThat(post("/workflows/nowhere/triggers/said/poll", "").statusCode())
                .isEqualTo(404);
        assertThat(String.valueOf(
                        json(server.send(owner("/api/v1/tools/sample"))).get("polls")))
                .contains("name=sample.word_said", "action=sample.echo");
    }

    private List<Object> triggers(String query) {
        return items(get("/triggers" + query)).stream()
                .map(trigger -> Objects.requireNonNull(trigger.get("id")))
                .toList();
    }

    @Test
    void people_are_told_what_runs_here() {
        assertThat(json(server.send(owner("/api/v1/version"))))
                .containsEntry("version", "1.2.3")
                .containsEntry("store", "sqlite")
                .containsEntry("started_at", "2026-11-22T08:00:00Z")
                .containsEntry("retention_days", 30L);
    }

    @Test
    void an_expression_is_tried_with_sample_data() {
        put("/variables/TOKEN", "application/json", "{\"value\":\"s3cret\",\"secret\":true}");

        assertThat(json(post(
                        "/expressions/evaluate",
                        "{\"expression\":\"event.data.n + 1\",\"event\":{\"data\":{\"n\":2}}}")))
                .containsEntry("value", 3L)
                .containsEntry("problems", List.of());
        assertThat(json(post("/expressions/evaluate", "{\"template\":{\"a\":\"Bearer {{ secrets.TOKEN }}\"}}")))
                .containsEntry("value", Map.of("a", "Bearer ********"));
        assertThat(post("/expressions/evaluate", "{\"expression\":\"1 +\\n evnt\"}")
                        .body())
                .contains("\"line\":2", "\"column\":2", "event");
        assertThat(post("/expressions/evaluate", "{}").statusCode()).isEqualTo(400);
        assertThat(post("/expressions/evaluate", "{\"expression\":\"1\",\"template\":1}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void an_expression_is_tried_with_an_execution_or_an_event_of_any_size() {
        publish("greet", ECHO);
        // fits into the body that starts an execution, and no more into one that evaluates
        String large = "x".repeat(1_048_520);
        HttpResponse<String> run = post(
                "/workflows/greet/executions?wait=PT30S", "{\"data\":{\"name\":\"Ada\",\"rest\":\"" + large + "\"}}");
        assertThat(run.statusCode()).as(run.body()).isEqualTo(200);
        String execution = String.valueOf(json(run).get("id"));
        String event = String.valueOf(items(get("/events")).getFirst().get("id"));

        assertThat(evaluate(
                                "size(event.data.rest)",
                                "\"event\":{\"data\":{\"name\":\"Ada\",\"rest\":\"" + large + "\"}}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(json(evaluate("size(event.data.rest)", "\"sample_event\":\"" + event + "\"")))
                .containsEntry("value", 1_048_520L);
        assertThat(json(evaluate("event.id", "\"sample_execution\":\"" + execution + "\"")))
                .containsEntry("value", event);
        assertThat(json(evaluate("steps", "\"sample_execution\":\"" + execution + "\"")))
                .containsEntry(
                        "value",
                        Map.of(
                                "run",
                                Map.of("status", "succeeded", "attempts", 1L, "output", Map.of("text", "Hello Ada"))));
        assertThat(json(evaluate("steps.?run", "\"sample_event\":\"" + event + "\""))
                        .get("value"))
                .isNull();
    }

    @Test
    void a_sample_that_is_unknown_or_given_twice_is_refused() {
        String other = "exe_" + "0".repeat(13);

        assertThat(evaluate("1", "\"sample_execution\":\"" + other + "\"").statusCode())
                .isEqualTo(404);
        assertThat(evaluate("1", "\"sample_event\":\"nothing\"").statusCode()).isEqualTo(404);
        HttpResponse<String> twice = evaluate("1", "\"event\":{},\"sample_event\":\"evt_1\"");
        assertThat(twice.statusCode()).isEqualTo(400);
        assertThat(twice.body()).contains("in one way");
        assertThat(evaluate("1", "\"sample_execution\":\"exe_1\",\"sample_event\":\"evt_1\"")
                        .statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> evaluate(String expression, String sample) {
        return post("/expressions/evaluate", "{\"expression\":\"" + expression + "\"," + sample + "}");
    }

    @Test
    void starting_without_waiting_answers_202_with_the_id() {
        publish("greet", ECHO);

        HttpResponse<String> run = post("/workflows/greet/executions", "{\"data\":{\"name\":\"Ada\"}}");

        assertThat(run.statusCode()).isEqualTo(202);
        assertThat(String.valueOf(json(run).get("id"))).startsWith("exe_");
    }

    @Test
    void a_wait_that_ends_before_the_execution_answers_202() {
        publish("slow", WAITING);

        HttpResponse<String> run = post("/workflows/slow/executions?wait=PT0.05S", "{}");

        assertThat(run.statusCode()).as(run.body()).isEqualTo(202);
        assertThat(json(run)).containsKeys("id");
    }

    @Test
    void a_draft_that_was_never_published_cannot_be_started() {
        put("/workflows/greet", "application/yaml", ECHO);

        HttpResponse<String> run = post("/workflows/greet/executions", "{}");

        assertThat(run.statusCode()).isEqualTo(409);
        assertThat(json(run)).containsEntry("code", "workflow_not_published");
        assertThat(post("/workflows/nowhere/executions", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void a_disabled_workflow_cannot_be_started_until_it_is_enabled() {
        publish("greet", ECHO);
        assertThat(json(post("/workflows/greet/disable", ""))).containsEntry("enabled", false);

        assertThat(json(post("/workflows/greet/executions", "{}"))).containsEntry("code", "workflow_disabled");
        post("/workflows/greet/enable", "");
        assertThat(post("/workflows/greet/executions", "{\"data\":{\"name\":\"x\"}}")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void whoever_starts_nothing_is_told_why() {
        publish("greet", ECHO + """
                triggers: [{ id: hand, manual: {}, when: "event.data.name != 'Eve'" }]
                concurrency: { limit: 1, key: "{{ event.data.team }}" }
                """);

        HttpResponse<String> unwanted = post("/workflows/greet/executions", "{\"data\":{\"name\":\"Eve\"}}");
        HttpResponse<String> keyless = post("/workflows/greet/executions", "{\"data\":{\"name\":\"Ada\"}}");

        assertThat(unwanted.statusCode()).isEqualTo(409);
        assertThat(json(unwanted)).extracting("detail").asString().contains("condition is false");
        assertThat(keyless.statusCode()).isEqualTo(409);
        assertThat(json(keyless)).extracting("detail").asString().contains("A key of its flow control failed", "team");
    }

    @Test
    void the_same_idempotency_key_starts_once_and_other_data_is_refused() {
        publish("greet", ECHO);
        HttpRequest.Builder request = owner(PROJECT + "/workflows/greet/executions")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "order-1");

        HttpResponse<String> first =
                server.send(request.copy().POST(BodyPublishers.ofString("{\"data\":{\"name\":\"Ada\"}}")));
        HttpResponse<String> again =
                server.send(request.copy().POST(BodyPublishers.ofString("{\"data\": {\"name\": \"Ada\"}}")));
        HttpResponse<String> other =
                server.send(request.copy().POST(BodyPublishers.ofString("{\"data\":{\"name\":\"Eve\"}}")));

        assertThat(json(again)).isEqualTo(json(first));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(json(other)).containsEntry("code", "idempotency_mismatch");
        assertThat(items(get("/executions"))).hasSize(1);
    }

    @Test
    void one_action_is_run_and_recorded_like_any_execution() {
        HttpResponse<String> run =
                post("/actions/sample.echo/executions?wait=PT30S", "{\"input\":{\"text\":\"hello\"}}");

        assertThat(run.statusCode()).as(run.body()).isEqualTo(200);
        assertThat(run.body()).contains("\"output\":{\"text\":\"hello\"}");
        assertThat(items(get("/executions?action=sample.echo"))).hasSize(1);
        assertThat(post("/actions/sample.ecko/executions", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void a_failed_execution_is_answered_in_full_too_and_can_be_restarted() {
        HttpResponse<String> run = post("/actions/sample.fail/executions?wait=PT30S", "{}");

        assertThat(run.statusCode()).isEqualTo(200);
        assertThat(json(run)).containsEntry("status", "failed");
        assertThat(run.body()).contains("This action always fails.", "\"error_class\":\"validation\"");
        String id = String.valueOf(json(run).get("id"));
        assertThat(post("/executions/" + id + "/restart", "").statusCode()).isEqualTo(202);
    }

    @Test
    void a_step_whose_outcome_is_unknown_is_settled_by_whoever_knows() throws Exception {
        String id = String.valueOf(
                json(post("/actions/sample.lose/executions", "{}")).get("id"));
        awaitLive(id, "\"status\":\"waiting\"");
        String settle = "/executions/" + id + "/steps/run/settle";

        assertThat(post(settle, "{\"as\":\"lost\"}").statusCode()).isEqualTo(400);
        assertThat(post("/executions/" + id + "/steps/other/settle", "{\"as\":\"retry\"}")
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> settled =
                post(settle, "{\"as\":\"succeeded\",\"output\":{\"n\":7},\"note\":\"It is there.\"}");

        assertThat(settled.statusCode()).as(settled.body()).isEqualTo(202);
        assertThat(json(settled)).containsEntry("status", "succeeded");
        assertThat(get("/executions/" + id).body())
                .contains("\"output\":{\"n\":7}", "\"decision\":\"settle\"", "It is there.", "owner");
        assertThat(json(post(settle, "{\"as\":\"retry\"}"))).containsEntry("code", "illegal_transition");
    }

    @Test
    void what_a_step_asks_is_listed_and_answered_once() throws Exception {
        publish("refund", """
                id: refund
                steps:
                  - { id: ask, approval: { title: "Refund {{ event.data.amount }}?", roles: [owner] } }
                  - { id: done, transform: "{{ steps.ask.output.note }}" }
                """);
        String id = String.valueOf(json(post("/workflows/refund/executions", "{\"data\":{\"amount\":40}}"))
                .get("id"));
        awaitLive(id, "\"status\":\"waiting\"");
        String step = "/executions/" + id + "/steps/ask";

        assertThat(get("/approvals?workflow=refund&execution=" + id).body())
                .contains("\"title\":\"Refund 40?\"", "\"roles\":[\"owner\"]", "\"execution\":\"" + id + "\"");
        assertThat(get("/approvals?workflow=other").body()).contains("\"items\":[]");
        assertThat(get("/approvals?execution=7").statusCode()).isEqualTo(400);
        assertThat(server.send(server.to(PROJECT + step + "/approve")
                                .header("Authorization", "Bearer mr_operator")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .as("of another role")
                .isEqualTo(403);
        assertThat(post("/executions/" + id + "/steps/other/approve", "{}").statusCode())
                .isEqualTo(404);

        HttpResponse<String> approved = post(step + "/approve", "{\"note\":\"Fine.\"}");
        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(202);
        HttpResponse<String> late = post(step + "/reject", "{\"note\":\"No.\"}");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(json(late)).containsEntry("code", "illegal_transition");
        awaitLive(id, "event: end");
        assertThat(get("/executions/" + id).body())
                .contains("\"decision\":\"approve\"", "Approved by owner", "\"output\":\"Fine.\"");
        assertThat(get("/approvals").body()).contains("\"items\":[]");
    }

    @Test
    void an_execution_says_what_its_steps_are_and_shows_the_output_of_a_rejected_one() throws Exception {
        publish("refund", """
                id: refund
                steps:
                  - { id: ask, approval: { title: "Refund?" } }
                  - { id: done, transform: 1 }
                """);
        String id =
                String.valueOf(json(post("/workflows/refund/executions", "{}")).get("id"));
        awaitLive(id, "\"status\":\"waiting\"");

        post("/executions/" + id + "/steps/ask/reject", "{\"note\":\"Too much.\"}");
        awaitLive(id, "event: end");

        assertThat(get("/executions/" + id).body())
                .contains("\"kind\":\"approval\",\"status\":\"failed\"")
                .contains("\"kind\":\"transform\",\"status\":\"skipped\"")
                .containsPattern("\"output\":\\{\"approved\":false,[^}]*},\"attempts\"");
    }

    /** Follows an execution until something is told of it. */
    private void awaitLive(String id, String part) throws Exception {
        HttpResponse<Stream<String>> live =
                server.send(owner(PROJECT + "/executions/" + id + "/live"), BodyHandlers.ofLines());
        try (Stream<String> lines = live.body()) {
            assertThat(lines.anyMatch(line -> line.contains(part))).isTrue();
        }
    }

    @Test
    void a_running_execution_is_followed_and_cancelled() throws Exception {
        publish("slow", WAITING);
        String id =
                String.valueOf(json(post("/workflows/slow/executions", "{}")).get("id"));
        house.tool.started.await();

        HttpResponse<InputStream> live =
                server.send(owner(PROJECT + "/executions/" + id + "/live"), BodyHandlers.ofInputStream());
        assertThat(post("/executions/" + id + "/cancel", "").statusCode()).isEqualTo(202);

        List<String> lines = lines(live);
        assertThat(lines).contains("event: execution", "event: end");
        assertThat(lines.getLast()).isEmpty();
        assertThat(json(get("/executions/" + id))).containsEntry("status", "cancelled");
    }

    @Test
    void a_stream_resumed_anywhere_tells_exactly_the_rest() throws Exception {
        HttpResponse<String> run =
                post("/actions/sample.echo/executions?wait=PT30S", "{\"input\":{\"text\":\"hello\"}}");
        String live = PROJECT + "/executions/" + json(run).get("id") + "/live";

        List<String> whole = lines(server.send(owner(live), BodyHandlers.ofInputStream()));
        List<String> events = fields(whole, "event");
        List<String> ids = fields(whole, "id");

        assertThat(events).containsExactly("attempt", "execution", "end");
        assertThat(ids).doesNotHaveDuplicates().hasSameSizeAs(events);
        for (int known = 1; known <= ids.size(); known++) {
            HttpRequest.Builder again = owner(live).header("Last-Event-ID", ids.get(known - 1));
            assertThat(fields(lines(server.send(again, BodyHandlers.ofInputStream())), "event"))
                    .as("after %s", ids.get(known - 1))
                    .isEqualTo(events.subList(known, events.size()));
        }
    }

    private static List<String> fields(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .toList();
    }

    @Test
    void who_wants_a_new_one_does_not_change_one_that_is_there() {
        Map<String, String> bodies = Map.of(
                "/variables/SHEET", "{\"value\":1}",
                "/connections/mine", "{\"tool\":\"sample\",\"kind\":\"key\",\"secrets\":{\"key\":\"0123456789\"}}");
        bodies.forEach((path, body) -> {
            HttpRequest.Builder request = owner(PROJECT + path)
                    .header("Content-Type", "application/json")
                    .header("If-None-Match", "*")
                    .PUT(BodyPublishers.ofString(body));
            assertThat(server.send(request.copy()).statusCode()).as(path).isEqualTo(200);

            HttpResponse<String> second = server.send(request.copy());
            assertThat(second.statusCode()).as(path).isEqualTo(412);
            assertThat(second.body()).contains("precondition_failed", "already, and nothing was changed");
            assertThat(json(get(path))).containsEntry("revision", 1L);
            assertThat(server.send(request.copy().header("If-Match", "\"1\"")).statusCode())
                    .as("both at once fit nothing")
                    .isEqualTo(400);
            assertThat(server.send(owner(PROJECT + path)
                                    .header("If-None-Match", "\"1\"")
                                    .PUT(BodyPublishers.ofString(body)))
                            .statusCode())
                    .isEqualTo(400);
        });
    }

    @Test
    void fields_of_the_same_name_are_refused_wherever_they_stand() {
        for (String body : List.of(
                "{\"value\":1,\"value\":2}",
                "{\"value\":{\"a\":1,\"a\":2}}",
                "{\"value\":[{\"a\":1,\"\\u0061\":2}]}")) {
            HttpResponse<String> refused = put("/variables/TWICE", "application/json", body);
            assertThat(refused.statusCode()).as(body).isEqualTo(400);
            assertThat(refused.body()).contains("bad_json", "line 1", "two fields of the same name");
        }
        assertThat(get("/variables/TWICE").statusCode()).isEqualTo(404);

        put("/workflows/greet", "application/yaml", ECHO);
        post("/workflows/greet/publish", "");
        for (String path : List.of("/workflows/greet/executions", "/expressions/evaluate", "/executions/bulk/count")) {
            assertThat(post(path, "{\"data\":{\"a\":1,\"a\":2}}").body())
                    .as(path)
                    .contains("bad_json");
        }
        assertThat(put("/workflows/twice", "application/yaml", "id: twice\nname: A\nname: B\nsteps: []\n")
                        .body())
                .contains("name");
    }

    @Test
    void half_a_character_is_refused_with_its_place() {
        for (String half : List.of("\\ud83d", "\\ude00", "a\\ude00\\ud83d")) {
            HttpResponse<String> secret =
                    put("/variables/HALF", "application/json", "{\"value\":1,\"secret\":false,\"" + half + "\":1}");
            assertThat(secret.statusCode()).isEqualTo(400);
            HttpResponse<String> connection = put(
                    "/connections/half",
                    "application/json",
                    "{\"tool\":\"sample\",\"kind\":\"key\",\"secrets\":{\"key\":\"" + half + "\"}}");
            assertThat(connection.statusCode()).isEqualTo(400);
            assertThat(connection.body()).contains("bad_request", "\"path\":\"secrets.key\"", "half a character");
        }
        assertThat(put("/variables/WHOLE", "application/json", "{\"value\":\"\\ud83d\\ude00\"}")
                        .body())
                .contains("\"value\":\"\ud83d\ude00\"");
        assertThat(put("/variables/KEPT", "application/json", "{\"value\":{\"a\":\"x\\ud83d\"}}")
                        .body())
                .as("free JSON is kept as it came")
                .contains("{\"a\":\"x\\uD83D\"}");
        assertThat(get("/variables/KEPT").body()).contains("{\"a\":\"x\\uD83D\"}");
    }

    @Test
    void a_variable_needs_a_value() throws Exception {
        for (String body : List.of("{}", "{\"value\":null}")) {
            HttpResponse<String> refused =
                    server.send(owner(PROJECT + "/variables/EMPTY").PUT(BodyPublishers.ofString(body)));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains("\"path\":\"value\"");
        }
        assertThat(get("/variables/EMPTY").statusCode()).isEqualTo(404);
    }

    @Test
    void the_address_in_a_problem_leads_to_its_explanation() throws Exception {
        String type = String.valueOf(json(get("/variables/EMPTY")).get("type"));
        HttpResponse<String> page = server.send(server.to(type.substring(0, type.indexOf('#'))));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body())
                .contains("<h2 id=\"not_found\">not_found</h2>", "<code>Authorization: Bearer mr_...</code>")
                .doesNotContain("```", "role-matrix.md");
    }

    private static List<String> lines(HttpResponse<InputStream> response) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    @Test
    void a_draft_is_saved_only_by_who_has_seen_the_newest() {
        HttpResponse<String> saved = put("/workflows/greet", "application/yaml", ECHO);
        String tag = saved.headers().firstValue("ETag").orElseThrow();
        HttpRequest.Builder request = owner(PROJECT + "/workflows/greet").header("Content-Type", "application/yaml");

        assertThat(server.send(request.copy().header("If-Match", tag).PUT(BodyPublishers.ofString(ECHO + "# more\n")))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> late =
                server.send(request.copy().header("If-Match", tag).PUT(BodyPublishers.ofString(ECHO)));
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(server.send(request.copy().header("If-None-Match", "\"7\"").PUT(BodyPublishers.ofString(ECHO)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.send(request.copy().header("If-None-Match", "*").PUT(BodyPublishers.ofString(ECHO)))
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void a_wrong_workflow_is_saved_with_its_problems_and_not_published() {
        String wrong = ECHO.replace("sample.echo", "sample.ecko");

        HttpResponse<String> saved = put("/workflows/greet", "application/yaml", wrong);
        HttpResponse<String> published = post("/workflows/greet/publish", "");
        HttpResponse<String> validated = server.send(owner(PROJECT + "/workflows/validate")
                .header("Content-Type", "text/yaml")
                .POST(BodyPublishers.ofString(wrong)));

        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(saved.body()).contains("sample.echo", "\"line\":4");
        assertThat(published.statusCode()).isEqualTo(422);
        assertThat(json(published)).containsEntry("code", "workflow_invalid");
        assertThat(json(validated))
                .containsEntry("valid", false)
                .containsEntry("problems", json(saved).get("problems"));
    }

    @Test
    void a_workflow_is_listed_cloned_versioned_and_deleted() {
        publish("greet", ECHO);

        HttpResponse<String> copy = post("/workflows/greet/clone", "{\"id\":\"greet-again\"}");
        assertThat(copy.statusCode()).isEqualTo(201);
        assertThat(copy.headers().firstValue("Location")).contains(PROJECT + "/workflows/greet-again");
        assertThat(items(get("/workflows"))).extracting(item -> item.get("id")).containsExactly("greet", "greet-again");
        HttpResponse<String> page = get("/workflows?limit=1");
        assertThat(items(page)).hasSize(1);
        assertThat(items(get("/workflows?limit=1&cursor=" + json(page).get("next"))))
                .extracting(item -> item.get("id"))
                .containsExactly("greet-again");
        assertThat(items(get("/workflows/greet/versions"))).hasSize(1);
        assertThat(json(get("/workflows/greet/versions/1"))).containsEntry("text", ECHO);
        assertThat(server.send(owner(PROJECT + "/workflows/greet").DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(get("/workflows/greet").statusCode()).isEqualTo(404);
    }

    @Test
    void every_list_refuses_a_cursor_that_it_never_gave() {
        publish("greet", ECHO);
        String foreign = new Cursor("other things").write("greet");
        List<String> lists = house.table().rows().stream()
                .filter(row -> row.route().query().contains(QueryParameter.CURSOR))
                .map(row -> row.path().replace("{project}", "default").replace("{workflow}", "greet"))
                .map(path -> path.replace("{execution}", Ids.text("exe", 1)).replace("{step}", "post"))
                .toList();
        assertThat(lists).hasSizeGreaterThan(8);

        for (String list : lists) {
            for (String cursor : List.of("made-up", foreign, "%01")) {
                HttpResponse<String> refused = server.send(owner(list + "?cursor=" + cursor));
                assertThat(refused.statusCode()).as(list + " " + cursor).isEqualTo(400);
                assertThat(json(refused)).containsEntry("code", "bad_request");
                assertThat(refused.body()).contains("leave the cursor out");
            }
        }
    }

    @Test
    void json_is_taken_for_a_workflow_as_yaml_is() {
        HttpResponse<String> saved = put(
                "/workflows/greet",
                "application/json",
                "{\"id\":\"greet\",\"action\":\"sample.echo\",\"input\":{\"text\":\"hi\"}}");

        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(json(saved)).containsEntry("problems", List.of()).containsEntry("kind", "tool_action");
    }

    @Test
    void secrets_of_a_connection_go_in_and_never_come_out() {
        HttpResponse<String> saved = put(
                "/connections/my-key",
                "application/json",
                "{\"tool\":\"sample\",\"kind\":\"key\",\"config\":{\"region\":\"eu\"},\"secrets\":{\"key\":\"wrong-key\"}}");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        assertThat(saved.body()).doesNotContain("wrong-key").contains("\"secrets\":[\"key\"]");

        HttpResponse<String> refused = post("/connections/my-key/test", "");
        assertThat(json(refused)).containsEntry("ok", false);
        assertThat(refused.body()).doesNotContain("wrong-key");
        assertThat(get("/connections/my-key").body()).contains("needs_reauth");

        put(
                "/connections/my-key",
                "application/json",
                "{\"tool\":\"sample\",\"kind\":\"key\",\"config\":{\"region\":\"eu\"},\"secrets\":{\"key\":\"right-key\"}}");
        assertThat(json(post("/connections/my-key/test", ""))).containsEntry("ok", true);
        assertThat(items(get("/connections?tool=sample"))).hasSize(1);
        assertThat(server.send(owner(PROJECT + "/connections/my-key").DELETE()).statusCode())
                .isEqualTo(204);
    }

    @Test
    void a_connection_without_what_its_kind_requires_is_refused_with_the_path() {
        HttpResponse<String> refused = put(
                "/connections/my-key",
                "application/json",
                "{\"tool\":\"sample\",\"kind\":\"key\",\"secrets\":{\"key\":null}}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused)).containsEntry("code", "connection_invalid");
    }

    @Test
    void a_secret_variable_is_written_and_not_read() {
        assertThat(put("/variables/SHEET", "application/json", "{\"value\":[1,2],\"secret\":false}")
                        .body())
                .contains("\"value\":[1,2]");
        assertThat(put("/variables/HOOK", "application/json", "{\"value\":\"hidden-text\",\"secret\":true}")
                        .body())
                .contains("\"value\":null")
                .doesNotContain("hidden-text");
        assertThat(items(get("/variables")))
                .extracting(item -> item.get("name"))
                .containsExactly("HOOK", "SHEET");
        assertThat(put("/variables/lower", "application/json", "{\"value\":1}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void a_webhook_is_taken_starts_its_workflow_and_is_counted() {
        publish("listen", """
                id: listen
                triggers:
                  - id: order
                    webhook: { path: orders, verify: { preset: none, delivery_header: x-delivery } }
                steps:
                  - id: say
                    action: sample.echo
                    input: { text: "{{ event.data.what }}" }
                """);
        HttpRequest.Builder delivery = server.to("/hooks/default/orders")
                .header("Content-Type", "application/json")
                .header("X-Delivery", "d-1")
                .POST(BodyPublishers.ofString("{\"what\":\"tea\"}"));

        HttpResponse<String> first = server.send(delivery.copy());
        HttpResponse<String> again = server.send(delivery.copy());

        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(json(first)).containsEntry("duplicate", false);
        assertThat(json(again))
                .containsEntry("duplicate", true)
                .containsEntry("id", json(first).get("id"));
        HttpResponse<String> event = get("/events/" + json(first).get("id"));
        assertThat(event.body()).contains("\"what\":\"tea\"", "\"workflow\":\"listen\"");
        assertThat(items(get("/sources")).getFirst())
                .containsEntry("url", "http://millrace.example/hooks/default/orders")
                .containsEntry("accepted", 1L)
                .containsEntry("duplicates", 1L);
        assertThat(json(post("/sources/orders/test", ""))).containsEntry("status", 202L);
        assertThat(items(get("/triggers")).getFirst()).containsEntry("kind", "webhook");
        assertThat(server.send(server.to("/hooks/default/nowhere").POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_list_of_events_has_their_size_and_only_the_event_itself_has_its_data_as_it_was_sent() {
        publish("greet", ECHO);
        publish("listen", """
                id: listen
                triggers:
                  - id: order
                    webhook: { path: orders, verify: { preset: none } }
                steps:
                  - id: say
                    action: sample.echo
                    input: { text: "{{ event.data.name }}" }
                """);
        String sent = "{\"name\": \"Ada\",\n \"rest\": [1, 2.50, 12345678901234567890]}";
        server.send(server.to("/hooks/default/orders")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(sent)));

        Map<String, Object> listed = items(get("/events")).getFirst();

        assertThat(listed)
                .containsOnlyKeys("id", "type", "source", "time", "executions", "size")
                .containsEntry("executions", 1L)
                .containsEntry("size", (long) sent.length());
        assertThat(get("/events/" + listed.get("id")).body()).contains("\"data\":" + sent + ",");
        String execution = String.valueOf(items(get("/executions")).getFirst().get("id"));
        assertThat(get("/executions/" + execution).body()).contains("\"data\":" + sent + "}");
    }

    @Test
    void an_attempt_is_shown_by_itself() {
        publish("greet", ECHO);
        String execution =
                String.valueOf(json(post("/workflows/greet/executions?wait=PT20S", "{\"data\":{\"name\":\"Ada\"}}"))
                        .get("id"));

        String step = JsonMapper.shared()
                .readTree(get("/executions/" + execution).body())
                .at("/steps/0/id")
                .asString();
        HttpResponse<String> attempt = get("/executions/" + execution + "/steps/" + step + "/attempts/1");

        assertThat(json(attempt))
                .containsEntry("number", 1L)
                .containsEntry("status", "succeeded")
                .containsEntry("input", Map.of("text", "Hello Ada"));
        assertThat(get("/executions/" + execution).body()).contains("\"attempts\":[" + attempt.body() + "]");
        assertThat(List.of(step + "/attempts/2", step + "/attempts/0", step + "/attempts/x", "other/attempts/1"))
                .allSatisfy(other -> assertThat(get("/executions/" + execution + "/steps/" + other)
                                .statusCode())
                        .isEqualTo(404));
    }

    @Test
    void a_zero_character_is_refused_wherever_a_text_is_read() {
        for (String name : List.of("tag", "workflow", "connection", "action", "tool")) {
            HttpResponse<String> response = get("/executions?" + name + "=%00");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("\"query." + name + "\"", "U+0000");
        }
        HttpResponse<String> signIn = server.send(server.to("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"email\":\"a\\u0000@b.co\",\"password\":\"x\"}")));
        assertThat(signIn.statusCode()).isEqualTo(400);
        assertThat(signIn.body()).contains("\"email\"", "U+0000");
        assertThat(put("/workflows/greet", "application/yaml", "id: a\0b").statusCode())
                .isEqualTo(400);
        assertThat(get("/workflows/a%00b").statusCode()).isEqualTo(400);
    }

    @Test
    void times_beyond_every_calendar_are_refused() {
        for (String year : List.of("-999999999", "%2B999999999", "0000")) {
            for (String name : List.of("from", "to")) {
                assertThat(get("/executions?" + name + "=" + year + "-01-01T00:00:00Z")
                                .statusCode())
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void an_event_is_replayed() {
        publish("greet", ECHO);
        post("/workflows/greet/executions", "{\"data\":{\"name\":\"Ada\"}}");
        String event = String.valueOf(items(get("/events")).getFirst().get("id"));

        HttpResponse<String> replay = post("/events/" + event + "/replay", "");

        assertThat(replay.statusCode()).as(replay.body()).isEqualTo(202);
        assertThat(items(get("/executions"))).hasSize(2);
    }

    @Test
    void an_execution_is_replayed_once_for_one_idempotency_key() {
        publish("greet", ECHO);
        String first =
                String.valueOf(json(post("/workflows/greet/executions?wait=PT30S", "{\"data\":{\"name\":\"Ada\"}}"))
                        .get("id"));
        HttpRequest.Builder request = owner(PROJECT + "/executions/" + first + "/replay")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "again-1");

        HttpResponse<String> one = server.send(request.copy().POST(BodyPublishers.ofString("{}")));
        HttpResponse<String> two = server.send(request.copy().POST(BodyPublishers.ofString("{}")));

        assertThat(one.statusCode()).as(one.body()).isEqualTo(202);
        assertThat(json(one).get("id")).isNotEqualTo(first);
        assertThat(json(two)).isEqualTo(json(one));
        assertThat(items(get("/executions"))).hasSize(2);
        assertThat(post("/executions/" + first + "/replay", "{\"version\":\"same\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(post("/executions/" + first + "/replay", "{\"version\":\"oldest\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void failed_executions_are_counted_and_restarted_in_bulk() {
        for (int i = 0; i < 3; i++) {
            post("/actions/sample.fail/executions?wait=PT30S", "{}");
        }
        String wish = "\"operation\":\"restart\",\"filter\":{\"action\":\"sample.fail\"}";

        HttpResponse<String> count = post("/executions/bulk/count", "{" + wish + "}");
        assertThat(json(count)).as(count.body()).containsEntry("matching", 3L).containsEntry("more", false);
        HttpResponse<String> done = post(
                "/executions/bulk", "{" + wish + ",\"cursor\":\"" + json(count).get("cursor") + "\"}");

        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat((List<?>) json(done).get("done")).hasSize(3);
        assertThat(json(done)).containsEntry("refused", List.of()).containsEntry("next", null);
    }

    @Test
    void a_bulk_change_needs_the_cursor_of_its_count_and_a_status_it_is_for() {
        String filter = "\"filter\":{\"status\":\"succeeded\"}";

        assertThat(post("/executions/bulk", "{\"operation\":\"cancel\",\"cursor\":\"abc\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/executions/bulk", "{\"operation\":\"cancel\"}").statusCode())
                .isEqualTo(400);
        HttpResponse<String> wrong = post("/executions/bulk/count", "{\"operation\":\"restart\"," + filter + "}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("only for those that are failed, cancelled");
    }

    @Test
    void a_healthy_project_has_no_findings_and_nothing_to_mend() {
        publish("nap", "id: nap\nsteps: [{ id: nap, wait: { for: PT1H } }]");
        String id = String.valueOf(json(post("/workflows/nap/executions", "{}")).get("id"));

        HttpResponse<String> found = get("/doctor");
        HttpResponse<String> mended = post("/executions/" + id + "/mend", "");

        assertThat(json(found))
                .as(found.body())
                .containsEntry("findings", List.of())
                .containsEntry("checked", 1L);
        assertThat(json(mended)).as(mended.body()).containsEntry("mended", List.of());
        assertThat(post("/executions/exe_0000000000001/mend", "").statusCode()).isEqualTo(404);
    }

    @Test
    void a_schedule_shows_its_next_ten_fires() {
        publish("daily", """
                id: daily
                triggers:
                  - id: morning
                    schedule: { cron: "0 9 * * *", zone: Europe/Berlin }
                steps:
                  - id: say
                    action: sample.echo
                    input: { text: "Good morning" }
                """);

        Map<String, Object> trigger = items(get("/triggers")).getFirst();

        assertThat(trigger)
                .containsEntry("timing", "cron 0 9 * * *")
                .containsEntry("zone", "Europe/Berlin")
                .containsEntry("starts_at", null)
                .containsEntry("jitter", null);
        assertThat((List<?>) trigger.get("next_fires")).hasSize(10);
    }

    @Test
    void a_schedule_shows_when_it_begins_and_ends_and_how_far_it_is_spread() {
        publish("spring", """
                id: spring
                triggers:
                  - schedule: { every: P1D, start: "2099-03-01T09:00:00Z", end: "2099-03-03T09:00:00Z", jitter: PT10M }
                steps: [{ id: say, transform: 1 }]
                """);

        Map<String, Object> trigger = items(get("/triggers")).getFirst();

        assertThat(trigger)
                .containsEntry("starts_at", "2099-03-01T09:00:00Z")
                .containsEntry("ends_at", "2099-03-03T09:00:00Z")
                .containsEntry("jitter", "PT10M");
        assertThat((List<?>) trigger.get("next_fires")).hasSize(3);
    }

    @Test
    void anything_sent_to_the_catcher_is_kept_with_credentials_masked() {
        HttpResponse<String> caught = server.send(server.to("/catch/default/test-1?a=b")
                .header("Authorization", "Bearer very-secret")
                .method("PATCH", BodyPublishers.ofString("hello")));

        assertThat(caught.statusCode()).isEqualTo(200);
        assertThat(caught.body()).isEqualTo("{\"caught\":true}");
        assertThat(items(get("/catch"))).extracting(item -> item.get("name")).containsExactly("test-1");
        HttpResponse<String> requests = get("/catch/test-1");
        assertThat(items(requests).getFirst())
                .containsEntry("method", "PATCH")
                .containsEntry("query", "a=b")
                .containsEntry("body", "hello");
        assertThat(requests.body()).doesNotContain("very-secret");
        assertThat(server.send(owner(PROJECT + "/catch/test-1").DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(items(get("/catch/test-1"))).isEmpty();
        assertThat(server.send(server.to("/catch/nowhere/test-1")).statusCode()).isEqualTo(404);
    }

    @Test
    void tools_and_actions_are_described_with_their_schemas() {
        assertThat(items(server.send(owner("/api/v1/tools"))))
                .extracting(item -> item.get("name"))
                .containsExactly("sample");
        assertThat(server.send(owner("/api/v1/tools/sample")).body()).contains("\"connection_kinds\"", "sample.echo");
        assertThat(items(server.send(owner("/api/v1/actions?text=gives&kind=search"))))
                .extracting(item -> item.get("name"))
                .containsExactly("sample.echo");
        assertThat(server.send(owner("/api/v1/actions/sample.echo")).body())
                .contains("\"input\":{", "\"effect\":\"read\"");
        HttpResponse<String> icon = server.send(owner("/api/v1/tools/sample/icon.svg"));
        assertThat(icon.headers().firstValue("Content-Type")).contains("image/svg+xml");
    }

    @Test
    void editors_get_the_schemas_from_any_origin() {
        for (String name : List.of("workflow", "manifest")) {
            HttpResponse<String> schema = server.send(server.to("/schemas/" + name + ".json"));
            assertThat(schema.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("*");
            assertThat(String.valueOf(json(schema).get("$schema"))).contains("2020-12");
        }
    }

    @Test
    void health_tells_what_is_wrong() {
        assertThat(server.send(server.to("/health/live")).statusCode()).isEqualTo(200);
        assertThat(server.send(server.to("/health/ready")).statusCode()).isEqualTo(200);
        assertThat(server.send(server.to("/metrics")).body()).contains("millrace_slots");
    }

    @Test
    void a_check_that_fails_makes_the_server_not_ready() {
        HealthCheck broken = new HealthCheck("store", () -> Optional.of("The database does not answer."));
        try (RunningServer failing = new RunningServer(house.tableWithCheck(broken))) {
            HttpResponse<String> ready = failing.send(failing.to("/health/ready"));
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body())
                    .isEqualTo("{\"status\":\"failing\",\"checks\":{\"store\":\"The database does not answer.\"}}");
            assertThat(failing.send(failing.to("/health/live")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_server_that_is_told_to_drain_is_not_ready_until_it_is_told_to_work_again() {
        Map<String, Object> node = items(server.send(owner("/api/v1/nodes"))).getFirst();
        assertThat(node)
                .containsEntry("name", "test")
                .containsEntry("version", "1.2.3")
                .containsEntry("state", "active")
                .containsEntry("here", true)
                .containsEntry("slots", 16L)
                .containsEntry("lease_until", null);
        String path = "/api/v1/nodes/" + node.get("id");

        HttpResponse<String> drained = server.send(owner(path + "/drain").POST(BodyPublishers.noBody()));
        assertThat(drained.statusCode()).isEqualTo(200);
        assertThat(drained.body()).contains("\"state\":\"draining\"");
        house.beat();

        HttpResponse<String> ready = server.send(server.to("/health/ready"));
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("drains");
        assertThat(server.send(server.to("/health/started")).statusCode()).isEqualTo(200);

        server.send(owner(path + "/resume").POST(BodyPublishers.noBody()));
        house.beat();
        assertThat(server.send(server.to("/health/ready")).statusCode()).isEqualTo(200);
        assertThat(server.send(owner("/api/v1/nodes/nod_nobody/drain").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void projects_are_made_renamed_and_deleted() {
        HttpResponse<String> made = server.send(owner("/api/v1/projects")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"id\":\"second\",\"name\":\"Second\"}")));
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(items(server.send(owner("/api/v1/projects"))))
                .extracting(item -> item.get("id"))
                .containsExactly("default", "second");
        assertThat(json(server.send(owner("/api/v1/projects/second")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"name\":\"Another\"}")))))
                .containsEntry("name", "Another");
        assertThat(server.send(owner("/api/v1/projects/second").DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(server.send(owner("/api/v1/projects/default").DELETE()).statusCode())
                .isEqualTo(409);
    }

    @Test
    void absent_things_are_not_found_each_by_its_name() {
        List<String> paths = List.of(
                "/workflows/absent",
                "/executions/exe_absent",
                "/events/evt_1",
                "/connections/absent",
                "/variables/ABSENT");

        assertThat(paths).allSatisfy(path -> {
            HttpResponse<String> response = get(path);
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(Optional.ofNullable(json(response).get("detail")))
                    .hasValueSatisfying(
                            detail -> assertThat(String.valueOf(detail)).startsWith("There is no "));
        });
    }
}
