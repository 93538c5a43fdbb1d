package io.millrace.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps that are poison to the server that runs them,: one that ends it whenever it runs, answers that are nested very deep, a tool that never answers, expressions without end. Something starts the server again
 * when it is dead, as every service does. {@code -Dmillrace.poison=10} takes ten times as many.
 */
@Tag("slow")
class PoisonTest {
    private static final Logger log = LoggerFactory.getLogger(PoisonTest.class);
    private static final int TIMES = Integer.getInteger("millrace.poison", 1);
    private static final int EVENTS = 200 * TIMES;
    private static final int FEW = 3 * TIMES;
    /** What was under way beside it twice is done one at a time, a tool that never answers included. */
    private static final Duration REST = Duration.ofSeconds(60L * TIMES);

    private static final Duration LONG = Duration.ofSeconds(120L * TIMES);

    @TempDir
    Path folder;

    @Test
    void poison_is_given_up_and_everything_else_is_done() {
        try (PoisonTool tool = new PoisonTool();
                Installation installation =
                        Installation.start(folder, "sqlite", Installation.MAIN, List.of(), List.of(tool.address()));
                WebhookSenders senders = installation.senders(EVENTS)) {
            Api api = installation.api();
            api.putVariable("POISON", "http://" + tool.address(), false);
            api.publish("poison", Installation.resource("poison.yaml"));
            api.publish("endless", Installation.resource("endless.yaml"));
            tool.killsBy(() -> installation.server().process().signal("KILL"));
            start(api, "deep", FEW);
            start(api, "never", FEW);
            for (int i = 0; i < FEW; i++) {
                api.post("/workflows/endless/executions", Map.of("data", Map.of()));
            }
            senders.start();
            startWhatKills(api);
            int[] deaths = {0};
            Patience.await("everything has come to an end", LONG, () -> {
                deaths[0] += installation.server().startAgainIfDead() ? 1 : 0;
                return senders.finished() && atRest(api);
            });
            log.info(
                    "SQLite: {} deaths, {} calls of what kills; {} of {} good executions succeeded; poison {};"
                            + " endless {}",
                    deaths[0],
                    tool.kills(),
                    api.all("/executions?workflow=flow&status=succeeded").size(),
                    EVENTS,
                    outcomes(api, "poison"),
                    outcomes(api, "endless"));
            String output = installation.server().process().shownOutput();
            assertThat(senders.surprises()).as(output).isEmpty();
            assertThat(tool.kills()).as("servers it is given").isEqualTo(3);
            assertThat(failures(api, "poison"))
                    .as(output)
                    .filteredOn(failure -> failure.contains("The server stopped 3 times"))
                    .isNotEmpty();
            assertThat(api.all("/executions?workflow=endless&status=failed"))
                    .as(output)
                    .hasSize(FEW);
            Oracle.Verdict verdict = Oracle.judge(installation.evidence(senders, REST));
            assertThat(verdict.findings()).as("%s. %s", verdict.shown(), output).isEmpty();
            assertThat(senders.delivered()).isEqualTo(EVENTS);
        }
    }

    private static void start(Api api, String how, int times) {
        for (int i = 0; i < times; i++) {
            api.post("/workflows/poison/executions", Map.of("data", Map.of("how", how)));
        }
    }

    private static void startWhatKills(Api api) {
        try {
            start(api, "kill", 1);
        } catch (AssertionError e) {
            log.info("The server was dead before it could answer that it has begun what kills it");
        }
    }

    private static boolean atRest(Api api) {
        try {
            return api.all("/executions?unfinished=true").isEmpty();
        } catch (AssertionError e) {
            return false; // it has just died
        }
    }

    private static List<String> failures(Api api, String workflow) {
        return api.all("/executions?workflow=" + workflow + "&status=failed").stream()
                .map(execution -> String.valueOf(execution.get("failure")))
                .toList();
    }

    private static Map<String, Long> outcomes(Api api, String workflow) {
        return api.all("/executions?workflow=" + workflow).stream()
                .collect(Collectors.groupingBy(
                        execution -> execution.get("status") + " " + execution.getOrDefault("failure", ""),
                        Collectors.counting()));
    }
}
