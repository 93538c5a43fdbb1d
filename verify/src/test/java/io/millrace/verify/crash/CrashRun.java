package io.millrace.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills a server again and again while events flow through it, and lets the {@link Oracle} judge. {@code
 * -Dmillrace.crash.kills=20} kills more often; {@code -Dmillrace.crash.seed=N} repeats the moments of a run that failed, as
 * far as moments repeat.
 */
final class CrashRun {
    private static final Logger log = LoggerFactory.getLogger(CrashRun.class);
    private static final int DEFAULT_KILLS = 3;
    private static final int LEAST_EVENTS = 2_000;
    private static final int EVENTS_PER_LIFE = 250;
    private static final int LATEST_KILL_MILLIS = 150;
    private static final Duration LONGEST_FLOW = Duration.ofSeconds(60);

    private final int kills = Integer.getInteger("millrace.crash.kills", DEFAULT_KILLS);
    private final int events = Math.max(LEAST_EVENTS, EVENTS_PER_LIFE * (kills + 1));
    private final long seed = Long.getLong("millrace.crash.seed", System.nanoTime());
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

    /** @param resumeBound how long the work of a dead server may rest after the next one is ready */
    void prove(String store, Path folder, String database, Duration resumeBound) {
        try (Installation installation = Installation.start(folder, database);
                WebhookSenders senders = installation.senders(events)) {
            senders.start();
            for (int kill = 0; kill < kills; kill++) {
                awaitRandomMoment(kill, senders);
                installation.server().kill9();
                installation.server().startAgain();
            }
            installation.awaitRest(senders);
            Oracle.Verdict verdict = Oracle.judge(installation.evidence(senders, resumeBound));
            log.info(
                    "{}: {} events acknowledged, {} sends broken off, {} kills, {} calls repeated, resumed within {} ms"
                            + " of readiness, seed {}",
                    store,
                    senders.delivered(),
                    senders.brokenSends(),
                    kills,
                    verdict.repeats(),
                    verdict.resume().toMillis(),
                    seed);
            String output = installation.server().process().shownOutput();
            assertThat(senders.surprises()).as(output).isEmpty();
            assertThat(verdict.findings())
                    .as("%s (seed %s). %s", verdict.shown(), seed, output)
                    .isEmpty();
            assertThat(senders.delivered()).isEqualTo(events);
            assertThat(verdict.repeats())
                    .as("kills that hit nothing prove nothing")
                    .isPositive();
        }
    }

    /** One kill falls into each equal part of the flow, anywhere in it. */
    private void awaitRandomMoment(int kill, WebhookSenders senders) {
        int part = events / (kills + 1);
        int moment = kill * part + random.nextInt(part);
        Patience.await(
                "event " + moment + " is acknowledged",
                LONGEST_FLOW,
                () -> senders.delivered() >= moment || senders.finished());
        Patience.pass(Duration.ofMillis(random.nextInt(LATEST_KILL_MILLIS)));
    }
}
