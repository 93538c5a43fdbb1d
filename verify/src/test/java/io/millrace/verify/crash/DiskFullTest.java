package io.millrace.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The disk of the embedded database fills up while events flow, and is given room again. */
@Tag("slow")
class DiskFullTest {
    private static final Logger log = LoggerFactory.getLogger(DiskFullTest.class);
    private static final int EVENTS = 1_200;
    private static final int SIZE_MEGABYTES = 64;
    private static final Duration FULL = Duration.ofSeconds(3);
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void on_a_full_disk_nothing_is_accepted_nothing_is_lost_and_with_room_it_goes_on_by_itself() {
        Path data = newFolder("data");
        List<String> ownDisk = onItsOwnDisk(data);
        assumeTrue(runs(ownDisk), "this machine gives nobody a mount of their own (unshare --user --mount)");
        try (Installation installation = Installation.start(folder, "sqlite", Installation.MAIN, ownDisk);
                WebhookSenders senders = installation.senders(EVENTS)) {
            senders.start();
            Patience.await("events flow", Duration.ofSeconds(60), () -> senders.delivered() >= EVENTS / 3);
            Path ballast = Path.of(
                            "/proc",
                            Long.toString(installation.server().process().pid()),
                            "root" + data)
                    .resolve("ballast");
            fill(ballast);
            Patience.await("the disk is full", Duration.ofSeconds(30), () -> senders.refusals() > 0);
            Patience.pass(FULL);
            int refused = senders.refusals();
            delete(ballast);
            long room = System.nanoTime();
            int delivered = senders.delivered();
            Patience.await("events are taken in again", RECOVERY, () -> senders.delivered() > delivered);
            log.info(
                    "SQLite on a full disk: {} sends refused, events taken in {} ms after there was room",
                    refused,
                    (System.nanoTime() - room) / 1_000_000);
            installation.awaitRest(senders);
            Oracle.Verdict verdict = Oracle.judge(installation.evidence(senders, RECOVERY));
            String output = installation.server().process().shownOutput();
            assertThat(senders.surprises()).as(output).isEmpty();
            assertThat(verdict.findings()).as("%s. %s", verdict.shown(), output).isEmpty();
            assertThat(verdict.repeats())
                    .as("calls repeated although no server died")
                    .isZero();
            assertThat(senders.delivered()).isEqualTo(EVENTS);
        }
    }

    private Path newFolder(String name) {
        try {
            return Files.createDirectory(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command with a small disk of its own in the place of a folder; nobody else sees it. */
    private static List<String> onItsOwnDisk(Path data) {
        String mount = "mount -t tmpfs -o size=" + SIZE_MEGABYTES + "m,mode=700 tmpfs \"$0\" && exec \"$@\"";
        return List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, data.toString());
    }

    private static boolean runs(List<String> wrapper) {
        try {
            List<String> command = new ArrayList<>(wrapper);
            command.add("true");
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fill(Path ballast) {
        byte[] block = new byte[4_096];
        try (OutputStream file = Files.newOutputStream(ballast)) {
            while (true) {
                file.write(block);
            }
        } catch (IOException full) {
            log.debug("No room is left", full);
        }
    }

    private static void delete(Path ballast) {
        try {
            Files.delete(ballast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
