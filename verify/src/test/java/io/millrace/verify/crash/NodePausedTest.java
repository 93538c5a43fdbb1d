package io.millrace.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two nodes on one PostgreSQL. One is stopped in the middle of its work until its lease is over, the other takes over; then
 * the first wakes up and believes that it still has what it had.
 */
@Tag("slow")
class NodePausedTest {
    private static final Logger log = LoggerFactory.getLogger(NodePausedTest.class);
    private static final int EVENTS = 600;
    /** Longer than a lease and a heartbeat of the other node. */
    private static final Duration PAUSE = Duration.ofSeconds(15);

    /** Twice a lease: nobody can know sooner that the paused one is away, and it was not dead. */
    private static final Duration RESUME = Duration.ofSeconds(20);

    private static final String CALLED_AGAIN = "Called twice in one life of the server";

    @TempDir
    Path folder;

    @Test
    void what_a_node_records_that_slept_past_its_lease_is_refused_and_nothing_is_lost() {
        try (TestPostgres postgres = new TestPostgres(folder.resolve("postgres"));
                Installation installation = Installation.start(folder, postgres.newDatabase());
                ServerProcess other = installation.secondNode(folder.resolve("other.log"));
                WebhookSenders toPaused = installation.senders(EVENTS);
                WebhookSenders toOther = installation.senders(other, EVENTS)) {
            ServerProcess paused = installation.server().process();
            toPaused.start();
            toOther.start();
            Patience.await("events flow", Duration.ofSeconds(60), () -> toPaused.delivered() > EVENTS / 3);
            paused.signal("STOP");
            Patience.pass(PAUSE);
            paused.signal("CONT");
            installation.awaitRest(toPaused);
            installation.awaitRest(toOther);

            List<Acknowledgement> acknowledged = Stream.concat(
                            toPaused.acknowledgements().stream(), toOther.acknowledgements().stream())
                    .toList();
            Oracle.Verdict verdict = Oracle.judge(installation.evidence(acknowledged, RESUME));
            String output = paused.shownOutput();
            log.info(
                    "PostgreSQL, two nodes, one paused for {}: {} events, {} calls made again by the other",
                    PAUSE,
                    acknowledged.size(),
                    verdict.repeats());
            assertThat(verdict.findings().stream().filter(finding -> !finding.startsWith(CALLED_AGAIN)))
                    .as("%s. %s", verdict.shown(), output)
                    .isEmpty();
            assertThat(toPaused.surprises()).isEmpty();
            assertThat(toOther.surprises()).isEmpty();
            assertThat(toPaused.delivered() + toOther.delivered()).isEqualTo(2 * EVENTS);
            assertThat(verdict.repeats())
                    .as("a pause that cut nothing off proves nothing")
                    .isPositive();
            for (String said : List.of("Others have taken over from this node", "Dropped an outcome")) {
                assertThat(paused.hasSaid(said)).as(said).isTrue();
            }
        }
    }
}
