package io.millrace.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a: 1~a: 2`          | 2 | stands here twice",
                "`a: &x 1~b: *x`      | 1 | Anchors",
                "`a: {{ x }}`          | 1 | must stand in quotes",
                "`a: {{ x }} and y`    | 1 | must stand in quotes",
                "`a: !!set {x}`        | 1 | not supported",
                "`a: 99999999999999999999` | 1 | 64 bits",
                "`a: .nan`             | 1 | no JSON value",
                "`a: 1~---~b: 2`     | 1 | Exactly one",
                "`a: [1`               | 1 | no YAML",
                "`? [a]~: 1`          | 1 | key must be a text"
            })
    void what_is_surprising_is_refused_with_its_line(String source, int line, String message) {
        List<Problem> problems = YamlText.read(source.replace("~", "\n"), 1000).problems();
        assertThat(problems).isNotEmpty();
        assertThat(problems.getFirst().message()).contains(message);
        assertThat(problems.getFirst().line()).isEqualTo(line);
    }

    @Test
    void a_large_or_deep_text_is_refused() {
        assertThat(YamlText.read("a: " + "x".repeat(1000), 100)
                        .problems()
                        .getFirst()
                        .message())
                .contains("larger");
        String deep = "[".repeat(5000) + "]".repeat(5000);
        assertThat(YamlText.read(deep, 100_000).problems()).isNotEmpty();
    }
}
