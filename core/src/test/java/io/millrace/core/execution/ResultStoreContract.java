package io.millrace.core.execution;

import static io.millrace.core.engine.EngineRows.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.EngineStores;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.CachedResult;
import io.millrace.core.ledger.Change;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link ResultStore} does with what its ledger wrote. */
public abstract class ResultStoreContract {
    private static final String CALL = "a".repeat(64);

    protected abstract EngineStores stores();

    private static CachedResult result(String call, @Nullable String connection, long execution, Instant until) {
        return new CachedResult(call, "default", connection, execution, "look_up", 7, 2, until);
    }

    private void write(CachedResult... results) {
        EngineRows.write(
                stores().ledger(),
                Arrays.stream(results).map(Change.CacheResult::new).toArray(Change[]::new));
    }

    @Test
    void a_result_is_found_by_its_call_as_it_was_written() {
        CachedResult over = result(CALL, "crm", 1, T0.plusNanos(123_456_000));
        CachedResult plain = result("b".repeat(64), null, 2, T0);
        write(over, plain);

        assertThat(stores().results().find(CALL)).contains(over);
        assertThat(stores().results().find("b".repeat(64))).contains(plain);
        assertThat(stores().results().find("c".repeat(64))).isEmpty();
    }

    @Test
    void the_newest_result_of_a_call_takes_the_place_of_the_one_before() {
        write(result(CALL, "crm", 1, T0.plusSeconds(9)));
        write(result(CALL, "crm", 2, T0.plusSeconds(8)));
        assertThat(stores().results().find(CALL)).contains(result(CALL, "crm", 2, T0.plusSeconds(8)));

        write(result(CALL, "crm", 3, T0), result(CALL, "crm", 4, T0));
        assertThat(stores().results().find(CALL)).contains(result(CALL, "crm", 4, T0));
    }

    @Test
    void what_is_over_is_dropped_in_small_steps_and_nothing_else() {
        for (int i = 0; i < 5; i++) {
            write(result("call " + i, null, i, T0.plusSeconds(i)));
        }
        assertThat(stores().results().purge(T0.plusSeconds(2), 2)).isEqualTo(2);
        assertThat(stores().results().purge(T0.plusSeconds(2), 2)).isEqualTo(1);
        assertThat(stores().results().purge(T0.plusSeconds(2), 2)).isZero();

        assertThat(stores().results().find("call 2")).isEmpty();
        assertThat(stores().results().find("call 3")).isPresent();
    }

    @Test
    void the_entry_of_an_item_is_told_from_that_of_its_step() {
        AttemptRow ofStep = EngineRows.anAttempt(1, "look_up", 2);
        AttemptRow ofItem = new AttemptRow(
                1,
                "look_up",
                7,
                2,
                3,
                "succeeded",
                null,
                "done",
                "",
                ofStep.startedAt(),
                ofStep.finishedAt(),
                null,
                "{}",
                null,
                "7");
        EngineRows.write(
                stores().ledger(),
                new Change.AddExecution(EngineRows.anExecution(1)),
                new Change.AddAttempt(ofStep),
                new Change.AddAttempt(ofItem));

        assertThat(stores().executions().attempt(1, "look_up", 7, 2)).contains(ofItem);
        assertThat(stores().executions().attempt(1, "look_up", 0, 2)).contains(ofStep);
        assertThat(stores().executions().attempt(1, "look_up", 6, 2)).isEmpty();
    }
}
