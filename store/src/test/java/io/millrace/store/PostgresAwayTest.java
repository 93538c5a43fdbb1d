package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A PostgreSQL server that was there at the start and is gone. */
class PostgresAwayTest {
    @Test
    void whatever_is_asked_of_a_database_that_is_gone_is_told_when_to_come_back() throws Exception {
        DatabaseLocation.Postgres location = TestDatabases.postgresLocation();
        try (Database database = Databases.open(location);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            TestDatabases.shut(location);

            List<Callable<Object>> questions = List.of(
                    () -> database.read(handle ->
                            handle.createQuery("SELECT 1").mapTo(Integer.class).one()),
                    () -> database.write(handle -> handle.execute("DELETE FROM caught")),
                    () -> database.transact(
                            session -> session.prepare("DELETE FROM caught").executeUpdate()),
                    () -> new SqlProjectStore(database).find("default"));

            for (Future<Object> answer : threads.invokeAll(questions)) {
                assertThat(answer)
                        .failsWithin(Duration.ofSeconds(30))
                        .withThrowableOfType(ExecutionException.class)
                        .satisfies(e -> assertThat(e.getCause())
                                .isInstanceOfSatisfying(MillraceException.class, told -> {
                                    assertThat(told.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
                                    assertThat(told.retryAfter()).isPresent();
                                    assertThat(told).hasMessageNotContaining("localhost");
                                }));
            }

            TestDatabases.letIn(location);
            assertThat(database.<Integer, RuntimeException>read(handle ->
                            handle.createQuery("SELECT 1").mapTo(Integer.class).one()))
                    .isEqualTo(1);
        }
    }
}
