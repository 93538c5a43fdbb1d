package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the server tells about itself: its API, its formats, its tools. */
class DescriptionTest extends Journey {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch", "head", "options");

    @Test
    void the_openapi_description_holds_together() {
        Answer answer = installation.anonymous().get("/api/v1/openapi.json").expect(200);
        JsonNode description = answer.json();

        assertThat(answer.header("content-type")).startsWith("application/json");
        assertThat(description.path("openapi").asString()).startsWith("3.1.");
        assertThat(description.at("/info/title").asString()).isNotBlank();
        assertThat(description.path("paths").size()).isGreaterThan(40);
        Set<String> operations = new HashSet<>();
        List<String> problems = new ArrayList<>();
        description
                .path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> {
                            String name = method.getKey() + " " + path.getKey();
                            JsonNode operation = method.getValue();
                            if (!operations.add(operation.path("operationId").asString(name))) {
                                problems.add(name + " shares its operationId");
                            }
                            if (operation.path("responses").isEmpty()) {
                                problems.add(name + " has no responses");
                            }
                            Matcher parameters = PARAMETER.matcher(path.getKey());
                            while (parameters.find()) {
                                if (!declares(path.getValue(), operation, parameters.group(1))) {
                                    problems.add(name + " does not declare " + parameters.group(1));
                                }
                            }
                        }));
        references(description).forEach(reference -> {
            if (description.at(reference.substring(1)).isMissingNode()) {
                problems.add(reference + " leads nowhere");
            }
        });
        assertThat(problems).isEmpty();
    }

    private static boolean declares(JsonNode path, JsonNode operation, String parameter) {
        List<JsonNode> declared = new ArrayList<>(Jsons.list(path.path("parameters")));
        declared.addAll(Jsons.list(operation.path("parameters")));
        return declared.stream()
                .anyMatch(each -> each.path("name").asString().equals(parameter)
                        && each.path("in").asString().equals("path")
                        && each.path("required").asBoolean());
    }

    private static Set<String> references(JsonNode node) {
        Set<String> found = new HashSet<>();
        node.findValues("$ref").forEach(reference -> found.add(reference.asString()));
        return found;
    }

    @Test
    void every_route_that_scripts_were_promised_is_described() {
        JsonNode paths =
                installation.anonymous().get("/api/v1/openapi.json").json().path("paths");
        String project = "/api/v1/projects/{project}";

        for (String promised : List.of(
                "put " + project + "/workflows/{workflow}",
                "post " + project + "/workflows/{workflow}/publish",
                "post " + project + "/workflows/{workflow}/enable",
                "post " + project + "/workflows/{workflow}/disable",
                "delete " + project + "/workflows/{workflow}",
                "post " + project + "/workflows/{workflow}/clone",
                "get " + project + "/workflows/{workflow}/versions",
                "post " + project + "/workflows/{workflow}/executions",
                "post " + project + "/actions/{action}/executions",
                "get " + project + "/executions",
                "get " + project + "/executions/{execution}",
                "get " + project + "/executions/{execution}/live",
                "post " + project + "/executions/{execution}/cancel",
                "post " + project + "/executions/{execution}/restart",
                "put " + project + "/connections/{connection}",
                "post " + project + "/connections/{connection}/test",
                "put " + project + "/variables/{variable}",
                "get " + project + "/events",
                "get " + project + "/events/{event}",
                "post " + project + "/events/{event}/replay",
                "post " + project + "/workflows/validate",
                "get " + project + "/triggers",
                "get " + project + "/sources",
                "post " + project + "/sources/{path}/test",
                "get " + project + "/catch/{name}")) {
            String[] parts = promised.split(" ", 2);
            assertThat(paths.path(parts[1]).has(parts[0])).as(promised).isTrue();
        }
    }

    @Test
    void editors_get_schemas_that_accept_every_example() throws IOException {
        Answer schema = installation.anonymous().get("/schemas/workflow.json").expect(200);
        Answer manifest = installation.anonymous().get("/schemas/manifest.json").expect(200);

        assertThat(schema.header("content-type")).startsWith("application/schema+json");
        assertThat(schema.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(manifest.text("/$schema")).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        var compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.text(), InputFormat.JSON);
        for (Path example : Examples.all()) {
            InputFormat format = example.toString().endsWith(".json") ? InputFormat.JSON : InputFormat.YAML;
            assertThat(compiled.validate(Files.readString(example), format))
                    .as(example.toString())
                    .isEmpty();
        }
    }

    @Test
    void tools_and_actions_are_listed_and_described() {
        Client viewer = installation.as("viewer");

        Answer tools = viewer.get("/api/v1/tools").expect(200);
        assertThat(tools.items("name")).contains("http", "slack", "discord", "github", "email");
        for (String tool : tools.items("name")) {
            JsonNode described = viewer.get("/api/v1/tools/" + tool).expect(200).json();
            assertThat(described.path("actions").isEmpty()).as(tool).isFalse();
            Answer page = viewer.get("/api/v1/tools/" + tool + "/docs.md").expect(200);
            assertThat(page.header("content-type")).startsWith("text/markdown");
            assertThat(page.text()).startsWith("# ");
            Answer icon = viewer.get("/api/v1/tools/" + tool + "/icon.svg").expect(200);
            assertThat(icon.header("content-type")).startsWith("image/svg+xml");
            assertThat(icon.text()).contains("<svg").doesNotContain("<script");
        }
        Answer search = viewer.get("/api/v1/actions?tool=slack&kind=create").expect(200);
        assertThat(search.items("name")).contains("slack.send_message").doesNotContain("slack.delete_message");
        assertThat(viewer.get("/api/v1/actions?text=REACTION").expect(200).items("name"))
                .contains("slack.add_reaction", "discord.add_reaction");
        JsonNode action =
                viewer.get("/api/v1/actions/slack.send_message").expect(200).json();
        assertThat(action.path("effect").asString()).isEqualTo("unsafe");
        assertThat(action.path("connection").asString()).isEqualTo("required");
        assertThat(action.at("/input/properties").has("channel")).isTrue();
        assertThat(action.at("/output/properties").has("ts")).isTrue();
        assertThat(action.path("timeout").asString()).startsWith("PT");
        assertThat(action.path("examples").isEmpty()).isFalse();
        viewer.get("/api/v1/tools/carrier_pigeon").problem(404, "not_found");
        viewer.get("/api/v1/actions/slack.send_pigeon").problem(404, "not_found");
    }
}
