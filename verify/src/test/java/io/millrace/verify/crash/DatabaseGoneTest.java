package io.millrace.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database crashes under a server through which events flow, and comes back after a while. {@code
 * -Dmillrace.outages=1,5,20,60} says for how many seconds each time.
 */
@Tag("slow")
class DatabaseGoneTest {
    private static final Logger log = LoggerFactory.getLogger(DatabaseGoneTest.class);
    private static final int EVENTS = 1_500;
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private final List<Duration> outages = Arrays.stream(
                    System.getProperty("millrace.outages", "1,4").split(","))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds.strip())))
            .toList();

    @TempDir
    Path folder;

    @Test
    void nothing_that_was_acknowledged_is_lost_and_work_goes_on_when_the_database_is_back() {
        try (TestPostgres postgres = new TestPostgres(folder.resolve("postgres"));
                Installation installation = Installation.start(folder, postgres.newDatabase());
                WebhookSenders senders = installation.senders(EVENTS)) {
            senders.start();
            for (int outage = 0; outage < outages.size(); outage++) {
                int enough = EVENTS * (outage + 1) / (outages.size() + 1);
                Patience.await("events flow", Duration.ofSeconds(60), () -> senders.delivered() >= enough);
                postgres.crash();
                int before = senders.refusals() + senders.brokenSends();
                Patience.pass(outages.get(outage));
                assertThat(senders.finished())
                        .as("an outage that nobody met proves nothing")
                        .isFalse();
                postgres.startAgain();
                long back = System.nanoTime();
                int delivered = senders.delivered();
                Patience.await(
                        "events are taken in again",
                        RECOVERY,
                        () -> senders.delivered() > delivered || senders.finished());
                log.info(
                        "PostgreSQL away for {}: {} sends refused, events taken in {} ms after it was back",
                        outages.get(outage),
                        senders.refusals() + senders.brokenSends() - before,
                        (System.nanoTime() - back) / 1_000_000);
            }
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
}
