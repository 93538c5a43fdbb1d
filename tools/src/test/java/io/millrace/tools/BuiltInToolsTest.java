package io.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import io.millrace.core.expression.Expressions;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.tool.Catalogue;
import io.millrace.core.tool.InputCheck;
import io.millrace.core.tool.SchemaDialect;
import io.millrace.core.yaml.YamlText;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.ToolPackage;
import io.millrace.sdk.ToolSpec;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every built-in tool must fulfil. */
class BuiltInToolsTest {
    private static final InputCheck CHECK = new InputCheck();
    private static Catalogue catalogue;

    @BeforeAll
    static void load() {
        List<ToolPackage> packages = BuiltInTools.all().stream()
                .map(tool -> (ToolPackage) new UnverifiedPackage(tool))
                .toList();
        try {
            catalogue = Catalogue.load(packages, new Expressions(InstantSource.system()), InstantSource.system());
        } catch (MillraceException e) {
            fail(e.getMessage() + "\n"
                    + String.join(
                            "\n", e.problems().stream().map(Object::toString).toList()));
        }
    }

    static Stream<ToolSpec> tools() {
        return catalogue.tools().stream();
    }

    static Stream<String> actions() {
        return catalogue.tools().stream()
                .flatMap(tool -> tool.actions().stream().map(action -> tool.name() + "." + action.name()));
    }

    @Test
    void the_catalogue_holds_the_tools_for_daily_use() {
        assertThat(catalogue.tools())
                .extracting(ToolSpec::name)
                .containsExactly("discord", "email", "github", "http", "slack");
    }

    @ParameterizedTest
    @MethodSource("tools")
    void no_schema_has_a_keyword_that_nobody_knows(ToolSpec tool) {
        Dialect strict = Dialect.builder(SchemaDialect.get())
                .unknownKeywordFactory((keyword, _) -> fail(tool.name() + " uses the unknown keyword " + keyword))
                .build();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(strict);
        Stream<Map<String, Object>> ofKinds =
                tool.connectionKinds().stream().flatMap(kind -> Stream.of(kind.config(), kind.secrets()));
        Stream<Map<String, Object>> ofActions =
                tool.actions().stream().flatMap(action -> Stream.of(action.input(), action.output()));
        Stream.concat(ofKinds, ofActions)
                .forEach(schema ->
                        registry.getSchema(Json.write(schema), InputFormat.JSON).initializeValidators());
    }

    @ParameterizedTest
    @MethodSource("actions")
    void every_example_fits_the_input_schema(String name) {
        ActionSpec action = catalogue.action(name).orElseThrow();
        assertThat(action.examples()).isNotEmpty();
        for (ActionSpec.Example example : action.examples()) {
            assertThat(CHECK.check(action, example.input())).as(example.title()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("actions")
    void every_action_cites_its_page_and_describes_its_output(String name) {
        ActionSpec action = catalogue.action(name).orElseThrow();
        assertThat(action.docs()).startsWith("https://");
        assertThat(action.description()).endsWith(".");
        assertThat(action.output()).containsKey("properties");
    }

    @ParameterizedTest
    @MethodSource("actions")
    void every_property_of_an_input_has_a_title(String name) {
        ActionSpec action = catalogue.action(name).orElseThrow();
        assertThat(properties(action.input())).isNotEmpty();
        properties(action.input())
                .forEach((property, schema) -> assertThat(((Map<?, ?>) schema).get("title"))
                        .as("%s of %s", property, name)
                        .isNotNull());
    }

    @ParameterizedTest
    @MethodSource("actions")
    void an_unknown_field_is_refused(String name) {
        ActionSpec action = catalogue.action(name).orElseThrow();
        Map<String, Object> input =
                new LinkedHashMap<>(action.examples().getFirst().input());
        input.put("no_such_field", "x");
        assertThat(CHECK.check(action, input))
                .anySatisfy(problem -> assertThat(problem.message()).contains("no field 'no_such_field'"));
    }

    @ParameterizedTest
    @MethodSource("tools")
    void every_manifest_fits_the_schema_for_editors(ToolSpec tool) throws Exception {
        Map<String, Object> schema;
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream("manifest.schema.json"))) {
            schema = Json.readObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        ToolPackage folder = BuiltInTools.all().stream()
                .filter(each -> each.name().equals(tool.name()))
                .findFirst()
                .orElseThrow();
        try (InputStream in = folder.open("tool.yaml").orElseThrow()) {
            YamlText manifest = YamlText.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), 1 << 20);
            assertThat(CHECK.check(schema, manifest.value().orElseThrow())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void every_kind_of_connection_says_where_to_find_the_credentials(ToolSpec tool) {
        assertThat(tool.connectionKinds()).isNotEmpty();
        tool.connectionKinds().forEach(kind -> {
            assertThat(kind.description()).hasSizeGreaterThan(20);
            properties(kind.secrets())
                    .forEach((name, schema) -> assertThat(((Map<?, ?>) schema).get("title"))
                            .as(name)
                            .isNotNull());
        });
    }

    @ParameterizedTest
    @MethodSource("tools")
    void every_page_names_every_action_and_every_kind_of_connection(ToolSpec tool) {
        String page = catalogue.docs(tool.name()).orElseThrow();
        assertThat(page).startsWith("# " + tool.title());
        tool.actions().forEach(action -> assertThat(page).contains("`" + tool.name() + "." + action.name() + "`"));
        tool.connectionKinds().forEach(kind -> assertThat(page).contains("`" + kind.name() + "`"));
    }

    @ParameterizedTest
    @MethodSource("tools")
    void every_icon_is_a_small_drawing_without_scripts_and_links(ToolSpec tool) throws Exception {
        byte[] icon = catalogue.icon(tool.name()).orElseThrow();
        assertThat(icon).hasSizeLessThan(4096);
        String text = new String(icon, StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("script", "href", "onload", "<image");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        assertThat(factory.newDocumentBuilder()
                        .parse(new ByteArrayInputStream(icon))
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
    }

    @ParameterizedTest
    @MethodSource("tools")
    void the_index_of_the_documentation_lists_every_tool(ToolSpec tool) throws Exception {
        String index = Files.readString(Path.of("../docs/tools.md"));
        assertThat(index).contains("(../tools/src/main/resources/io/millrace/tools/" + tool.name() + "/docs.md)");
        assertThat(index).contains("`" + tool.name() + "`");
    }

    private static Map<String, Object> properties(Map<String, Object> schema) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (schema.get("properties") instanceof Map<?, ?> declared) {
            declared.forEach((name, inner) -> properties.put(String.valueOf(name), inner));
        }
        return properties;
    }
}
