package io.millrace.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.access.Role;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.StepStatus;
import io.millrace.server.RunningServer;
import io.millrace.server.openapi.OpenApi;
import io.millrace.server.route.Guard;
import io.millrace.server.route.RouteTable;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

class RoutePermissionsTest {
    private static final Path MATRIX = Path.of("../docs/role-matrix.md");
    private static final Path OPEN_API = Path.of("../docs/openapi.json");

    private static final ObjectWriter PRETTY = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

    @TempDir
    static Path folder;

    private static House house;
    private static RouteTable table;
    private static RunningServer server;

    @BeforeAll
    static void start() {
        house = new House(folder);
        table = house.table();
        server = new RunningServer(table);
    }

    @AfterAll
    static void stop() {
        server.close();
        house.close();
    }

    /** Every route, called as nobody and in every role: refused exactly where its guard says so. */
    @TestFactory
    Stream<DynamicTest> every_route_admits_exactly_whom_it_should() {
        return table.rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.route().method() + " " + row.path(), () -> check(row)));
    }

    private static void check(RouteTable.Row row) {
        boolean open = row.route().guard() instanceof Guard.Open;
        int nobody = status(request(row));
        if (open) {
            assertThat(nobody).as("nobody").isNotIn(403, 405, 500);
        } else {
            assertThat(nobody).as("nobody").isEqualTo(401);
            assertThat(status(request(row).header("Authorization", "Bearer mr_wrong")))
                    .as("a wrong token")
                    .isEqualTo(401);
        }
        for (Role role : Role.values()) {
            int status = status(request(row).header("Authorization", "Bearer mr_" + role.code()));
            if (row.route().guard().admits(role)) {
                assertThat(status).as(role.code()).isNotIn(401, 403, 405, 500);
            } else {
                assertThat(status).as(role.code()).isEqualTo(403);
            }
        }
        if (!open) {
            assertThat(status(request(row).header("Cookie", "millrace_session=owner")))
                    .as("a cookie without its token")
                    .matches(status -> row.route().method().equals("GET") ? status != 403 : status == 403);
        }
    }

    private static int status(HttpRequest.Builder request) {
        return server.send(request).statusCode();
    }

    /** The things named do not exist, so nothing is changed by those who are admitted. */
    private static HttpRequest.Builder request(RouteTable.Row row) {
        String path = row.path().replace("{project}", "default").replaceAll("\\{[^}]+}", "absent");
        String method = row.route().method().equals("*") ? "POST" : row.route().method();
        return server.to(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(method.equals("GET") ? "" : "{\"absent\":true}"));
    }

    @Test
    void the_role_matrix_is_the_one_that_was_reviewed() throws IOException {
        check(MATRIX, RoleMatrix.markdown(table));
    }

    @Test
    void the_description_of_the_api_is_the_one_that_was_reviewed() throws IOException {
        check(OPEN_API, PRETTY.writeValueAsString(OpenApi.document(table)) + "\n");
    }

    /** With {@code -Dtest.jvm.arguments=-Dmillrace.update=true} the file is written instead. */
    private static void check(Path file, String now) throws IOException {
        if (Boolean.getBoolean("millrace.update")) {
            Files.writeString(file, now);
        }
        assertThat(now)
                .as("%s is out of date; see the comment of this test", file)
                .isEqualTo(Files.readString(file));
    }

    @Test
    @SuppressWarnings("unchecked")
    void the_description_names_each_operation_once_and_every_reference_exists() {
        Map<String, Object> document = Json.readObject(Json.write(OpenApi.document(table)));
        String text = Json.write(document);
        Map<String, Object> components = (Map<String, Object>) Objects.requireNonNull(document.get("components"));
        Set<String> schemas = ((Map<String, Object>) Objects.requireNonNull(components.get("schemas"))).keySet();
        List<String> operations = matches(text, "\"operationId\":\"([^\"]+)\"");

        assertThat(operations).hasSizeGreaterThan(50).doesNotHaveDuplicates();
        assertThat(new HashSet<>(matches(text, "#/components/schemas/([A-Za-z]+)")))
                .isEqualTo(schemas);
        assertThat(document).containsEntry("openapi", "3.1.0");
    }

    /** So that generated clients and their readers know what a field means. */
    @Test
    void the_description_says_what_every_type_and_every_field_is() {
        Map<String, Object> document = Json.readObject(Json.write(OpenApi.document(table)));
        Map<String, Object> schemas = object(object(document, "components"), "schemas");
        List<String> silent = new ArrayList<>();
        schemas.forEach((type, schema) -> {
            if (!object(schemas, type).containsKey("description")) {
                silent.add(type);
            }
            Map<String, Object> properties = object(object(schemas, type), "properties");
            properties.keySet().stream()
                    .filter(field -> !object(properties, field).containsKey("description"))
                    .forEach(field -> silent.add(type + "." + field));
        });
        assertThat(silent).isEmpty();
    }

    @Test
    void the_statuses_in_the_description_are_those_there_are() {
        Map<String, Object> document = Json.readObject(Json.write(OpenApi.document(table)));
        Map<String, Object> schemas = object(object(document, "components"), "schemas");
        assertThat(object(object(object(schemas, "StepView"), "properties"), "status"))
                .containsEntry(
                        "enum",
                        Arrays.stream(StepStatus.values()).map(StepStatus::code).toList());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> parent, String name) {
        return (Map<String, Object>) Objects.requireNonNull(parent.get(name), name);
    }

    private static List<String> matches(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
