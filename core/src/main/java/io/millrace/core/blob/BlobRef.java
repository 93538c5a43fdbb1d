package io.millrace.core.blob;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a row holds in place of a large value: {@code @blb_01k2m3n4p5q6r 123456}. It stands where JSON text would, and no JSON
 * text begins with an at sign, so neither can be taken for the other.
 *
 * @param bytes of the value, as JSON in UTF-8
 */
public record BlobRef(long id, long bytes) {
    /** The longest text of a reference, in characters. */
    public static final int LONGEST = 64;

    private static final char MARK = '@';

    /** The text that stands in the row. */
    public String text() {
        return MARK + BlobName.text(id) + " " + bytes;
    }

    /** Whether a row's text is a reference; looks at one character. */
    public static boolean is(@Nullable String stored) {
        return stored != null && !stored.isEmpty() && stored.charAt(0) == MARK;
    }

    /**
     * The reference that a row's text is; empty when it is the value itself.
     *
     * @throws IllegalArgumentException when it begins like a reference and is none
     */
    public static Optional<BlobRef> of(@Nullable String stored) {
        if (!is(stored)) {
            return Optional.empty();
        }
        String text = String.valueOf(stored);
        int space = text.indexOf(' ');
        try {
            long id = BlobName.id(text.substring(1, Math.max(1, space))).orElseThrow();
            return Optional.of(new BlobRef(id, Long.parseLong(text, space + 1, text.length(), 10)));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("a row holds what is neither JSON nor a reference to a blob", e);
        }
    }
}
