package io.millrace.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.shared.Json;
import io.millrace.server.RunningServer;
import io.millrace.server.route.FakeIdentity;
import io.millrace.server.route.Limits;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API shows of values that are too large for a row. */
class LargeValueApiTest {
    private static final String PROJECT = "/api/v1/projects/default";
    private static final String LARGE = "x".repeat(2 * House.THRESHOLD);
    private static final String ECHO = """
            id: greet
            action: sample.echo
            input: { text: "Hello {{ event.data.name }}" }
            """;

    @TempDir
    Path folder;

    private House house;
    private RunningServer server;

    @BeforeEach
    void start() {
        house = new House(folder);
        server = new RunningServer(house.table(), Limits.DEFAULT, new FakeIdentity());
        send(PROJECT + "/workflows/greet", "PUT", "application/yaml", ECHO);
        send(PROJECT + "/workflows/greet/publish", "POST", "application/json", "");
    }

    @AfterEach
    void stop() {
        server.close();
        house.close();
    }

    private HttpResponse<String> send(String path, String method, String type, String body) {
        HttpRequest.Builder request = server.to(path).header("Authorization", "Bearer mr_owner");
        return server.send(request.header("Content-Type", type).method(method, BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) {
        return server.send(server.to(PROJECT + path).header("Authorization", "Bearer mr_owner"));
    }

    /** Runs once with a large value; returns the execution as the API shows it. */
    private Map<String, Object> run() {
        HttpResponse<String> ended = send(
                PROJECT + "/workflows/greet/executions?wait=PT30S",
                "POST",
                "application/json",
                "{\"data\": {\"name\": \"" + LARGE + "\"}}");
        assertThat(ended.statusCode()).isEqualTo(200);
        return Json.readObject(ended.body());
    }

    private static String eventId(Map<String, Object> execution) {
        return execution.get("event") instanceof Map<?, ?> event ? String.valueOf(event.get("id")) : "";
    }

    private static String step(Map<String, Object> execution) {
        return execution.get("steps") instanceof List<?> steps && steps.getFirst() instanceof Map<?, ?> first
                ? String.valueOf(first.get("id"))
                : "";
    }

    @Test
    void values_are_shown_as_if_they_were_in_their_rows() {
        Map<String, Object> execution = run();

        assertThat(house.blobs().ids()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(execution.toString()).contains("Hello " + LARGE).doesNotContain("@blb_");
        assertThat(get("/executions/" + execution.get("id") + "/steps/" + step(execution) + "/attempts/1")
                        .body())
                .contains("Hello " + LARGE);
        assertThat(get("/events/" + eventId(execution)).body()).contains(LARGE);
        assertThat(get("/events").body()).contains("\"size\":" + (LARGE.length() + 11));
    }

    @Test
    void lists_load_no_large_value() {
        run();
        house.blobs().failNext(100);

        assertThat(get("/executions").statusCode()).isEqualTo(200);
        assertThat(get("/events").statusCode()).isEqualTo(200);
        assertThat(get("/statistics").statusCode()).isEqualTo(200);
    }

    @Test
    void a_value_that_is_missing_is_told_in_its_place_and_by_the_doctor() {
        Map<String, Object> execution = run();
        house.blobs().lose();

        HttpResponse<String> shown = get("/executions/" + execution.get("id"));
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).contains("(missing: ").doesNotContain(LARGE);
        assertThat(get("/events/" + eventId(execution)).body()).contains("(missing: ");

        HttpResponse<String> replayed =
                send(PROJECT + "/events/" + eventId(execution) + "/replay", "POST", "application/json", "");
        assertThat(replayed.statusCode()).isEqualTo(410);
        assertThat(replayed.body()).contains("blob_missing");

        Map<String, Object> found = Json.readObject(get("/doctor/values").body());
        assertThat((List<?>) found.get("missing"))
                .hasSize(3)
                .anySatisfy(value -> assertThat(value.toString()).contains("event=" + eventId(execution)));
    }

    @Test
    void while_their_place_is_away_large_values_are_worth_another_try() {
        house.blobs().failNext(1);
        HttpResponse<String> refused = send(
                PROJECT + "/workflows/greet/executions",
                "POST",
                "application/json",
                "{\"data\": {\"name\": \"" + LARGE + "\"}}");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }
}
