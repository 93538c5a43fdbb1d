package io.millrace.server.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.shared.Json;
import io.millrace.core.shared.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShapeTest {
    enum Colour {
        LIGHT_BLUE,
        RED
    }

    record Inner(int number, Optional<Boolean> flag) {}

    record Everything(
            String text,
            long count,
            double ratio,
            Instant at,
            Duration pause,
            Colour colour,
            List<Inner> inners,
            Map<String, String> labels,
            @Nullable Object any,
            Optional<String> nickName) {}

    private static final String VALID = """
            {"text":"t","count":5,"ratio":0.5,"at":"2026-01-31T10:30:00+01:00","pause":"PT10S","colour":"light_blue",
             "inners":[{"number":1,"flag":true},{"number":2}],"labels":{"a":"b"},"any":[1,null]}""";

    @Test
    void a_valid_body_becomes_the_record() {
        ShapeReader reader = new ShapeReader();

        Object read = reader.read(Shape.of(Everything.class), Json.read(VALID), "");

        assertThat(reader.problems()).isEmpty();
        assertThat(read)
                .isEqualTo(new Everything(
                        "t",
                        5,
                        0.5,
                        Instant.parse("2026-01-31T09:30:00Z"),
                        Duration.ofSeconds(10),
                        Colour.LIGHT_BLUE,
                        List.of(new Inner(1, Optional.of(true)), new Inner(2, Optional.empty())),
                        Map.of("a", "b"),
                        java.util.Arrays.asList(1L, null),
                        Optional.empty()));
    }

    @Test
    void every_mistake_is_named_with_its_path() {
        ShapeReader reader = new ShapeReader();

        Object read = reader.read(Shape.of(Everything.class), Json.read("""
                        {"text":7,"count":1.5,"ratio":"x","at":"yesterday","pause":"10s","colour":"green",
                         "inners":[{"nubmer":1},{"number":3000000000}],"labels":{"a":1},"nick_nam":"x"}"""), "");

        assertThat(read).isNull();
        assertThat(reader.problems())
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        "text: Expected a text, not this whole number.",
                        "count: Expected a whole number, not this number.",
                        "ratio: Expected a number, not this text.",
                        "at: Expected a time such as 2026-01-31T09:30:00Z, not this text.",
                        "pause: Expected an ISO 8601 duration such as PT10S, not this text.",
                        "colour: Expected one of light_blue, red, not this text.",
                        "inners[0].nubmer: There is no field 'nubmer'. Did you mean 'number'?",
                        "inners[0].number: This field is required.",
                        "inners[1].number: Expected a whole number, not this whole number.",
                        "labels.a: Expected a text, not this whole number.",
                        "nick_nam: There is no field 'nick_nam'. Did you mean 'nick_name'?");
    }

    @Test
    void no_text_and_no_name_holds_a_zero_character_except_in_json_of_any_kind() {
        String body = VALID.replace("\"t\"", "\"a\\u0000\"")
                .replace("\"a\":\"b\"", "\"a\\u0000\":\"b\\u0000\"")
                .replace("[1,null]", "\"\\u0000\"");
        ShapeReader reader = new ShapeReader();

        reader.read(Shape.of(Everything.class), Json.read(body), "");

        assertThat(reader.problems()).extracting(Problem::path).containsExactly("text", "labels", "labels.a\0");
    }

    @Test
    void times_are_within_the_years_1_to_9999() {
        for (String far : List.of(
                "+999999999-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "9999-12-31T23:30:00-01:00",
                "0000-12-31T23:59:59Z",
                "0001-01-01T00:30:00+01:00")) {
            assertThatThrownBy(() -> ShapeReader.parseTime(far)).isInstanceOf(DateTimeException.class);
        }
        assertThat(ShapeReader.parseTime("9999-12-31T23:59:59.999999Z")).isNotNull();
        assertThat(ShapeReader.parseTime("0001-01-01T00:00:00Z")).isNotNull();
    }

    @Test
    void what_is_written_reads_back_as_the_same_record() {
        ShapeReader reader = new ShapeReader();
        Shape shape = Shape.of(Everything.class);
        Object first = reader.read(shape, Json.read(VALID), "");
        assertThat(first).isNotNull();

        byte[] written = ShapeWriter.write(first);

        assertThat(reader.read(shape, Json.read(written), "")).isEqualTo(first);
        assertThat(new String(written, StandardCharsets.UTF_8))
                .contains("\"at\":\"2026-01-31T09:30:00Z\"", "\"pause\":\"PT10S\"", "\"nick_name\":null");
    }

    @Test
    void the_schema_says_which_fields_may_be_missing_when_read_and_that_none_is_when_written() {
        ShapeSchema schemas = new ShapeSchema();
        assertThat(schemas.of(Shape.of(Inner.class), true)).containsEntry("$ref", "#/components/schemas/Inner");
        assertThat(schemas.components().get("Inner"))
                .containsEntry("required", List.of("number"))
                .containsEntry("additionalProperties", false);

        ShapeSchema written = new ShapeSchema();
        written.of(Shape.of(Inner.class), false);
        assertThat(written.components().get("Inner")).containsEntry("required", List.of("number", "flag"));
    }

    @Test
    void a_type_that_stands_for_no_json_is_refused_at_the_start() {
        assertThatThrownBy(() -> Shape.of(URI.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_word_too_far_from_all_others_gets_no_hint() {
        assertThat(Spelling.nearest("workfow", List.of("workflow", "status"))).contains("workflow");
        assertThat(Spelling.nearest("zebra", List.of("workflow", "status"))).isEmpty();
    }
}
