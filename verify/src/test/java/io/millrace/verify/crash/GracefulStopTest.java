package io.millrace.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that is asked to stop while events flow through it finishes what it has begun, and the next one the rest. {@code
 * -Dmillrace.stops=100} asks more often.
 */
@Tag("slow")
class GracefulStopTest {
    private static final Logger log = LoggerFactory.getLogger(GracefulStopTest.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final int EVENTS_PER_LIFE = 150;

    private final int stops = Integer.getInteger("millrace.stops", 3);
    private final int events = EVENTS_PER_LIFE * (stops + 1);

    @TempDir
    Path folder;

    @Test
    void sigterm_under_load_ends_the_embedded_server_in_time_and_nothing_is_lost_or_repeated() {
        prove("SQLite", "sqlite");
    }

    @Test
    void sigterm_under_load_ends_a_node_on_postgresql_in_time_and_nothing_is_lost_or_repeated() {
        try (TestPostgres postgres = new TestPostgres(folder.resolve("postgres"))) {
            prove("PostgreSQL", postgres.newDatabase());
        }
    }

    private void prove(String store, String database) {
        try (Installation installation = Installation.start(folder, database);
                WebhookSenders senders = installation.senders(events)) {
            MortalServer server = installation.server();
            senders.start();
            long longest = 0;
            for (int stop = 1; stop <= stops; stop++) {
                int enough = EVENTS_PER_LIFE * stop;
                Patience.await("events flow", Duration.ofSeconds(60), () -> senders.delivered() >= enough);
                long begun = System.nanoTime();
                int exitCode = server.stop(LONGEST_STOP);
                longest = Math.max(longest, (System.nanoTime() - begun) / 1_000_000);
                assertThat(exitCode).as(server.process().shownOutput()).isZero();
                server.startAgain();
            }
            installation.awaitRest(senders);
            Oracle.Verdict verdict = Oracle.judge(installation.evidence(senders, Duration.ofSeconds(10)));
            log.info(
                    "{}: stopped {} times under load, each in {} ms at most; {} events, {} calls repeated",
                    store,
                    stops,
                    longest,
                    senders.delivered(),
                    verdict.repeats());
            assertThat(senders.surprises()).isEmpty();
            assertThat(verdict.findings())
                    .as("%s. %s", verdict.shown(), server.process().shownOutput())
                    .isEmpty();
            assertThat(senders.delivered()).isEqualTo(events);
            assertThat(verdict.repeats())
                    .as("calls repeated after an orderly stop")
                    .isZero();
        }
    }
}
