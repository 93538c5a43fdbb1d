package io.millrace.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server on a small heap is sent five times what it has shown that it can take. {@code -Dmillrace.overload=600} floods it for
 * so many seconds; of runs of a minute and longer it is also asked that it takes four fifths of its peak all the while, which
 * shorter ones only print.
 */
@Tag("slow")
class OverloadTest {
    private static final Logger log = LoggerFactory.getLogger(OverloadTest.class);
    private static final String TOKEN = "the flood knows this too";
    private static final List<String> SMALL_HEAP = List.of("-Xmx128m", "-XX:+ExitOnOutOfMemoryError");
    private static final Duration FLOOD = Duration.ofSeconds(Long.getLong("millrace.overload", 5));
    private static final Duration LONG_RUN = Duration.ofMinutes(1);
    private static final Duration WARM_UP = Duration.ofSeconds(FLOOD.compareTo(LONG_RUN) < 0 ? 3 : 20);
    private static final double ANY = 1e9;
    private static final int TIMES = 5;
    /** As many as get the most out of it. */
    private static final int PEAK_UNDER_WAY = 64;

    /** Twice as many as it has turns for. */
    private static final int MOST_UNDER_WAY = 2_048;

    private static final Duration REST = FLOOD.multipliedBy(4).plusSeconds(90);

    @TempDir
    Path folder;

    @Test
    void more_than_a_server_can_take_is_refused_in_order_and_what_it_took_is_done() {
        try (Installation installation =
                Installation.start(folder, "sqlite", Installation.MAIN, List.of(), List.of(), SMALL_HEAP)) {
            Api api = installation.api();
            api.putVariable("LIGHT_HOOK", TOKEN, true);
            api.publish("light", Installation.resource("light.yaml"));
            URI hook = installation.server().url().resolve("/hooks/default/light");
            try (Flood usual = new Flood(hook, TOKEN, PEAK_UNDER_WAY);
                    Flood flood = new Flood(hook, TOKEN, MOST_UNDER_WAY)) {
                usual.send(WARM_UP, ANY);
                double peak = usual.send(WARM_UP, ANY);
                double taken = flood.send(FLOOD, TIMES * peak);
                boolean lives = installation.server().process().alive();
                String output = installation.server().process().shownOutput();
                log.info(
                        "SQLite, 128 MiB: {} events a second at its peak; flooded for {} with up to {} a second, {} sent:"
                                + " {} a second taken in, {}% of the peak; answers {}",
                        Math.round(peak),
                        FLOOD,
                        Math.round(TIMES * peak),
                        flood.sent(),
                        Math.round(taken),
                        Math.round(100 * taken / peak),
                        flood.answers());
                assertThat(lives).as(output).isTrue();
                assertThat(usual.surprises()).as(output).isEmpty();
                assertThat(flood.surprises()).as(output).isEmpty();
                if (FLOOD.compareTo(LONG_RUN) >= 0) {
                    assertThat(taken).isGreaterThan(0.8 * peak);
                }
                awaitRest(installation);
                assertThat(api.all("/events?source=/hooks/default/light").stream()
                                .map(event -> String.valueOf(event.get("id")))
                                .collect(Collectors.toSet()))
                        .containsAll(usual.acknowledged())
                        .containsAll(flood.acknowledged());
                assertThat(api.all("/executions?workflow=light&status=succeeded"))
                        .hasSameSizeAs(api.all("/events?source=/hooks/default/light"));
            }
            assertThat(installation.server().process().hasSaid("OutOfMemoryError"))
                    .isFalse();
        }
    }

    private static void awaitRest(Installation installation) {
        Patience.await(
                "everything that was taken in is done",
                REST,
                () -> installation.api().all("/executions?unfinished=true").isEmpty());
    }
}
