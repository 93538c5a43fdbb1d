package io.millrace.core.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void every_kind_of_value_comes_back_as_plain_java() {
        Map<String, Object> read =
                Json.readObject("{\"b\":[1,-2.5,\"x\",true,false,null,{}],\"a\":{\"n\":9223372036854775807},\"e\":[]}");

        assertThat(read.keySet()).containsExactly("b", "a", "e");
        assertThat(read.get("b")).isEqualTo(Arrays.asList(1L, -2.5, "x", true, false, null, Map.of()));
        assertThat(read.get("a")).isEqualTo(Map.of("n", Long.MAX_VALUE));
        assertThat(read.get("e")).isEqualTo(List.of());
        assertThat(Json.read("null")).isNull();
        assertThat(Json.read(Json.write(read))).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\uD83D\"", "{\"a\":[\"x\\uD83Dy\\uDE00\\uD83D\"]}"})
    void half_a_character_is_written_as_an_escape(String json) {
        Object read = Json.read(json);

        assertThat(Json.write(read)).isEqualTo(json);
        assertThat(new String(Json.writeBytes(read), StandardCharsets.UTF_8)).isEqualTo(json);
        assertThat(Json.write("\ud83d\ude00")).isEqualTo("\"\ud83d\ude00\"");
    }

    @Test
    void a_name_with_half_a_character_is_written_so_that_it_can_be_read_again() {
        String written = Json.write(Map.of("list", List.of(Map.of("a\ud83d", "\ude00"))));

        assertThat(written).isEqualTo("{\"list\":[{\"a\ufffd\":\"\\uDE00\"}]}");
        assertThat(Json.read(written)).isEqualTo(Map.of("list", List.of(Map.of("a\ufffd", "\ude00"))));
        assertThat(Json.read(Json.write(Map.of("\ud83d", 1L, "\ude00", 1L)))).isEqualTo(Map.of("\ufffd", 1L));
    }

    @Test
    void half_a_character_is_no_name_of_a_field() {
        assertThatExceptionOfType(MillraceException.class).isThrownBy(() -> Json.read("{\"a\\uDE00\":1}"));
        assertThatExceptionOfType(MillraceException.class)
                .isThrownBy(() -> Json.read("{\"\\uD83D\":1}".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775808, 9.223372036854775807E18",
        "-9223372036854775809, -9.223372036854775808E18",
        "18446744073709551615, 1.8446744073709552E19",
        "1000000000000000000000000000000, 1.0E30",
        "1e30, 1.0E30"
    })
    void a_number_beyond_64_bits_becomes_the_nearest_double_and_stays_it(String written, double expected) {
        Object read = Json.read(("[" + written + "]").getBytes(StandardCharsets.UTF_8));

        assertThat(read).isEqualTo(List.of(expected)).isEqualTo(Json.read("[" + written + "]"));
        assertThat(Json.write(read).length()).isLessThan(30);
        assertThat(Json.read(Json.write(read))).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "[{\"a\":1e309}]"})
    void a_number_beyond_every_double_is_refused_with_its_reason(String text) {
        assertThatExceptionOfType(MillraceException.class)
                .isThrownBy(() -> Json.read(text))
                .withMessageContaining("1.8e308")
                .withMessageContaining("at line 1");
        assertThatExceptionOfType(MillraceException.class).isThrownBy(() -> Json.read("9".repeat(350)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,]", "{\"a\":1,\"a\":2}", "[] []", "NaN", "{\"a\"}", "[1 2]", "01", "]"})
    void what_is_no_json_is_refused(String text) {
        List<ErrorCode> codes = new ArrayList<>();
        assertThatExceptionOfType(MillraceException.class)
                .isThrownBy(() -> Json.read(text))
                .satisfies(e -> codes.add(e.code()));
        assertThat(codes).containsExactly(ErrorCode.BAD_JSON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} {} | something follows the end of the value",
                "[1 | it ends before the value does",
                "{\"a\":1,\"a\":2} | an object has two fields of the same name",
                "[nul] | something that does not belong there",
                "{'a':1} | something that does not belong there"
            })
    void why_something_is_no_json_is_told_without_the_names_of_the_parser(String text, String reason) {
        assertThatExceptionOfType(MillraceException.class)
                .isThrownBy(() -> Json.read(text))
                .withMessageContainingAll("at line 1, column", reason)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Json", "Feature", "Source", "`"));
    }

    @Test
    void nesting_is_read_to_its_limit_and_no_deeper() {
        assertThat(Json.read("[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH)))
                .isInstanceOf(List.class);
        assertThatExceptionOfType(MillraceException.class)
                .isThrownBy(() -> Json.read("[".repeat(Json.MAX_DEPTH + 1) + "]".repeat(Json.MAX_DEPTH + 1)));
    }

    @Test
    void a_half_without_the_other_is_found_where_it_stands() {
        assertThat(Json.halfIn("")).isEqualTo(-1);
        assertThat(Json.halfIn("a\ud83d\ude00b")).isEqualTo(-1);
        assertThat(Json.halfIn("ab\ud83d")).isEqualTo(2);
        assertThat(Json.halfIn("\ud83d\ude00\ude00")).isEqualTo(2);
        assertThat(Json.halfIn("\ud83d\ud83d\ude00")).isZero();
        assertThat(Json.halfIn("\ude00\ud83d")).isZero();
    }

    @Test
    void every_half_is_replaced_and_nothing_else() {
        assertThat(Json.withoutHalves("a\ud83d\ude00\ud83db\ude00")).isEqualTo("a\ud83d\ude00\ufffdb\ufffd");
        assertThat(Json.withoutHalves("plain")).isEqualTo("plain");
    }

    @Test
    void equal_values_are_written_in_the_same_way_when_sorted() {
        assertThat(Json.writeSorted(Json.read("{\"b\":[{\"d\":1,\"c\":2.5}],\"a\":null}")))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"a\":null,\"b\":[{\"c\":2.5,\"d\":1}]}");
    }
}
