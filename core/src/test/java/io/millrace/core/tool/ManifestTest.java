package io.millrace.core.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.core.expression.Expressions;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.yaml.YamlText;
import io.millrace.sdk.ActionCall;
import io.millrace.sdk.Connection;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.HttpBody;
import io.millrace.sdk.HttpCall;
import io.millrace.sdk.LookUp;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifest in {@code docs/manifest.md}, right as it stands there and broken in many ways. */
class ManifestTest {
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final Expressions EXPRESSIONS = new Expressions(InstantSource.fixed(NOW));
    private static final Connection CONNECTION = new Connection(
            "parcels", "api_key", Map.of("region", "eu"), Map.of("key", Sensitive.of("0123456789abcdef")));

    private static String manifest;
    private final RecordingEgress egress = new RecordingEgress();

    @BeforeAll
    static void readExample() throws Exception {
        String page = Files.readString(Path.of("../docs/manifest.md"));
        int start = page.indexOf("```yaml\n") + 8;
        manifest = page.substring(start, page.indexOf("```", start));
    }

    @Test
    void the_example_of_the_documentation_loads_and_fits_the_schema() throws Exception {
        Catalogue catalogue = catalogue(manifest);
        assertThat(catalogue.action("parcels.book")).isPresent();
        assertThat(catalogue.action("parcels.follow")).isPresent();
        assertThat(new InputCheck()
                        .check(
                                schema(),
                                YamlText.read(manifest, 1 << 20).value().orElseThrow()))
                .isEmpty();
    }

    @Test
    void what_a_base_url_is_made_of_wants_the_secrets_again() {
        Map<String, Object> config = catalogue(manifest)
                .tool("parcels")
                .orElseThrow()
                .spec()
                .connectionKinds()
                .getFirst()
                .config();

        assertThat(((Map<?, ?>) Objects.requireNonNull(config.get("properties"))).get("region"))
                .isEqualTo(Map.of(
                        "type", "string", "enum", List.of("eu", "us"), "title", "Region", "x-secrets-again", true));
    }

