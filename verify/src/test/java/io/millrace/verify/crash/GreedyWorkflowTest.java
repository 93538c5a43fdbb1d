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

/** A workflow whose expressions compute as long as they may, more often at once than there are processors, beside others. */
@Tag("slow")
class GreedyWorkflowTest {
    private static final Logger log = LoggerFactory.getLogger(GreedyWorkflowTest.class);
    private static final int MODEST = 200;
    private static final int GREEDY = 60;
    private static final String UNFINISHED = "/executions?workflow=greedy&unfinished=true";

    @TempDir
    Path folder;

    @Test
    void a_workflow_that_computes_without_end_keeps_nobody_waiting_but_itself() {
        try (Installation installation = Installation.start(folder, "sqlite", Installation.MAIN, List.of())) {
            Api api = installation.api();
            api.publish("greedy", Installation.resource("greedy.yaml"));
            Bystanders modest = new Bystanders(installation, MODEST);
            modest.slowestOfHundred("while the server warms up");
            Duration alone = modest.slowestOfHundred("alone");

            for (int i = 0; i < GREEDY; i++) {
                api.post("/workflows/greedy/executions", Map.of("data", Map.of()));
            }
            Duration beside = modest.slowestOfHundred("beside a greedy workflow");

            assertThat(unfinished(api)).as("it still computes").isNotZero();
            log.info("The 99th percentile of an execution: {} alone, {} beside a greedy workflow", alone, beside);
            api.all(UNFINISHED).forEach(left -> api.post("/executions/" + left.get("id") + "/cancel", Map.of()));
            Patience.await("all has come to an end", Duration.ofMinutes(1), () -> unfinished(api) == 0);
            assertThat(api.all("/executions?workflow=greedy&status=failed")).isEmpty();
        }
    }

    private static int unfinished(Api api) {
        return api.all(UNFINISHED).size();
    }
}
