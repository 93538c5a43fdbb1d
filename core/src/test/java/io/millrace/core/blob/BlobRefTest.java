package io.millrace.core.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.shared.Ids;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobRefTest {
    private static final long ID = Ids.firstAt(Instant.parse("2026-03-01T10:00:00Z"));

    @Test
    void a_reference_is_read_as_it_was_written() {
        BlobRef ref = new BlobRef(ID, 70_000);

        assertThat(ref.text()).startsWith("@blb_").endsWith(" 70000");
        assertThat(BlobRef.of(ref.text())).contains(ref);
        assertThat(new BlobRef(Long.MAX_VALUE, Long.MAX_VALUE).text()).hasSizeLessThanOrEqualTo(BlobRef.LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "\"@blb_0000000000000 1\"", "-1", "", " @blb_0000000000000 1"})
    void json_is_no_reference(String json) {
        assertThat(BlobRef.is(json)).isFalse();
        assertThat(BlobRef.of(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"@", "@ 1", "@blb_0000000000000", "@blb_0000000000000 ", "@blb_00 1", "@exe_0000000000000 1"})
    void what_only_begins_like_a_reference_is_told(String text) {
        assertThatThrownBy(() -> BlobRef.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void names_sort_by_time() {
        String early = BlobName.path(ID);
        String late = BlobName.path(Ids.firstAt(Instant.parse("2027-01-01T00:00:00Z")));

        assertThat(early).matches("[0-9a-z]{3}/[0-9a-z]{2}/blb_[0-9a-z]{13}").isLessThan(late);
        assertThat(BlobName.id(early.substring(7))).contains(ID);
    }
}
