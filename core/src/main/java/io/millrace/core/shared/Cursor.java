package io.millrace.core.shared;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes and reads the cursors of one list. A cursor says after which item a page begins; to callers it is a text without
 * meaning: Base64 (RFC 4648, 5, without padding) of {@code list:key}. The name of the list is in it so that the cursor of
 * another list is refused instead of being taken for a place in this one.
 *
 * @param list what is listed, in plural, such as {@code workflows}
 */
public record Cursor(String list) {
    /** Longer than any key of a list, written as a cursor. */
    private static final int MAX_LENGTH = 1_024;

    /** The cursor of the page that begins after an item. */
    public String write(String key) {
        byte[] plain = (list + ":" + key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param position the place in the list that a key means; empty when no item can have such a key
     * @throws MillraceException {@code bad_request} when this list never gave such a cursor
     */
    public <T> T read(String cursor, Function<String, Optional<T>> position) {
        return key(cursor)
                .flatMap(position)
                .orElseThrow(() -> new MillraceException(
                        ErrorCode.BAD_REQUEST,
                        "The cursor is none that the list of " + list
                                + " gave. Pass the 'next' of the page before, as it"
                                + " is, or leave the cursor out to begin with the first page."));
    }

    private Optional<String> key(String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            ByteBuffer plain = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            String text = StandardCharsets.UTF_8.newDecoder().decode(plain).toString();
            return text.startsWith(list + ":") ? Optional.of(text.substring(list.length() + 1)) : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
