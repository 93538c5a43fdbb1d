package io.millrace.core.access;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** E-mail addresses as names of accounts: compared in lower case, at most 254 characters (RFC 5321, 4.5.3.1.3). */
final class Emails {
    private static final int MAX_LENGTH = 254;
    private static final Pattern FORM =
            Pattern.compile("[^\\s\\p{Cntrl}@]+@[^\\s\\p{Cntrl}@.]+(\\.[^\\s\\p{Cntrl}@.]+)+");

    private Emails() {}

    /** @throws MillraceException {@code input_invalid} when this is no address */
    static String check(String text) {
        String email = normal(text);
        if (!valid(email)) {
            throw new MillraceException(
                    ErrorCode.INPUT_INVALID,
                    "An e-mail address looks like 'name@example.com' and has at most " + MAX_LENGTH + " characters.",
                    List.of(Problem.at("email", "this is not an e-mail address")));
        }
        return email;
    }

    /** An address in the form in which accounts keep it; empty for anything else. */
    static Optional<String> read(String text) {
        return Optional.of(text).filter(email -> valid(email) && normal(email).equals(email));
    }

    private static boolean valid(String email) {
        return email.length() <= MAX_LENGTH && FORM.matcher(email).matches();
    }

    /** The form in which an address is looked up, right or wrong. */
    static String normal(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
