package io.millrace.core.expression;

import static io.millrace.core.expression.ExpressionFixture.evaluate;
import static io.millrace.core.expression.ExpressionFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTest {
    private static final String EVENT =
            "{\"i\": 3, \"d\": 0.5, \"big\": 9007199254740993, \"id\": 9223372036854775807, \"beyond\": 18446744073709551616}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "event.i + event.d | 3.5",
                "event.d + event.i | 3.5",
                "event.i - event.d | 2.5",
                "event.d - event.i | -2.5",
                "event.i * event.d | 1.5",
                "event.i / event.d | 6.0",
                "event.d / event.i | 0.16666666666666666",
                "3 + 0.5 | 3.5",
                "event.i > event.d | true",
                "event.d >= event.i | false",
                "event.i == 3.0 | true",
                "3 == 3.0 | true",
                "3 != 3.5 | true",
                "7 / 2 | 3",
                "-7 % 3 | -1",
                "event.big + 1 | 9007199254740994",
                "event.id | 9223372036854775807",
                "event.beyond | 1.8446744073709552E19",
                "event.beyond > event.id | true",
                "event.beyond == from_json('18446744073709551616') | true",
                "to_json(event.beyond) | 1.8446744073709552E19",
                "event.big == 9007199254740992.0 | false",
                "event.big > 9007199254740992.0 | true",
                "int(2.9) | 2",
                "double(event.big) | 9.007199254740992E15",
                "math.greatest(1, 2.5, 2) | 2.5",
                "event.big in [9007199254740993] | true",
                "[1, [2.0], {'a': 3}] == [1.0, [2], {'a': 3.0}] | true",
                "{'a': 1} == {'a': 2} | false",
                "{'a': 1} != {'b': 1} | true",
                "dyn(1) == dyn('1') | false",
                "dyn(0.0) / 0.0 == dyn(0.0) / 0.0 | false",
                "dyn(0.0) / 0.0 < dyn(1) | false",
                "0.0 == -0.0 | true",
            })
    void whole_and_decimal_numbers_mix_without_rounding(String expression, String expected) throws Exception {
        assertThat(String.valueOf(evaluate(expression, EVENT))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.id + 1",
                "int(event.beyond)",
                "9223372036854775807 * 2",
                "-9223372036854775807 - 2",
                "int(1e30)",
                "sum([event.id, 1])",
            })
    void an_overflow_fails(String expression) {
        assertThat(failure(expression, EVENT)).contains("has no value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.big + 0.5",
                "0.5 * event.big",
                "event.big / 2.0",
                "sum([event.big, 0.5])",
                "avg([event.big])"
            })
    void a_whole_number_without_an_exact_decimal_is_refused(String expression) {
        assertThat(failure(expression, EVENT)).contains("9007199254740993 has no exact decimal counterpart");
    }

    @Test
    void what_json_cannot_hold_is_refused() {
        assertThat(failure("1.0 / 0.0", EVENT)).contains("Infinity, which JSON cannot hold");
        assertThat(failure("1 / 0", EVENT)).contains("divides by zero");
        assertThat(failure("18446744073709551615u", EVENT)).contains("does not fit into a signed 64-bit integer");
    }

    @Test
    void the_largest_and_smallest_numbers_are_exact_or_refused() {
        assertThat(failure("9223372036854775807 + 0.0", EVENT)).contains("no exact decimal counterpart");
        assertThat(failure("-9223372036854775807 + 0.0", EVENT)).contains("no exact decimal counterpart");
        assertThat(Numbers.asDouble(Long.MIN_VALUE)).isEqualTo(-0x1p63);
    }
}
