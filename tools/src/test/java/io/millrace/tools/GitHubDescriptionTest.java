package io.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.shared.Json;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request to GitHub against the OpenAPI description that GitHub publishes. */
class GitHubDescriptionTest {
    private static Map<String, Object> description;
    private static Stage stage;

    @BeforeAll
    static void read() throws Exception {
        description = Json.readObject(VendorFile.read("@octokit/openapi/generated/api.github.com.json"));
        stage = new Stage();
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    static Stream<String> actions() {
        return Stage.catalogue().tool("github").orElseThrow().spec().actions().stream()
                .map(ActionSpec::name);
    }

    @ParameterizedTest
    @MethodSource("actions")
    void a_request_is_as_github_describes_it(String name) throws Exception {
        ActionSpec action = Stage.catalogue().action("github." + name).orElseThrow();
        Connection token =
                stage.connection("token", Map.of("base_url", stage.url("")), Map.of("token", "github_pat_01"));
        RecordedRequest full = stage.requestOf("github." + name, token, FullInput.of(action));
        Map<String, Object> operation = operation(full);
        assertThat(bodyKeys(operation, "properties")).containsAll(sentKeys(full));
        assertThat(sentKeys(full)).containsAll(bodyKeys(operation, "required"));
        assertThat(queryNames(operation, false)).containsAll(full.getUrl().queryParameterNames());
        assertThat(full.getUrl().queryParameterNames()).containsAll(queryNames(operation, true));
        assertThat(operation.get("deprecated")).isNotEqualTo(true);
        RecordedRequest example = stage.requestOf(
                "github." + name, token, action.examples().getFirst().input());
        assertThat(sentKeys(example)).containsAll(bodyKeys(operation, "required"));
    }

    static Stream<String> lookUps() {
        return actions()
                .filter(name -> Stage.catalogue().lookUp("github." + name).isPresent());
    }

    @Test
    void what_github_can_be_asked_for_is_looked_up() {
        assertThat(lookUps()).containsExactly("create_pull_request", "create_release");
    }

    @ParameterizedTest
    @MethodSource("lookUps")
    void a_look_up_is_as_github_describes_it(String name) throws Exception {
        ActionSpec action = Stage.catalogue().action("github." + name).orElseThrow();
        Connection token =
                stage.connection("token", Map.of("base_url", stage.url("")), Map.of("token", "github_pat_01"));
        RecordedRequest request = stage.lookUpRequestOf("github." + name, token, FullInput.of(action));
        assertThat(request.getMethod()).isEqualTo("GET");
        Map<String, Object> operation = operation(request);
        assertThat(queryNames(operation, false)).containsAll(request.getUrl().queryParameterNames());
        assertThat(request.getUrl().queryParameterNames()).containsAll(queryNames(operation, true));
        assertThat(operation.get("deprecated")).isNotEqualTo(true);
    }

    private static Map<String, Object> operation(RecordedRequest request) {
        String method = request.getMethod().toLowerCase(Locale.ROOT);
        String path = request.getUrl().encodedPath();
        List<Map<String, Object>> found = FullInput.map(description.get("paths")).entrySet().stream()
                .filter(entry -> pattern(entry.getKey()).matcher(path).matches())
                .map(entry -> FullInput.map(FullInput.map(entry.getValue()).get(method)))
                .filter(operation -> !operation.isEmpty())
                .toList();
        assertThat(found).as("operations for %s %s", method, path).hasSize(1);
        return found.getFirst();
    }

    /** GitHub's {@code {path}} of a file has slashes; every other parameter is one segment. */
    private static Pattern pattern(String template) {
        return Pattern.compile(Stream.of(template.split("/", -1))
                .map(segment ->
                        segment.equals("{path}") ? ".+" : segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment))
                .collect(Collectors.joining("/")));
    }

    private static Set<String> sentKeys(RecordedRequest request) {
        String body = Stage.bodyOf(request);
        return body.isEmpty() ? Set.of() : Json.readObject(body).keySet();
    }

    private static Set<String> bodyKeys(Map<String, Object> operation, String keyword) {
        Map<String, Object> content =
                FullInput.map(FullInput.map(operation.get("requestBody")).get("content"));
        Map<String, Object> schema =
                FullInput.map(FullInput.map(content.get("application/json")).get("schema"));
        Set<String> keys = new HashSet<>(keys(schema.get(keyword)));
        if (keyword.equals("properties")) {
            for (String union : List.of("oneOf", "anyOf")) {
                if (schema.get(union) instanceof List<?> parts) {
                    parts.forEach(part -> keys.addAll(keys(FullInput.map(part).get(keyword))));
                }
            }
        }
        return keys;
    }

    private static Set<String> keys(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.toSet());
            case null, default -> Set.of();
        };
    }

    private static Set<String> queryNames(Map<String, Object> operation, boolean requiredOnly) {
        Set<String> names = new HashSet<>();
        for (Object each : operation.get("parameters") instanceof List<?> list ? list : List.of()) {
            Map<String, Object> parameter = resolved(FullInput.map(each));
            if ("query".equals(parameter.get("in"))
                    && (!requiredOnly || Boolean.TRUE.equals(parameter.get("required")))) {
                names.add(String.valueOf(parameter.get("name")));
            }
        }
        return names;
    }

    private static Map<String, Object> resolved(Map<String, Object> value) {
        if (!(value.get("$ref") instanceof String reference)) {
            return value;
        }
        Map<String, Object> at = description;
        for (String element : reference.substring(2).split("/")) {
            at = FullInput.map(at.get(element));
        }
        return at;
    }
}
