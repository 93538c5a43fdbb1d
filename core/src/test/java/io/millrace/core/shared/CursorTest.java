package io.millrace.core.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private final Cursor cursor = new Cursor("workflows");

    @Test
    void the_key_comes_back_from_a_text_that_fits_a_query() {
        String written = cursor.write("issue-to-chat");

        assertThat(written).matches("[A-Za-z0-9_-]+").doesNotContain("issue");
        assertThat(cursor.<String>read(written, Optional::of)).isEqualTo("issue-to-chat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "made-up", "issue-to-chat", "%", "d29ya2Zsb3dz", "=====", "\u0000"})
    void any_other_text_is_refused_with_a_way_out(String forged) {
        refused(forged);
    }

    @Test
    void the_cursor_of_another_list_is_refused() {
        refused(new Cursor("projects").write("default"));
    }

    @Test
    void a_key_that_no_item_can_have_is_refused() {
        refused(cursor.write("Not a slug\u0000"));
    }

    @Test
    void bytes_that_are_no_text_and_texts_beyond_the_limit_are_refused() {
        byte[] broken = "workflows:\0".getBytes(StandardCharsets.ISO_8859_1);
        broken[broken.length - 1] = (byte) 0xff;
        refused(Base64.getUrlEncoder().encodeToString(broken));
        refused(cursor.write("a".repeat(2_000)));
    }

    private void refused(String forged) {
        assertThatExceptionOfType(MillraceException.class)
                .isThrownBy(() -> cursor.read(forged, key -> Optional.of(key).filter(Slug::valid)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST))
                .withMessageContaining("list of workflows")
                .withMessageContaining("leave the cursor out");
    }
}
