package io.millrace.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SurrogatesTest {
    @Test
    void a_half_without_the_other_is_found_where_it_stands() {
        assertThat(Surrogates.unpairedIn("")).isEqualTo(-1);
        assertThat(Surrogates.unpairedIn("a\ud83d\ude00b")).isEqualTo(-1);
        assertThat(Surrogates.unpairedIn("ab\ud83d")).isEqualTo(2);
        assertThat(Surrogates.unpairedIn("\ud83d\ude00\ude00")).isEqualTo(2);
        assertThat(Surrogates.unpairedIn("\ud83d\ud83d\ude00")).isZero();
        assertThat(Surrogates.unpairedIn("\ude00\ud83d")).isZero();
    }

    @Test
    void every_half_is_replaced_and_nothing_else() {
        assertThat(Surrogates.replaced("a\ud83d\ude00\ud83db\ude00")).isEqualTo("a\ud83d\ude00\ufffdb\ufffd");
        assertThat(Surrogates.replaced("plain")).isEqualTo("plain");
    }
}
