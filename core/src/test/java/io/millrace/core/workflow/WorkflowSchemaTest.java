package io.millrace.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.millrace.core.shared.Json;
import io.millrace.core.yaml.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowSchemaTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern YAML_BLOCK = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Definition.class.getResourceAsStream("workflow.schema.json"), InputFormat.JSON);

    private final DefinitionReader reader = new DefinitionReader();

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_is_valid_by_the_schema_and_the_reader(Path example) throws IOException {
        String text = Files.readString(example);

        assertThat(reader.read(text).problems()).isEmpty();
        assertThat(schemaErrors(text)).isEmpty();
        assertThat(reader.read(text).definition().orElseThrow().id() + ".")
                .as("an example is named by its id")
                .isEqualTo(example.getFileName().toString().replaceAll("\\.(yaml|json)$", "."));
    }

    @ParameterizedTest
    @MethodSource("pageExamples")
    void every_workflow_in_the_reference_page_is_valid(String text) {
        assertThat(reader.read(text).problems()).isEmpty();
        assertThat(schemaErrors(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: without an id\naction: t.a",
                "id: Upper\naction: t.a",
                "id: a",
                "id: a\nsteps: []",
                "id: a\naction: t.a\nsteps: [{ id: x, transform: 1 }]",
                "id: a\naction: t",
                "id: a\naction: t.a\nnames: b",
                "id: a\nsteps: [{ id: X, transform: 1 }]",
                "id: a\nsteps: [{ id: in, transform: 1 }]",
                "id: a\nsteps: [{ transform: 1 }]",
                "id: a\nsteps: [{ id: x }]",
                "id: a\nsteps: [{ id: x, transform: 1, action: t.a }]",
                "id: a\nsteps: [{ id: x, transform: 1, retry: { attempts: 2 } }]",
                "id: a\nsteps: [{ id: x, transform: 1, if: sometimes }]",
                "id: a\nsteps: [{ id: x, set_variable: { name: A } }]",
                "id: a\nsteps: [{ id: x, set_variable: { value: 1 } }]",
                "id: a\nsteps: [{ id: x, set_variable: { name: lower, value: 1 } }]",
                "id: a\nsteps: [{ id: x, set_variable: { name: A, value: 1, secret: true } }]",
                "id: a\nsteps: [{ id: x, set_variable: { name: A, value: 1 }, transform: 1 }]",
                "id: a\nsteps: [{ id: x, approval: {} }]",
                "id: a\nsteps: [{ id: x, approval: { title: t, roles: [viewer] } }]",
                "id: a\nsteps: [{ id: x, approval: { title: t, on_timeout: shrug } }]",
                "id: a\nsteps: [{ id: x, approval: { title: t, on_reject: shrug } }]",
                "id: a\nsteps: [{ id: x, approval: { title: t, timeout: soon } }]",
                "id: a\nsteps: [{ id: x, approval: { title: t, role: owner } }]",
                "id: a\nsteps: [{ id: x, approval: { title: t }, wait: { for: PT1H } }]",
                "id: a\nsteps: [{ id: x, wait: PT1H }]",
                "id: a\nsteps: [{ id: x, wait: {} }]",
                "id: a\nsteps: [{ id: x, wait: { for: 1h } }]",
                "id: a\nsteps: [{ id: x, wait: { until: tomorrow } }]",
                "id: a\nsteps: [{ id: x, wait: { for: PT1H, until: 2027-03-01T09:00:00Z } }]",
                "id: a\nsteps: [{ id: x, wait: { for: PT1H, zone: UTC } }]",
                "id: a\nsteps: [{ id: x, wait: { for: PT1H }, transform: 1 }]",
                "id: a\nsteps: [{ id: x, wait: { for: PT1H }, retry: { attempts: 2 } }]",
                "id: a\naction: t.a\nretry: { attempts: 0 }",
                "id: a\naction: t.a\nretry: { initial: 5s }",
                "id: a\naction: t.a\nretry: { backoff: linear }",
                "id: a\naction: t.a\ntimeout: PT",
                "id: a\naction: t.a\ncache: {}",
                "id: a\naction: t.a\ncache: PT1M",
                "id: a\naction: t.a\ncache: { ttl: 10m }",
                "id: a\naction: t.a\ncache: { ttl: PT1M, key: 7 }",
                "id: a\naction: t.a\ncache: { ttl: PT1M, until: P1D }",
                "id: a\nsteps: [{ id: x, transform: 1, cache: { ttl: PT1M } }]",
                "id: a\nsteps: [{ id: x, transform: 1 }]\ncache: { ttl: PT1M }",
                "id: a\naction: t.a\non_unknown: shrug",
                "id: a\naction: t.a\non_crash: ask",
                "id: a\naction: t.a\nconnection: Team Chat",
                "id: a\naction: t.a\ntriggers: [{ id: x }]",
                "id: a\naction: t.a\ntriggers: [{ manual: {}, webhook: { path: x } }]",
                "id: a\naction: t.a\ntriggers: [{ webhook: { path: x/y } }]",
                "id: a\naction: t.a\ntriggers: [{ webhook: { verify: { preset: none } } }]",
                "id: a\naction: t.a\ntriggers: [{ schedule: { cron: '* * * * *', every: PT1M } }]",
                "id: a\naction: t.a\ntriggers: [{ schedule: { every: PT1M, limit: 0 } }]",
                "id: a\naction: t.a\ntriggers: [{ schedule: { every: PT1M, misfire: some } }]",
                "id: a\naction: t.a\ntriggers: [{ schedule: { at: 2027-03-01T09:00, jitter: PT1M } }]",
                "id: a\naction: t.a\ntags: [1]",
                "id: 7\naction: t.a",
                "- id: a",
            })
    void what_is_broken_is_refused_by_both(String text) {
        assertThat(reader.read(text).problems()).as(text).isNotEmpty();
        assertThat(schemaErrors(text)).as(text).isNotEmpty();
    }

    private static List<?> schemaErrors(String yaml) {
        Object value = YamlText.read(yaml, DefinitionReader.MAX_BYTES).value().orElseThrow();
        return SCHEMA.validate(Json.write(value), InputFormat.JSON);
    }

    private static List<Path> examples() {
        try (Stream<Path> files = Files.list(ROOT.resolve("examples"))) {
            return files.filter(file -> file.toString().matches(".*\\.(yaml|json)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks of {@code docs/workflows.md} that are whole workflows. */
    private static List<String> pageExamples() throws IOException {
        return YAML_BLOCK
                .matcher(Files.readString(ROOT.resolve("docs/workflows.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .filter(text -> text.startsWith("id:"))
                .toList();
    }
}