    @Test
    void an_action_sends_what_the_manifest_says() throws Exception {
        egress.answers(201, Map.of("parcel", Map.of("id", "P-1", "label", "https://x")), Map.of());
        Object output = run("parcels.book", Map.of("to", "1 Example Street", "grams", 500L));
        assertThat(output).isEqualTo(Map.of("id", "P-1", "label_url", "https://x"));
        HttpCall call = egress.calls.getFirst();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.url()).isEqualTo("https://eu.parcels.example.com/v2/parcels");
        assertThat(call.headers())
                .containsExactlyInAnyOrder(
                        new HttpCall.Field("Accept", "application/json"),
                        new HttpCall.Field("Idempotency-Key", "exe/book/0"),
                        new HttpCall.Field("X-Api-Key", Sensitive.of("0123456789abcdef")));
        assertThat(call.body())
                .isEqualTo(new HttpBody.Json(Map.of("to", "1 Example Street", "weight", Map.of("grams", 500L))));
        assertThat(call.followRedirects()).isFalse();
    }

    @Test
    void a_base_url_of_the_connection_replaces_the_manifests() throws Exception {
        egress.answers(200, List.of(), Map.of());
        Connection own = new Connection(
                "own",
                "api_key",
                Map.of("region", "eu", "base_url", "https://parcels.example.org/"),
                CONNECTION.secrets());
        catalogue(manifest).code("parcels.follow").run(call(Optional.of(own), Map.of("id", "P 1/2")));
        assertThat(egress.calls.getFirst().url()).isEqualTo("https://parcels.example.org/parcels/P%201%2F2/events");
    }

    @Test
    void rules_of_the_tool_explain_an_answer() {
        egress.answers(400, Map.of("error", Map.of("code", "over_quota", "text", "No labels left")), Map.of());
        ToolException e = failure();
        assertThat(e.errorClass()).isEqualTo(ErrorClass.QUOTA);
        assertThat(e)
                .hasMessage("Parcel service did not carry out 'Book a parcel' (HTTP 400, over_quota): "
                        + "No labels left. Buy more labels, then restart the execution.");
    }

    @Test
    void a_sign_of_the_rate_limit_gives_the_pause() {
        Map<String, List<String>> headers = Map.of("x-ratelimit-reset", List.of("" + (NOW.getEpochSecond() + 12)));
        egress.answers(429, Map.of(), headers);
        assertThat(failure().retryAfter()).contains(Duration.ofSeconds(12));
    }

    @Test
    void the_tools_clock_counts_where_it_shows_it() {
        egress.answers(
                429,
                Map.of(),
                Map.of(
                        "x-ratelimit-reset", List.of("" + (NOW.getEpochSecond() + 3612)),
                        "date", List.of("Mon, 04 May 2026 11:00:00 GMT")));
        assertThat(failure().retryAfter()).contains(Duration.ofSeconds(12));
    }

    @Test
    void a_connection_that_is_missing_is_said_before_anything_is_sent() {
        ToolException e = catchThrowableOfType(
                ToolException.class,
                () -> catalogue(manifest).code("parcels.follow").run(call(Optional.empty(), Map.of("id", "1"))));
        assertThat(e.errorClass()).isEqualTo(ErrorClass.VALIDATION);
        assertThat(egress.calls).isEmpty();
    }

    /** The example of the documentation with the action of its section on look-ups. */
    private static String withLookUp() throws Exception {
        String page = Files.readString(Path.of("../docs/manifest.md"));
        int start = page.indexOf("```yaml\n", page.indexOf("### Look-ups")) + 8;
        String action = page.substring(start, page.indexOf("```", start));
        return manifest.replace("\n  follow:\n", "\n" + action + "\n  follow:\n");
    }

    @Test
    void a_look_up_of_the_documentation_tells_what_is_there() throws Exception {
        String text = withLookUp();
        assertThat(new InputCheck()
                        .check(schema(), YamlText.read(text, 1 << 20).value().orElseThrow()))
                .isEmpty();
        LookUp lookUp = catalogue(text).lookUp("parcels.book_van").orElseThrow();
        egress.answers(200, Map.of("vans", List.of(Map.of("id", "v7"))), Map.of())
                .answers(200, Map.of("vans", List.of()), Map.of());

        assertThat(lookUp.ask(call(Optional.of(CONNECTION), Map.of("reference", "V 1"))))
                .isEqualTo(LookUp.Answer.found(Map.of("id", "v7")));
        assertThat(lookUp.ask(call(Optional.of(CONNECTION), Map.of("reference", "V 1"))))
                .isEqualTo(LookUp.Answer.NOT_THERE);
        HttpCall sent = egress.calls.getFirst();
        assertThat(sent.method()).isEqualTo("GET");
        assertThat(sent.query()).contains(new HttpCall.Field("reference", "V 1"));
        assertThat(sent.headers()).anyMatch(field -> field.name().equals("X-Api-Key"));
    }

    @Test
    void a_look_up_says_what_it_cannot_tell() throws Exception {
        LookUp lookUp = catalogue(withLookUp()).lookUp("parcels.book_van").orElseThrow();
        assertThat(lookUp.canTell(Map.of("reference", "V-1"))).isTrue();
        assertThat(lookUp.canTell(Map.of("reference", "V-1", "test", true))).isFalse();
        assertThat(catalogue(manifest).lookUp("parcels.book")).isEmpty();
    }

    @Test
    void an_answer_of_another_shape_is_not_taken_for_not_there() throws Exception {
        LookUp lookUp = catalogue(withLookUp()).lookUp("parcels.book_van").orElseThrow();
        egress.answers(200, Map.of("surprise", true), Map.of()).answers(503, Map.of(), Map.of());
        ToolException strange = catchThrowableOfType(
                ToolException.class, () -> lookUp.ask(call(Optional.of(CONNECTION), Map.of("reference", "V-1"))));
        assertThat(strange.errorClass()).isEqualTo(ErrorClass.INTERNAL);
        assertThat(strange).hasMessageContainingAll("Look-up of 'Book a van'", "Correct the manifest");
        ToolException down = catchThrowableOfType(
                ToolException.class, () -> lookUp.ask(call(Optional.of(CONNECTION), Map.of("reference", "V-1"))));
        assertThat(down.errorClass()).isEqualTo(ErrorClass.SERVER_ERROR);
        assertThat(down).hasMessageContaining("Look-up of 'Book a van'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "effect: unsafe | effect: keyed | actions.book_van.lookup | Only an action that is unsafe to repeat",
                "{ method: GET, path: /vans | { method: DELETE, path: /vans | actions.book_van.lookup.request | only reads",
                "found_when: size(answer.body.vans) > 0 | other: 1 | actions.book_van.lookup | is missing",
                "when: \"!input.test\" | when: \"!input.tset\" | actions.book_van.lookup.when | tset",
                "when: \"!input.test\" | when: \"key == ''\" | actions.book_van.lookup.when | key",
                "size(answer.body.vans) > 0 | size(answr.body.vans) > 0 | actions.book_van.lookup.found_when | answr",
                "result: { id: \"{{ answer.body.vans[0].id }}\" } | idempotency_header: X | actions.book_van.lookup | is missing",
            })
    void a_mistake_in_a_look_up_is_named_with_its_place(String right, String wrong, String path, String message)
            throws Exception {
        String broken = withLookUp().replace(right, wrong);
        assertThat(broken).isNotEqualTo(withLookUp());
        MillraceException e = catchThrowableOfType(MillraceException.class, () -> catalogue(broken));
        assertThat(e.problems())
                .anySatisfy(problem -> assertThat(problem.path()).isEqualTo(path))
                .anySatisfy(problem -> assertThat(problem.message()).contains(message))
                .allSatisfy(problem -> assertThat(problem.line()).isPositive());
    }

    @Test
    void an_unknown_action_is_named_with_the_nearest_one() {
        assertThat(catchThrowableOfType(
                        MillraceException.class, () -> catalogue(manifest).code("parcels.folow")))
                .hasMessageContaining("Did you mean 'parcels.follow'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "manifest: 1                 | manifest: 2                    | manifest                    | must be 1",
                "name: parcels               | name: Parcels                  | ``                          | must match",
                "version: \"1.0.0\"          | version: 1.0                   | version                     | must be a text",
                "title: Parcel service       | titel: Parcel service          | titel                       | Did you mean 'title'?",
                "kind: create                | kind: make                     | actions.book.kind           | none of create, update",
                "effect: keyed               | effekt: keyed                  | actions.book.effekt         | Did you mean 'effect'?",
                "timeout: PT20S              | timeout: 20s                   | actions.book.timeout        | ISO-8601",
                "timeout: PT20S              | timeout: PT2H                  | actions.book.timeout        | between",
                "path: /parcels~            | path: parcels~                | actions.book.request.path   | starts with '/'",
                "path: /parcels~            | path: /parcels?x=1~           | actions.book.request.path   | query",
                "path: /parcels~            | url: \"https://{{ input.to }}.example.com/\"~ | actions.book.request.url | without expressions",
                "type: json                  | type: jsn                      | actions.book.request.body.type | json, form",
                "status: 404                 | status: 4040                   | errors.rules[1].status      | 100 to 599",
                "class: quota                | class: internal                | errors.rules[0].class       | cannot be",
                "format: epoch_seconds       | format: epoch                  | rate_limit[0].format        | none of",
                "type: header                | type: heder                    | connections.api_key.auth.type | none of bearer",
                "key: { type: string, minLength | key: { type: integer, minLength | connections.api_key.secrets.properties.key | type string",
                "required: [to, grams]       | required: [to, gram]           | actions.book.input.required | not described",
                "input.grams                 | input.gram                     | actions.book.request.body.value.weight.grams | grams",
                "answer.body.parcel.id       | answer.bod.parcel.id           | actions.book.result.id      | bod",
                "secrets.key                 | secrets.kee                    | connections.api_key.auth.value | kee",
                "connection.region           | connection.regio               | connections.api_key.base_url | regio",
                "\"{{ answer.body.error.text }}\" | \"{{ secrets.key }}\"      | errors.message              | Secrets",
                "title: Address }            | title: Address, $ref: \"https://example.com/x\" } | actions.book.input.properties.to.$ref | starts with '#'",
                "title: Address }            | title: Address, pattern: \"(?=a)a\" } | actions.book.input.properties.to.pattern | not a regular expression of RE2",
                "title: Address }            | title: Address, pattern: \"(a{1000}){1000}\" } | actions.book.input.properties.to.pattern | too large",
                "title: Address }            | title: Address, allOf: [{ patternProperties: { \"(a)\\\\1\": {} } }] } | actions.book.input.properties.to.allOf[0].patternProperties[\"(a)\\\\1\"] | not a regular expression of RE2"
            })
    void a_mistake_is_named_with_its_place(String right, String wrong, String path, String message) {
        String broken = manifest.replace(right.replace("~", "\n"), wrong.replace("~", "\n"));
        assertThat(broken).isNotEqualTo(manifest);
        MillraceException e = catchThrowableOfType(MillraceException.class, () -> catalogue(broken));
        assertThat(e).as("is refused").isNotNull();
        assertThat(e.code()).isEqualTo(ErrorCode.TOOL_INVALID);
        assertThat(e).hasMessageContaining("parcels/tool.yaml");
        assertThat(e.problems()).anySatisfy(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.message()).contains(message);
            assertThat(problem.line()).isPositive();
        });
    }

    @Test
    void all_mistakes_are_named_at_once() {
        String broken = manifest.replace("kind: create", "kind: make")
                .replace("kind: search", "kind: look")
                .replace("PT20S", "20");
        MillraceException e = catchThrowableOfType(MillraceException.class, () -> catalogue(broken));
        assertThat(e.problems()).hasSize(3);
        assertThat(e.problems().getFirst().line())
                .isEqualTo(manifest.substring(0, manifest.indexOf("kind: create"))
                        .lines()
                        .count());
    }

    @Test
    void an_action_without_request_and_without_code_is_refused() {
        String broken = manifest.substring(0, manifest.indexOf("    request:\n      method: GET"))
                + manifest.substring(manifest.lastIndexOf("    examples:"));
        MillraceException e = catchThrowableOfType(MillraceException.class, () -> catalogue(broken));
        assertThat(e.problems().getFirst().message()).contains("no code for it");
    }

    @Test
    void the_folder_and_the_name_must_agree() {
        MillraceException e = catchThrowableOfType(
                MillraceException.class,
                () -> Catalogue.load(
                        List.of(FakePackage.of("letters", manifest)), EXPRESSIONS, InstantSource.fixed(NOW)));
        assertThat(e.problems().getFirst().message()).contains("'letters'");
    }

    private ToolException failure() {
        return catchThrowableOfType(
                ToolException.class, () -> run("parcels.book", Map.of("to", "1 Example Street", "grams", 500L)));
    }

    private Object run(String action, Map<String, Object> input) throws ToolException {
        return Objects.requireNonNull(catalogue(manifest).code(action).run(call(Optional.of(CONNECTION), input)));
    }

    private ActionCall call(Optional<Connection> connection, Map<String, Object> input) {
        return new ActionCall(
                input, connection, egress, "exe/book/0", Duration.ofSeconds(5), URI.create("http://127.0.0.1/catch/"));
    }

    private static Catalogue catalogue(String text) {
        return Catalogue.load(List.of(FakePackage.of("parcels", text)), EXPRESSIONS, InstantSource.fixed(NOW));
    }

    private static Map<String, Object> schema() throws Exception {
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream("manifest.schema.json"))) {
            return Json.readObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
