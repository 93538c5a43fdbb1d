package io.millrace.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.shared.Problem;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTextTest {
    @Test
    void values_keep_their_json_types() {
        YamlText text = YamlText.read("""
                text: yes
                whole: 42
                number: 2.5
                flag: true
                nothing: null
                list: [a, "1"]
                """, 1000);
        assertThat(text.problems()).isEmpty();
        Map<?, ?> value = (Map<?, ?>) text.value().orElseThrow();
        assertThat(value.get("text")).isEqualTo("yes");
        assertThat(value.get("whole")).isEqualTo(42L);
        assertThat(value.get("number")).isEqualTo(2.5);
        assertThat(value.get("flag")).isEqualTo(true);
        assertThat(value.get("nothing")).isNull();
        assertThat(value.get("list")).isEqualTo(List.of("a", "1"));
    }

    @Test
    void json_is_read_too() {
        assertThat(YamlText.read("{\"a\": {\"b\": [1]}}", 1000).value())
                .contains(Map.of("a", Map.of("b", List.of(1L))));
    }

    @Test
    void every_value_knows_its_place() {
        YamlText text = YamlText.read("a:\n  b:\n    - x\n    - \"y\"\n", 1000);
        assertThat(text.place("a.b[0]")).isEqualTo(new YamlText.Place(3, 7));
        assertThat(text.place("a.b[1]")).isEqualTo(new YamlText.Place(4, 8));
        assertThat(text.place("a.b[1].unknown")).isEqualTo(new YamlText.Place(4, 8));
        assertThat(text.problem("a.b", "odd")).hasToString("3:5 a.b: odd");
    }

    @Test
    void words_and_numbers_mean_what_the_core_schema_says() {
        List<Object> expected = Arrays.asList(
                null, null, true, false, "yes", "off", 10L, -7L, 16L, 8L, 0.5, 1e3, "2027-03-01", "12:30:00", "1", "");
        assertThat(YamlText.read(
                                "[~, Null, True, FALSE, yes, off, 010, -7, 0x10, 0o10, .5, 1e3, 2027-03-01, 12:30:00, '1', \"\"]",
                                1000)
                        .value())
                .contains(expected);
    }

    @Test
    void a_key_that_is_no_plain_word_is_quoted_in_its_path() {
        YamlText text = YamlText.read("a:\n  \"b.c\": 1\n", 1000);
        String path = YamlText.child("a", "b.c");
        assertThat(path).isEqualTo("a[\"b.c\"]");
        assertThat(text.place(path)).isEqualTo(new YamlText.Place(2, 10));
        assertThat(text.place(path + "[0]")).isEqualTo(new YamlText.Place(2, 10));
    }

    @Test
    void a_text_without_a_value_is_no_mistake_of_its_own() {
        for (String text : List.of("", "# nothing", "---\n")) {
            YamlText read = YamlText.read(text, 1000);
            assertThat(read.value()).as(text).isEmpty();
            assertThat(read.problems()).as(text).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a: 1~a: 2`              | 2 | a second time",
                "`a: &x 1`                | 1 | Anchors",
                "`a: 1~b: *x`             | 2 | Aliases",
                "`a: {{ x }}`             | 1 | must be quoted",
                "`a: {{ x }} and y`       | 1 | must be quoted",
                "`a: !!set {x}`           | 1 | '!'",
                "`a: !x y`                | 1 | '!'",
                "`a: 99999999999999999999`| 1 | too large to be kept exactly",
                "`a: 1e999`               | 1 | too large to be kept exactly",
                "`a: .nan`                | 1 | not a JSON number",
                "`a: -.inf`               | 1 | not a JSON number",
                "`a: 1~---~b: 2`          | 2 | second one",
                "`a: [1`                  | 1 | not valid YAML",
                "`a: b: c`                | 1 | Quote a value that contains a colon",
                "`? [a]~: 1`              | 1 | key must be a text"
            })
    void what_is_surprising_is_refused_with_its_line(String source, int line, String message) {
        List<Problem> problems = YamlText.read(source.replace("~", "\n"), 1000).problems();
        assertThat(problems).isNotEmpty();
        assertThat(problems.getFirst().message()).contains(message);
        assertThat(problems.getFirst().line()).isEqualTo(line);
    }

    @Test
    void aliases_cannot_blow_a_small_text_up() {
        YamlText text = YamlText.read("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 1000);
        assertThat(text.problems()).hasSize(6);
        assertThat(text.value())
                .contains(Map.of(
                        "a", List.of("x", "x"),
                        "b", Collections.nCopies(2, null),
                        "c", Collections.nCopies(2, null)));
    }

    @Test
    void a_text_is_read_up_to_its_size_in_bytes() {
        assertThat(YamlText.read("a: " + "x".repeat(97), 100).problems()).isEmpty();
        assertThat(YamlText.read("a: " + "x".repeat(98), 100).problems())
                .singleElement()
                .hasToString("1:1 The text has 101 bytes; the most that is read is 100.");
        assertThat(YamlText.read("a: " + "\u00e9".repeat(60), 100).problems()).hasSize(1);
    }

    @Test
    void a_text_is_read_up_to_its_depth_however_deep_it_goes_on() {
        assertThat(YamlText.read(nested(YamlTree.MAX_DEPTH), 1000).problems()).isEmpty();
        assertThat(YamlText.read(nested(YamlTree.MAX_DEPTH + 1), 1000).problems())
                .singleElement()
                .asString()
                .contains("50 levels");
        assertThat(YamlText.read(nested(5000), 100_000).problems()).hasSize(1);
        assertThat(YamlText.read("[".repeat(200_000), 200_000).problems()).isNotEmpty();
    }

    @Test
    void problems_are_listed_as_far_as_a_person_reads() {
        assertThat(YamlText.read("- .nan\n".repeat(1000), 100_000).problems()).hasSize(Findings.MAX_PROBLEMS);
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "x" + "]".repeat(levels);
    }
}
