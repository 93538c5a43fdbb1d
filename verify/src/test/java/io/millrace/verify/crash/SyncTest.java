package io.millrace.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Traces the system calls of a server: an event is acknowledged after it has been synced, and the trace would show it. */
@Tag("slow")
class SyncTest {
    private static final Logger log = LoggerFactory.getLogger(SyncTest.class);
    private static final int EVENTS = 200;
    private static final String CALLS = "trace=read,readv,recvfrom,write,writev,sendto,pwrite64,fsync,fdatasync";
    private static final int LONGEST_TEXT = 4_200; // a page of the database and a little

    @TempDir
    Path folder;

    @Test
    void a_sync_of_the_event_lies_between_every_request_and_its_202() {
        SyncTrace.Verdict verdict = traced(Installation.MAIN);
        log.info("SQLite: {} answers 202 traced, each after the sync of its event", verdict.answers());
        assertThat(verdict.answers()).isGreaterThanOrEqualTo(EVENTS);
        assertThat(verdict.unsynced()).isEmpty();
    }

    @Test
    void without_syncs_the_trace_shows_that_no_event_was_synced() {
        SyncTrace.Verdict verdict = traced("io.millrace.app.UnsyncedServer");
        assertThat(verdict.answers()).isGreaterThanOrEqualTo(EVENTS);
        assertThat(verdict.unsynced()).hasSize(EVENTS);
    }

    private SyncTrace.Verdict traced(String mainClass) {
        requireStrace();
        Path trace = folder.resolve("trace");
        // -D: the server itself is the process that is started, so signals reach it and not the tracer.
        List<String> wrapper = List.of(
                "strace",
                "-D",
                "-f",
                "--seccomp-bpf",
                "-y",
                "-s",
                Integer.toString(LONGEST_TEXT),
                "-e",
                CALLS,
                "-o",
                trace.toString());
        try (Installation installation = Installation.start(folder, "sqlite", mainClass, wrapper);
                WebhookSenders senders = installation.senders(EVENTS)) {
            senders.start();
            installation.awaitRest(senders);
            assertThat(senders.surprises()).isEmpty();
            installation.server().kill9();
            awaitEnd(trace, installation.server().process().pid());
        }
        return SyncTrace.judge(SystemCall.read(trace));
    }

    private static void requireStrace() {
        try {
            new ProcessBuilder("strace", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "strace is missing, which this proof looks through. Install it: apt-get install strace", e);
        }
    }

    /** The tracer writes on for a moment after the death of the server. */
    private static void awaitEnd(Path trace, long pid) {
        Pattern last = Pattern.compile(pid + " +\\+\\+\\+ .*"); // short process ids are padded
        Patience.await("the trace is complete", Duration.ofSeconds(30), () -> {
            try (var lines = Files.lines(trace, StandardCharsets.ISO_8859_1)) {
                return lines.anyMatch(line -> last.matcher(line).matches());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
