package io.millrace.core.tool;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The ways in which tools say when the next call is welcome. All end as a pause between zero and {@link #MAX_PAUSE}, so
 * that a wrong clock or a hostile answer cannot park a lane for good.
 */
enum ResetFormat {
    /** {@code Retry-After} of RFC 9110, section 10.2.3: whole seconds or an HTTP date. */
    HTTP {
        @Override
        Duration read(String text, Instant now) {
            return text.matches("[0-9.]+")
                    ? SECONDS.read(text, now)
                    : Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        }
    },
    /** A number of seconds from now, with a fraction perhaps. */
    SECONDS {
        @Override
        Duration read(String text, Instant now) {
            return millis(new BigDecimal(text).movePointRight(3));
        }
    },
    /** A number of milliseconds from now. */
    MILLISECONDS {
        @Override
        Duration read(String text, Instant now) {
            return millis(new BigDecimal(text));
        }
    },
    /** Seconds since 1970. */
    EPOCH_SECONDS {
        @Override
        Duration read(String text, Instant now) {
            return millis(new BigDecimal(text).movePointRight(3)).minusMillis(now.toEpochMilli());
        }
    },
    /** Milliseconds since 1970. */
    EPOCH_MILLISECONDS {
        @Override
        Duration read(String text, Instant now) {
            return millis(new BigDecimal(text)).minusMillis(now.toEpochMilli());
        }
    },
    /** A date and time as RFC 3339 writes it. */
    RFC3339 {
        @Override
        Duration read(String text, Instant now) {
            return Duration.between(now, DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from));
        }
    };

    /** The longest pause that an answer can ask for. */
    static final Duration MAX_PAUSE = Duration.ofHours(1);

    private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE / 4);

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The pause that the text asks for; empty when it is not written in this format. */
    Optional<Duration> pause(String text, Instant now) {
        try {
            Duration pause = read(text.strip(), now);
            if (pause.isNegative()) {
                return Optional.of(Duration.ZERO);
            }
            return Optional.of(pause.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause);
        } catch (DateTimeException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** A date as HTTP headers write it. */
    static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    abstract Duration read(String text, Instant now);

    private static Duration millis(BigDecimal millis) {
        if (millis.precision() - millis.scale() > 18 || millis.compareTo(LONGEST) > 0) {
            return MAX_PAUSE;
        }
        return Duration.ofMillis(millis.setScale(0, RoundingMode.UP).longValue());
    }
}
