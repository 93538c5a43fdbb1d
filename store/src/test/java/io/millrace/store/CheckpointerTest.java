package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointerTest {
    private static final int COMMITS_TO_BE_NOTICED = 16;
    private static final int PATIENCE = 10_000;

    @TempDir
    Path folder;

    @Test
    void copies_again_after_whatever_was_thrown() throws Exception {
        Path log = Files.write(folder.resolve("wal"), new byte[16 << 20]);
        Semaphore copies = new Semaphore(0);
        AtomicInteger failures = new AtomicInteger();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Checkpointer checkpointer = new Checkpointer(log, connection, work -> {
                    copies.release();
                    if (failures.incrementAndGet() % 2 == 0) {
                        throw new IllegalStateException("the driver is confused");
                    }
                    throw new AssertionError("so are we");
                })) {
            for (int copy = 1; copy <= 3; copy++) {
                int tries = 0;
                do {
                    commit(checkpointer);
                } while (!copies.tryAcquire(1, TimeUnit.MILLISECONDS) && ++tries < PATIENCE);
                assertThat(tries).as("copy %s", copy).isLessThan(PATIENCE);
            }
            assertThat(checkpointer.logBytes()).isEqualTo(16 << 20);
        }
    }

    private static void commit(Checkpointer checkpointer) {
        for (int i = 0; i < COMMITS_TO_BE_NOTICED; i++) {
            checkpointer.committed();
        }
    }
}
