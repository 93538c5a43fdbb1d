package io.millrace.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.millrace.app.config.Settings;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LocationAwareLogger;

/** Sets up how log lines look and how much is logged, in code: reading a file would cost a noticeable part of a start. */
public final class Logging {
    /** Libraries whose ordinary news are of no use to an operator. */
    private static final List<String> QUIET = List.of(
            "org.eclipse.jetty",
            "org.flywaydb",
            "com.zaxxer.hikari",
            "org.jdbi",
            "com.networknt",
            "okhttp3",
            "org.sqlite");

    private static final String PATTERN =
            "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %-28.28logger{0} %msg%replace( [trace %X{trace}]){' \\[trace \\]', ''}%n";

    private Logging() {}

    /** Writes to standard output from now on. */
    public static void apply(Settings.Log settings) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("standard output");
        appender.setEncoder(encoder(settings.format(), context));
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.toLevel(settings.level().name()));
        boolean tooLoud = settings.level().compareTo(Settings.LogLevel.WARN) < 0;
        if (tooLoud) {
            QUIET.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        }
        forwardJavaLogging();
    }

    static Encoder<ILoggingEvent> encoder(Settings.LogFormat format, LoggerContext context) {
        return switch (format) {
            case TEXT -> {
                PatternLayoutEncoder encoder = new PatternLayoutEncoder();
                encoder.setContext(context);
                encoder.setPattern(PATTERN);
                encoder.start();
                yield encoder;
            }
            case JSON -> {
                LogstashEncoder encoder = new LogstashEncoder();
                encoder.setContext(context);
                encoder.setFieldNames(fieldNames());
                encoder.setTimeZone("UTC");
                encoder.start();
                yield encoder;
            }
        };
    }

    private static LogstashFieldNames fieldNames() {
        LogstashFieldNames names = new LogstashFieldNames();
        names.setTimestamp("time");
        names.setVersion("[ignore]");
        names.setLevelValue("[ignore]");
        names.setThread("thread");
        names.setLogger("logger");
        names.setStackTrace("stack");
        return names;
    }

    /** Some libraries log through {@code java.util.logging}; their warnings join the others. */
    private static void forwardJavaLogging() {
        LogManager.getLogManager().reset();
        java.util.logging.Logger root = java.util.logging.Logger.getLogger("");
        root.setLevel(java.util.logging.Level.WARNING);
        root.addHandler(new Forwarding());
    }

    private static final class Forwarding extends Handler {
        @Override
        public void publish(LogRecord record) {
            String name = record.getLoggerName() == null ? "java.util.logging" : record.getLoggerName();
            boolean severe = record.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue();
            LoggerFactory.getLogger(name)
                    .atLevel(org.slf4j.event.Level.intToLevel(
                            severe ? LocationAwareLogger.ERROR_INT : LocationAwareLogger.WARN_INT))
                    .setCause(record.getThrown())
                    .log(String.valueOf(record.getMessage()));
        }

        @Override
        public void flush() {
            // the appender writes at once
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
