package io.millrace.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A text that must not be read on its way: a secret, or a text that contains one. It travels through inputs and requests
 * as it is and is turned into characters only where it leaves (the egress, the check of a signature, a mail log-in).
 *
 * <p>{@link #toString()} gives a mask, so that a log line, an error message or a recorded input never holds the text.
 */
public final class Sensitive {
    /** What stands in the place of a hidden text wherever it is shown. */
    public static final String MASK = "********";

    private final String text;
    private final String masked;
    private final List<String> hidden;

    private Sensitive(String text, String masked, List<String> hidden) {
        this.text = text;
        this.masked = masked;
        this.hidden = List.copyOf(hidden);
    }

    /** A text that is hidden whole. */
    public static Sensitive of(String text) {
        return new Sensitive(Objects.requireNonNull(text, "text"), MASK, List.of(text));
    }

    /**
     * Joins parts that may or may not be sensitive: the result shows the plain parts and masks the others.
     *
     * @param parts texts and {@link Sensitive}s; anything else is joined by its {@code toString()}
     */
    public static Sensitive join(Object... parts) {
        StringBuilder text = new StringBuilder();
        StringBuilder masked = new StringBuilder();
        List<String> hidden = new ArrayList<>();
        for (Object part : parts) {
            text.append(reveal(part));
            masked.append(part);
            if (part instanceof Sensitive sensitive) {
                hidden.addAll(sensitive.hidden);
            }
        }
        return new Sensitive(text.toString(), masked.toString(), hidden);
    }

    /** The text itself. Callable only where a text leaves Millrace; an architecture rule lists those places. */
    public String reveal() {
        return text;
    }

    /**
     * The hidden parts by themselves, so that they can be masked where a tool sends them back. Callable only where a text
     * leaves Millrace, as {@link #reveal()}.
     */
    public List<String> hidden() {
        return hidden;
    }

    /** The text of a value that may be sensitive. */
    public static String reveal(Object value) {
        return value instanceof Sensitive sensitive ? sensitive.text : String.valueOf(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sensitive that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text with every hidden part replaced by {@link #MASK}. */
    @Override
    public String toString() {
        return masked;
    }
}
