package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A project as somebody sees it who scripts against the API. */
record Project(Client client, String id) {
    /** The same project, seen by somebody else. */
    Project as(Client somebody) {
        return new Project(somebody, id);
    }

    /** The path of something in this project. */
    String path(String rest) {
        return "/api/v1/projects/" + id + rest;
    }

    Answer get(String path) {
        return client.get(path(path));
    }

    Answer post(String path) {
        return client.post(path(path));
    }

    Answer post(String path, @Nullable Object json) {
        return client.post(path(path), json);
    }

    Answer put(String path, @Nullable Object json) {
        return client.put(path(path), json);
    }

    Answer delete(String path) {
        return client.delete(path(path));
    }

    /** Saves a draft. */
    Answer draft(String workflow, String yaml) {
        return client.ask("PUT", path("/workflows/" + workflow)).yaml(yaml).send();
    }

    /** Saves and publishes a workflow, whose first line is its {@code id}. */
    Answer publish(String yaml) {
        String workflow = yaml.lines()
                .filter(line -> line.startsWith("id: "))
                .findFirst()
                .orElseThrow()
                .substring("id: ".length())
                .strip();
        draft(workflow, yaml).expect(200);
        return post("/workflows/" + workflow + "/publish").expect(200);
    }

    void connect(String id, String tool, String kind, Map<String, ?> config, Map<String, String> secrets) {
        put("/connections/" + id, Map.of("tool", tool, "kind", kind, "config", config, "secrets", secrets))
                .expect(200);
    }

    void secret(String name, String value) {
        put("/variables/" + name, Map.of("value", value, "secret", true)).expect(200);
    }

    void variable(String name, Object value) {
        put("/variables/" + name, Map.of("value", value)).expect(200);
    }

    /** A request to one of the project's webhook addresses, from somebody without a token. */
    Client.Ask hook(String path) {
        return client.with(Map.of()).ask("POST", "/hooks/" + id + "/" + path);
    }

    /** Starts a workflow and waits for its end, however it ends. */
    JsonNode run(String workflow, @Nullable Object data) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("data", data);
        return post("/workflows/" + workflow + "/executions?wait=PT60S", body)
                .expect(200)
                .json();
    }

    /** Waits until an execution has ended, over its live stream, and gives what is known of it. */
    JsonNode ended(String execution) {
        try (Live live = Live.open(client.ask("GET", path("/executions/" + execution + "/live")))) {
            live.next("end");
        }
        return get("/executions/" + execution).expect(200).json();
    }

    /** What the event started, each waited for until its end, by workflow. */
    Map<String, JsonNode> endedOf(String event) {
        Map<String, JsonNode> ended = new TreeMap<>();
        for (JsonNode execution : Jsons.list(get("/events/" + event).expect(200).at("/executions"))) {
            ended.put(
                    execution.path("workflow").asString(),
                    ended(execution.path("id").asString()));
        }
        return ended;
    }

    /** The execution of a workflow that the event started, once it has ended. */
    JsonNode endedOf(String event, String workflow) {
        Map<String, JsonNode> ended = endedOf(event);
        JsonNode execution = ended.get(workflow);
        assertThat(execution).as("what %s started: %s", event, ended.keySet()).isNotNull();
        return Objects.requireNonNull(execution);
    }

    /** A step of an execution. */
    static JsonNode step(JsonNode execution, String step) {
        return Jsons.find(execution.path("steps"), "id", step);
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
