package io.millrace.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two nodes on one PostgreSQL are replaced one after the other while events flow, as an update does it: drained, asked to stop,
 * started anew. {@code -Dmillrace.rolls=20} goes round more often.
 */
@Tag("slow")
class RollingRestartTest {
    private static final Logger log = LoggerFactory.getLogger(RollingRestartTest.class);
    private static final int EVENTS_PER_STOP = 200;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final Duration LONGEST_FLOW = Duration.ofSeconds(60);

    private final int stops = 2 * Integer.getInteger("millrace.rolls", 1);
    private final int events = EVENTS_PER_STOP * (stops + 1);

    @TempDir
    Path folder;

    @Test
    void nodes_are_replaced_one_after_the_other_and_no_sender_is_refused_by_both() {
        try (TestPostgres postgres = new TestPostgres(folder.resolve("postgres"));
                Installation installation = Installation.start(folder, postgres.newDatabase());
                ServerProcess second = installation.secondNode(folder.resolve("second.log"))) {
            Balancer balancer = new Balancer(installation.server().process(), second);
            try (WebhookSenders senders = installation.senders(balancer, events)) {
                senders.start();
                for (int stop = 0; stop < stops; stop++) {
                    int enough = EVENTS_PER_STOP * (stop + 1);
                    Patience.await("events flow", LONGEST_FLOW, () -> senders.delivered() >= enough);
                    replace(stop % 2, balancer, installation);
                }
                installation.awaitRest(senders);
                judge(installation, senders);
            } finally {
                balancer.node(0).close();
                balancer.node(1).close();
            }
        }
    }

    private void replace(int place, Balancer balancer, Installation installation) {
        ServerProcess old = balancer.node(place);
        installation.ask(balancer.node(1 - place)::url);
        drain(old);
        int exitCode = old.stop(LONGEST_STOP);
        assertThat(exitCode).as(old.shownOutput()).isZero();
        balancer.replace(place, installation.secondNode(folder.resolve("node-" + System.nanoTime() + ".log")));
    }

    @SuppressWarnings("unchecked")
    private static void drain(ServerProcess node) {
        try (Api api = new Api(node::url, Installation.TOKEN)) {
            List<Map<String, Object>> nodes =
                    (List<Map<String, Object>>) api.get("//api/v1/nodes").get("items");
            Object here = nodes.stream()
                    .filter(member -> Boolean.TRUE.equals(member.get("here")))
                    .findFirst()
                    .orElseThrow()
                    .get("id");
            api.post("//api/v1/nodes/" + here + "/drain", Map.of());
            Patience.await("it is no longer ready", Duration.ofSeconds(10), () -> node.hasSaid("This node drains"));
        }
    }

    private void judge(Installation installation, WebhookSenders senders) {
        Oracle.Verdict verdict = Oracle.judge(installation.evidence(senders, Duration.ofSeconds(20)));
        log.info(
                "PostgreSQL, two nodes, {} replaced under load: {} events, {} sends refused or broken off, {} in a row at"
                        + " most, {} calls repeated",
                stops,
                senders.delivered(),
                senders.refusals() + senders.brokenSends(),
                senders.mostInVain(),
                verdict.repeats());
        assertThat(senders.surprises()).isEmpty();
        assertThat(verdict.findings()).as(verdict.shown()).isEmpty();
        assertThat(senders.delivered()).isEqualTo(events);
        assertThat(verdict.repeats()).as("calls repeated after orderly stops").isZero();
        assertThat(senders.mostInVain())
                .as("who was refused by one node is taken in by the other")
                .isLessThanOrEqualTo(1);
    }
}
