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
 * A tool that stalls, hangs up, answers by halves or without end, beside others that behave. There are far more calls of it
 * than the server has slots, and still what calls the others is done while the bad ones wait.
 */
@Tag("slow")
class HostileToolTest {
    private static final Logger log = LoggerFactory.getLogger(HostileToolTest.class);
    private static final int GOOD = 400;
    /** More than the slots of a node. */
    private static final int BAD = 500;

    private static final int FEW = 10;
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void a_tool_that_behaves_badly_keeps_nobody_waiting_but_its_own_callers() {
        prove("SQLite", "sqlite");
    }

    @Test
    void nor_does_it_on_postgresql() {
        try (TestPostgres postgres = new TestPostgres(folder.resolve("postgres"))) {
            prove("PostgreSQL", postgres.newDatabase());
        }
    }

    private void prove(String store, String database) {
        try (HostileTool hostile = new HostileTool();
                Installation installation = Installation.start(
                        folder, database, Installation.MAIN, List.of(), List.of(hostile.address()))) {
            Api api = installation.api();
            api.putVariable("HOSTILE", "http://" + hostile.address(), false);
            api.publish("hostile", Installation.resource("hostile.yaml"));
            Bystanders good = new Bystanders(installation, GOOD);
            good.slowestOfHundred("while the server warms up");
            Duration alone = good.slowestOfHundred("alone");

            List.of("reset", "half", "endless", "busy").forEach(how -> start(api, how, FEW));
            start(api, "stall", BAD);
            Patience.await("calls are stalled", LONG, () -> hostile.stalled() > 50);
            Duration beside = good.slowestOfHundred("beside a tool that stalls");

            assertThat(unfinished(api)).as("they still wait").isGreaterThanOrEqualTo(BAD);
            log.info(
                    "{}: the 99th percentile of an execution: {} alone, {} beside a hostile tool",
                    store,
                    alone,
                    beside);
            hostile.release();
            Patience.await("only those wait that were asked to come again", LONG, () -> unfinished(api) == FEW);
            cancelUnfinished(api);
            Patience.await("all bad calls have come to an end", LONG, () -> unfinished(api) == 0);
            List<Map<String, Object>> failed = api.all("/executions?workflow=hostile&status=failed");
            assertThat(failed)
                    .hasSize(BAD + 3 * FEW)
                    .allSatisfy(execution -> assertThat(String.valueOf(execution.get("failure")))
                            .containsAnyOf("class=timeout", "class=validation"));
        }
    }

    private static void start(Api api, String how, int times) {
        for (int i = 0; i < times; i++) {
            api.post("/workflows/hostile/executions", Map.of("data", Map.of("how", how)));
        }
    }

    private static int unfinished(Api api) {
        return api.all("/executions?workflow=hostile&unfinished=true").size();
    }

    private static void cancelUnfinished(Api api) {
        api.all("/executions?workflow=hostile&unfinished=true")
                .forEach(execution -> api.post("/executions/" + execution.get("id") + "/cancel", Map.of()));
    }
}
