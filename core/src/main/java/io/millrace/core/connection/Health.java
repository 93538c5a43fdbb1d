package io.millrace.core.connection;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a connection works, as last seen.
 *
 * @param checked when it was seen; empty while nobody tried
 * @param message a sentence for people, without secrets; at most {@value #MAX_MESSAGE} characters, the rest is cut off
 */
public record Health(Status status, Optional<Instant> checked, String message) {
    /** The longest message kept, in characters. */
    public static final int MAX_MESSAGE = 500;

    /** What was seen. */
    public enum Status {
        /** Never tried with these credentials. */
        UNKNOWN,
        OK,
        /** The tool did not answer, or not as it should. */
        FAILING,
        /** The tool refused the credentials; a person has to give new ones. */
        NEEDS_REAUTH;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Health {
        if (message.length() > MAX_MESSAGE) {
            message = message.substring(0, MAX_MESSAGE);
        }
    }

    public static Health unknown() {
        return new Health(Status.UNKNOWN, Optional.empty(), "");
    }
}
