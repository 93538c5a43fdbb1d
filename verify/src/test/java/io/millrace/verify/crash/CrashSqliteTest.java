package io.millrace.verify.crash;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class CrashSqliteTest {
    @TempDir
    Path folder;

    @Test
    void every_acknowledged_event_is_carried_out_although_the_server_is_killed_again_and_again() {
        new CrashRun().prove("SQLite", folder, "sqlite", Duration.ofSeconds(10));
    }
}
