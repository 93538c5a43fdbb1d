package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A list asks its database as often for a hundred rows as for one. */
@ExtendWith(Installations.Provider.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ListStatementsTest {
    private static final int MANY = 100;
    /** How often each list is asked for: what is remembered is looked at again after a moment, which takes a statement more. */
    private static final int ASKED = 3;
    /** How many requests the catcher keeps of one name. */
    private static final int CAUGHT = 50;

    /** Lists whose length is not in the hands of whoever calls the API. */
    private static final Set<String> GIVEN = Set.of("/api/v1/nodes", "/api/v1/tools", "/api/v1/actions");

    private static final Map<String, String> NAMES = Map.of(
            "{project}", "lists",
            "{workflow}", "item-0",
            "{name}", "caught-0",
            "{step}", "each");

    private final Installations installations;
    private final StatementCount statements = new StatementCount();

    ListStatementsTest(Installations installations) {
        this.installations = installations;
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_list_takes_as_many_statements_for_a_hundred_rows_as_for_one(Store store) {
        try (Installation installation =
                installations.plan(store).counting(statements).start()) {
            Client owner = installation.owner();
            owner.post("/api/v1/projects", Map.of("id", "lists", "name", "Lists"))
                    .expect(201);
            Project project = new Project(owner, "lists");
            add(project, 0, 1);
            Map<String, Integer> forOne = countStatements(project, 1);

            add(project, 1, MANY);
            for (int version = 2; version <= MANY; version++) {
                project.publish(workflow(0, "version " + version));
            }
            Map<String, Integer> forMany = countStatements(project, MANY);

            assertThat(forOne).hasSizeGreaterThan(12).doesNotContainValue(0);
            assertThat(forMany).isEqualTo(forOne);
        }
    }

    /** Adds to every list of the API its rows from one number to another. */
    private static void add(Project project, int from, int to) {
        Client owner = project.client();
        for (int i = from; i < to; i++) {
            owner.post("/api/v1/projects", Map.of("id", "other-" + i, "name", "Other " + i))
                    .expect(201);
            owner.post("/api/v1/tokens", Map.of("name", "token " + i, "role", "viewer"))
                    .expect(201);
            owner.post(
                            "/api/v1/users",
                            Map.of(
                                    "email",
                                    "user-" + i + "@example.com",
                                    "password",
                                    "as long as need be",
                                    "role",
                                    "viewer"))
                    .expect(201);
            project.connect(
                    "connection-" + i,
                    "http",
                    "bearer",
                    Map.of("base_url", "https://example.com"),
                    Map.of("token", "a token"));
            project.variable("VARIABLE_" + i, i);
            project.publish(workflow(i, "version 1"));
            project.client()
                    .with(Map.of())
                    .ask("POST", "/catch/lists/caught-" + i)
                    .json(i)
                    .send()
                    .expect(200);
            project.client()
                    .with(Map.of())
                    .ask("POST", "/catch/lists/caught-0")
                    .json(i)
                    .send()
                    .expect(200);
            project.hook("item-" + i).json(i).send().expect(202);
        }
    }

    /** Each of its executions waits for an answer, after having gone through some items. */
    private static String workflow(int number, String name) {
        return """
                id: item-%1$d
                name: %2$s
                triggers:
                  - id: hook
                    webhook: { path: item-%1$d, verify: { preset: none } }
                  - id: yearly
                    schedule: { cron: "0 0 1 1 *" }
                steps:
                  - id: each
                    foreach: { items: "{{ lists.range(%3$d) }}" }
                    transform: "{{ item }}"
                  - id: ask
                    needs: [each]
                    approval: { title: Shall it go on?, timeout: P2D }
                """.formatted(number, name, number == 0 ? MANY : 1);
    }

    /** How many statements each list takes once whatever is remembered is remembered. */
    private Map<String, Integer> countStatements(Project project, int rows) {
        String waiting = awaitWaiting(project, rows);
        Map<String, Integer> counts = new TreeMap<>();
        lists(project.client()).forEach((path, limited) -> {
            String concrete = path.replace("{execution}", waiting);
            for (Map.Entry<String, String> name : NAMES.entrySet()) {
                concrete = concrete.replace(name.getKey(), name.getValue());
            }
            assertThat(concrete)
                    .as("this test has a name for each part of " + path)
                    .doesNotContain("{");
            String asked = concrete + (limited ? "?limit=200" : "");
            for (int ask = 0; ask < ASKED; ask++) {
                Answer answer = project.client().get(asked).expect(200);
                int expected = path.endsWith("/catch/{name}") ? Math.min(rows, CAUGHT) : rows;
                assertThat(answer.items()).as(asked).hasSizeGreaterThanOrEqualTo(expected);
                counts.merge(path, statements.of(answer.header("x-request-id")), Math::min);
            }
        });
        return counts;
    }

    /** Waits until all ask for an answer; gives the first that did, which has gone through a hundred items. */
    private static String awaitWaiting(Project project, int rows) {
        Answer waiting;
        do {
            waiting = project.get("/executions?status=waiting&limit=200").expect(200);
        } while (waiting.items().size() < rows);
        return project.get("/executions?workflow=item-0").items("id").getLast();
    }

    /** The lists that the API describes, and whether they come in pages. */
    private static Map<String, Boolean> lists(Client client) {
        JsonNode paths = client.get("/api/v1/openapi.json").expect(200).at("/paths");
        Map<String, Boolean> lists = new TreeMap<>();
        paths.properties().forEach(path -> {
            JsonNode get = path.getValue().path("get");
            JsonNode answer = get.at("/responses/200/content/application~1json/schema/properties");
            if (answer.has("items") && answer.has("next") && !GIVEN.contains(path.getKey())) {
                boolean limited = Jsons.list(get.path("parameters")).stream()
                        .anyMatch(parameter -> parameter.path("name").asString().equals("limit"));
                lists.put(path.getKey(), limited);
            }
        });
        return lists;
    }
}
