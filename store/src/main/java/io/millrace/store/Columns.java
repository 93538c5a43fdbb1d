package io.millrace.store;

import io.millrace.core.lane.Rate;
import io.millrace.core.shared.Json;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How values lie in columns: times as epoch microseconds, an absent number as NULL, no text with U+0000. */
public final class Columns {
    private Columns() {}

    public static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    public static @Nullable Long microsOrNull(@Nullable Instant time) {
        return time == null ? null : micros(time);
    }

    /**
     * A text of somebody else's, such as what a tool said, as every database can hold it: PostgreSQL has no U+0000, and none
     * has half a character, so the replacement character stands for them.
     */
    static @Nullable String storable(@Nullable String text) {
        return text == null ? null : Json.withoutHalves(text.replace('\0', '\ufffd'));
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        Long micros = longOrNull(row, column);
        return micros == null ? null : instant(micros);
    }

    static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    static long periodMicros(Rate rate) {
        return micros(Instant.EPOCH.plus(rate.period()));
    }

    static void setLongOrNull(PreparedStatement statement, int index, @Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, value);
        }
    }
}
