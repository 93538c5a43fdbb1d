package io.millrace.core.workflow;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The one dialect of cron used here: five fields as crontab(5) has them, names of months and days, {@code L}, {@code W}
 * and {@code #}, and the nicknames {@code @hourly}, {@code @daily}, {@code @weekly}, {@code @monthly}, {@code @yearly}.
 * When both days are restricted, either one matching is enough.
 */
public final class CronExpressions {
    private static final CronDefinition DIALECT = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .withValidRange(0, 59)
            .withStrictRange()
            .and()
            .withHours()
            .withValidRange(0, 23)
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .withValidRange(1, 31)
            .supportsL()
            .supportsW()
            .supportsLW()
            .withStrictRange()
            .and()
            .withMonth()
            .withValidRange(1, 12)
            .withStrictRange()
            .and()
            .withDayOfWeek()
            .withValidRange(0, 7)
            .withMondayDoWValue(1)
            .withIntMapping(7, 0)
            .supportsHash()
            .supportsL()
            .withStrictRange()
            .and()
            .withSupportedNicknameHourly()
            .withSupportedNicknameDaily()
            .withSupportedNicknameMidnight()
            .withSupportedNicknameWeekly()
            .withSupportedNicknameMonthly()
            .withSupportedNicknameYearly()
            .withSupportedNicknameAnnually()
            .instance();

    /** A leap year follows within eight years of any day, so what has not fired by then never will. */
    private static final ZonedDateTime PROBE = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private CronExpressions() {}

    /** @throws IllegalArgumentException when the expression is none, with the reason */
    public static Cron parse(String expression) {
        return new CronParser(DIALECT).parse(expression).validate();
    }

    /** What is wrong with an expression, as a sentence; empty when it is right and will fire. */
    static Optional<String> problem(String expression) {
        try {
            boolean fires = ExecutionTime.forCron(parse(expression))
                    .nextExecution(PROBE)
                    .isPresent();
            return fires ? Optional.empty() : Optional.of("'" + expression + "' never comes: there is no such day.");
        } catch (IllegalArgumentException e) {
            return Optional.of("'" + expression
                    + "' is not a cron expression of five fields (minute, hour, day of month, month, day of week), such as"
                    + " '0 9 * * 1-5': " + e.getMessage());
        }
    }
}
