package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The database goes away under a running server: nothing is accepted, everybody is told to come again. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StoreGoneTest {
    @Test
    void without_its_database_the_server_accepts_nothing_and_asks_to_come_again() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                PostgresServer database = PostgresServer.start();
                Installation installation =
                        Installation.Plan.on(database.newDatabase()).start()) {
            Project project = installation.newProject();
            project.publish("""
                    id: listening
                    triggers: [{ webhook: { path: listening, verify: { preset: none } } }]
                    steps: [{ id: one, transform: 1 }]
                    """);
            String event = project.hook("listening").json(1).send().expect(202).text("/id");
            project.endedOf(event, "listening");

            database.stop();

            Future<Answer> hook =
                    threads.submit(() -> project.hook("listening").json(2).send());
            Future<Answer> start = threads.submit(() -> project.post("/workflows/listening/executions", Map.of()));
            Future<Answer> list = threads.submit(() -> project.get("/executions"));
            Future<Answer> ready = threads.submit(() -> installation.anonymous().get("/health/ready"));
            for (Future<Answer> asked : List.of(hook, start, list)) {
                Answer answer = asked.get().problem(503, "store_unavailable");
                assertThat(Integer.parseInt(answer.header("retry-after"))).isPositive();
                assertThat(answer.text()).doesNotContain("jdbc", "postgres", "127.0.0.1");
            }
            ready.get().expect(503);
            assertThat(ready.get().text("/status")).isEqualTo("failing");
            assertThat(ready.get().text("/checks/store")).startsWith("The database does not answer");
            installation.anonymous().get("/health/live").expect(200);
        }
    }
}
