package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.config.Settings;
import io.millrace.core.access.Bootstrap;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.Sensitive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    @Test
    void only_a_new_installation_is_untouched() {
        try (Millrace millrace = Millrace.start(settings())) {
            assertThat(millrace.untouched()).isTrue();
            millrace.proveItself();
            assertThat(millrace.untouched()).isFalse();
        }
    }

    @Test
    void a_port_that_is_taken_is_told_and_leaves_the_folder_as_it_was() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Millrace.start(settings(taken.getLocalPort())))
                    .isInstanceOf(MillraceException.class)
                    .hasMessageContainingAll("port " + taken.getLocalPort(), "in use by another program", "--port");
        }
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_start_that_fails_late_leaves_the_folder_and_the_port_to_the_next_one() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Bootstrap.Owner refused = new Bootstrap.Owner("ada@example.com", Sensitive.of("short"));
        Settings unusable = settings(port, new Bootstrap(Optional.of(refused), Optional.empty()));
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> Millrace.start(unusable))
                    .isInstanceOf(MillraceException.class)
                    .hasMessageContaining("MILLRACE_BOOTSTRAP_PASSWORD");
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("committer-1", "claimer", "heartbeat", "checkpointer", "schedules", "retention");

        try (Millrace millrace = Millrace.start(settings(port))) {
            assertThat(millrace.proveItself()).isPresent();
        }
    }

    @Test
    void a_password_is_not_reset_where_there_is_no_installation() throws IOException {
        assertThatThrownBy(() -> Maintenance.resetPassword(settings(), "ada@example.com", "a long enough password"))
                .isInstanceOf(MillraceException.class)
                .hasMessageContainingAll("no Millrace database in " + data, "--data");
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files).isEmpty();
        }
    }

    private Settings settings() {
        return settings(0);
    }

    private Settings settings(int port) {
        return settings(port, new Bootstrap(Optional.empty(), Optional.empty()));
    }

    private Settings settings(int port, Bootstrap bootstrap) {
        return new Settings(
                new Settings.Server("127.0.0.1", port, Optional.empty(), false),
                data,
                Sensitive.of("sqlite"),
                new Settings.Egress(List.of(), Optional.empty()),
                new Settings.Tools(Optional.empty()),
                new Settings.Blobs(Optional.empty(), 64 << 10, Optional.empty(), Optional.empty()),
                new Settings.Retention(30),
                new Settings.Engine(64, 256, 4 << 20, Duration.ofSeconds(10)),
                new Settings.Log(Settings.LogFormat.TEXT, Settings.LogLevel.INFO),
                new Settings.Metrics(Optional.empty()),
                Optional.empty(),
                bootstrap);
    }
}
