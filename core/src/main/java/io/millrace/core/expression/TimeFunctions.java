package io.millrace.core.expression;

import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import dev.cel.common.exceptions.CelInvalidArgumentException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;

/**
 * Dates and durations with zones. Zones are IANA names ({@code Europe/Berlin}) or offsets ({@code +02:00}); formats are
 * those of {@link DateTimeFormatter}, with English names. A local time that a change of clocks leaves out moves on by the
 * length of the gap; one that occurs twice is the first.
 */
final class TimeFunctions {
    private static final int MAX_FORMAT = 200;

    private TimeFunctions() {}

    static List<BuiltIn> all() {
        return List.of(
                BuiltIn.function(
                        "parse_time",
                        "parse_time",
                        TIMESTAMP,
                        List.of(STRING, STRING, STRING),
                        a -> parse((String) a[0], (String) a[1], (String) a[2])),
                BuiltIn.function(
                        "format_time",
                        "format_time",
                        STRING,
                        List.of(TIMESTAMP, STRING, STRING),
                        a -> format((Instant) a[0], (String) a[1], (String) a[2])),
                BuiltIn.function(
                        "in_zone",
                        "in_zone",
                        STRING,
                        List.of(TIMESTAMP, STRING),
                        a -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(zoned((Instant) a[0], (String) a[1]))),
                BuiltIn.function(
                        "start_of",
                        "start_of",
                        TIMESTAMP,
                        List.of(TIMESTAMP, STRING, STRING),
                        a -> startOf(zoned((Instant) a[0], (String) a[2]), (String) a[1])
                                .toInstant()),
                BuiltIn.function(
                        "add_time",
                        "add_time",
                        TIMESTAMP,
                        List.of(TIMESTAMP, STRING, STRING),
                        a -> add(zoned((Instant) a[0], (String) a[2]), (String) a[1])
                                .toInstant()),
                BuiltIn.function(
                        "iso_duration", "iso_duration", DURATION, List.of(STRING), a -> duration((String) a[0])));
    }

    private static Instant parse(String text, String format, String zone) {
        try {
            TemporalAccessor parsed =
                    formatter(format).parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
            return switch (parsed) {
                case ZonedDateTime time -> time.toInstant();
                case LocalDateTime time -> time.atZone(zone(zone)).toInstant();
                case LocalDate date -> date.atStartOfDay(zone(zone)).toInstant();
                default -> throw new DateTimeException("no date");
            };
        } catch (DateTimeException e) {
            throw new CelInvalidArgumentException("'" + text + "' is not a time of the format '" + format + "'.");
        }
    }

    private static String format(Instant time, String format, String zone) {
        return Meter.current().made(formatter(format).format(zoned(time, zone)));
    }

    private static ZonedDateTime startOf(ZonedDateTime time, String unit) {
        ZonedDateTime day = time.toLocalDate().atStartOfDay(time.getZone());
        return switch (unit) {
            case "minute" -> time.truncatedTo(ChronoUnit.MINUTES);
            case "hour" -> time.truncatedTo(ChronoUnit.HOURS);
            case "day" -> day;
            case "week" -> startOfDay(day, day.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case "month" -> startOfDay(day, day.toLocalDate().withDayOfMonth(1));
            case "year" -> startOfDay(day, day.toLocalDate().withDayOfYear(1));
            default ->
                throw new CelInvalidArgumentException(
                        "'" + unit + "' is not a unit; use minute, hour, day, week, month or year.");
        };
    }

    private static ZonedDateTime startOfDay(ZonedDateTime time, LocalDate date) {
        return date.atStartOfDay(time.getZone());
    }

    /** Days and longer keep the local time, hours and shorter count elapsed time. */
    private static ZonedDateTime add(ZonedDateTime time, String amount) {
        try {
            int clock = amount.indexOf('T');
            if (clock < 0) {
                return time.plus(Period.parse(amount));
            }
            String sign = amount.startsWith("-") ? "-" : "";
            String date = amount.substring(0, clock);
            Period period = date.endsWith("P") ? Period.ZERO : Period.parse(date);
            return time.plus(period).plus(Duration.parse(sign + "P" + amount.substring(clock)));
        } catch (DateTimeException e) {
            throw notDuration(amount, "P1M, P2W or P1DT12H");
        }
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw notDuration(text, "PT5M or P1DT12H; months and years have no fixed length, see add_time");
        }
    }

    private static CelInvalidArgumentException notDuration(String text, String examples) {
        return new CelInvalidArgumentException("'" + text + "' is not an ISO 8601 duration such as " + examples + ".");
    }

    private static ZonedDateTime zoned(Instant time, String zone) {
        return time.atZone(zone(zone));
    }

    private static ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new CelInvalidArgumentException(
                    "'" + zone + "' is not a time zone; write a name such as Europe/Berlin, or UTC.");
        }
    }

    private static DateTimeFormatter formatter(String format) {
        if (format.length() > MAX_FORMAT) {
            throw Meter.exceeded("a format for times has at most " + MAX_FORMAT + " characters");
        }
        try {
            return DateTimeFormatter.ofPattern(format, Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            throw new CelInvalidArgumentException(
                    "'" + format + "' is not a format for times; write one such as yyyy-MM-dd HH:mm.");
        }
    }
}
