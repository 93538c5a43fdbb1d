package io.millrace.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResetFormatTest {
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP               | 30                              | PT30S",
                "HTTP               | 0.5                             | PT0.5S",
                "HTTP               | Mon, 04 May 2026 10:01:00 GMT   | PT1M",
                "HTTP               | Mon, 04 May 2026 09:00:00 GMT   | PT0S",
                "SECONDS            | 1.2345                          | PT1.235S",
                "MILLISECONDS       | 250                             | PT0.25S",
                "EPOCH_SECONDS      | 1777888860                      | PT1M",
                "EPOCH_SECONDS      | 1777888000                      | PT0S",
                "EPOCH_MILLISECONDS | 1777888800500                   | PT0.5S",
                "RFC3339            | 2026-05-04T12:00:10+02:00       | PT10S",
                "SECONDS            | 1e400                           | PT1H",
                "SECONDS            | 86400                           | PT1H",
                "SECONDS            | -5                              | PT0S"
            })
    void a_pause_is_read_and_bounded(ResetFormat format, String text, Duration pause) {
        assertThat(format.pause(text, NOW)).contains(pause);
    }

    @ParameterizedTest
    @CsvSource({"HTTP,soon", "SECONDS,abc", "EPOCH_SECONDS,''", "RFC3339,tomorrow", "HTTP,1.2.3"})
    void what_is_written_otherwise_says_nothing(ResetFormat format, String text) {
        assertThat(format.pause(text, NOW)).isEqualTo(Optional.empty());
    }
}
