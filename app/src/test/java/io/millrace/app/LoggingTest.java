package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.millrace.app.config.Settings;
import io.millrace.core.shared.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoggingTest {
    private static final Instant TIME = Instant.parse("2026-01-31T08:00:00.123456Z");

    private final LoggerContext context = new LoggerContext();

    @Test
    void json_is_one_object_a_line_with_the_trace() {
        String line = line(Settings.LogFormat.JSON, Map.of("trace", "abc"));
        assertThat(line).endsWith("\n").hasLineCount(1);
        assertThat(Json.readObject(line))
                .containsEntry("time", "2026-01-31T08:00:00.123456Z")
                .containsEntry("level", "WARN")
                .containsEntry("logger", "io.millrace.Some")
                .containsEntry("message", "two\nlines")
                .containsEntry("trace", "abc")
                .doesNotContainKeys("@version", "level_value");
    }

    @Test
    void text_shows_the_trace_only_where_there_is_one() {
        assertThat(line(Settings.LogFormat.TEXT, Map.of("trace", "abc")))
                .contains("WARN  Some")
                .contains("two\nlines [trace abc]");
        assertThat(line(Settings.LogFormat.TEXT, Map.of())).endsWith("lines\n");
    }

    private String line(Settings.LogFormat format, Map<String, String> diagnosticContext) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(context);
        event.setLoggerName("io.millrace.Some");
        event.setLevel(Level.WARN);
        event.setMessage("two\nlines");
        event.setThreadName("main");
        event.setInstant(TIME);
        event.setMDCPropertyMap(diagnosticContext);
        return new String(Logging.encoder(format, context).encode(event), StandardCharsets.UTF_8);
    }
}
