package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.config.Settings;
import io.millrace.core.access.Bootstrap;
import io.millrace.sdk.Sensitive;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MillraceTest {
    @TempDir
    Path data;

    @Test
    void proves_itself_on_an_empty_folder_and_again_after_a_restart() {
        for (int start = 1; start <= 2; start++) {
            try (Millrace millrace = Millrace.start(settings())) {
                assertThat(millrace.proveItself()).as("start %s", start).isPresent();
                assertThat(millrace.setUpLink()).isPresent();
            }
        }
    }

    private Settings settings() {
        return new Settings(
                new Settings.Server("127.0.0.1", 0, Optional.empty(), false),
                data,
                Sensitive.of("sqlite"),
                new Settings.Egress(List.of(), Optional.empty()),
                new Settings.Tools(Optional.empty()),
                new Settings.Retention(30),
                new Settings.Engine(64, 256, Duration.ofSeconds(10)),
                new Settings.Log(Settings.LogFormat.TEXT, Settings.LogLevel.INFO),
                new Settings.Metrics(Optional.empty()),
                Optional.empty(),
                new Bootstrap(Optional.empty(), Optional.empty()));
    }
}
