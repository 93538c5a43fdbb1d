package io.millrace.core.shared;

import java.util.Optional;
import java.util.regex.Pattern;

/** The ids that people choose: lower-case letters, digits and single hyphens between them, such as {@code team-chat}. */
public final class Slug {
    /** The longest slug, in characters: a DNS label, so that one can become part of a host name. */
    public static final int MAX_LENGTH = 63;

    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private Slug() {}

    public static boolean valid(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
    }

    /** The text when it is a slug; empty when it is anything else. */
    public static Optional<String> read(String text) {
        return Optional.of(text).filter(Slug::valid);
    }

    /**
     * Gives the text back when it is a slug.
     *
     * @param what the thing it names, for the sentence: "connection"
     * @throws MillraceException {@code bad_request} that says what a slug looks like
     */
    public static String check(String what, String text) {
        if (valid(text)) {
            return text;
        }
        String shown = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
        throw new MillraceException(
                ErrorCode.BAD_REQUEST,
                "'" + shown + "' cannot name a " + what + ": use lower-case letters, digits and single hyphens,"
                        + " at most " + MAX_LENGTH + " characters, such as 'team-chat'.");
    }
}
