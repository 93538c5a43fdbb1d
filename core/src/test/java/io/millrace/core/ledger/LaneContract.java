package io.millrace.core.ledger;

import static io.millrace.core.engine.EngineRows.PROJECT;
import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.EngineRows.aTask;
import static io.millrace.core.engine.EngineRows.anExecution;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.engine.EngineStores;
import io.millrace.core.engine.ScriptedUnit;
import io.millrace.core.engine.SettableClock;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.lane.Limits;
import io.millrace.core.lane.Rate;
import io.millrace.sdk.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What the ledger does for lanes: counting slots, letting in, waking, forgetting. */
public abstract class LaneContract {
    private static final LaneKey LANE = new LaneKey(PROJECT, "workflow:orders", "ada lovelace");

    private final SettableClock clock = new SettableClock(T0);

    /** Ports over data that is empty when a test begins. */
    protected abstract EngineStores stores();

    private void commit(Locks locks, Change... changes) {
        try (Committer committer =
                new Committer(stores().ledger(), 0, Committer.MAX_GROUP, clock, new SimpleMeterRegistry())) {
            committer.commit(new ScriptedUnit<>(locks, rows -> new ScriptedUnit.Decided<>(true, List.of(changes))));
        }
    }

    private static Locks lane() {
        return Locks.NONE.and(List.of(LANE));
    }

    private static Change limited(Limits limits) {
        return new Change.SetLane(LaneRow.blank(LANE).under(limits));
    }

    private static TaskRow parked(long execution, Instant turn) {
        return aTask(execution, "a", PROJECT, turn).parked(LANE, turn);
    }

    private LaneRow row() {
        return stores().lanes().find(LANE).orElseThrow();
    }

    private TaskRow task(long execution) {
        return stores().executions().tasks(execution).getFirst();
    }

    private static ExecutionRow ended(ExecutionRow row) {
        return row.next(ExecutionStatus.SUCCEEDED, "", null, T0);
    }

    @Test
    void slots_are_counted_off_executions_and_tasks() {
        ExecutionRow first = anExecution(1).inLane(LANE);
        ExecutionRow second = anExecution(2).inLane(LANE);
        commit(
                lane(),
                limited(Limits.ofSlots(4)),
                new Change.AddExecution(first),
                new Change.AddExecution(second),
                new Change.AddTask(aTask(1, "a").admitted(LANE)));
        assertThat(row().held()).isEqualTo(3);
        assertThat(row().limits()).isEqualTo(Limits.ofSlots(4));

        commit(
                Locks.ofExecution(1),
                new Change.RemoveTask(new TaskKey(1, "a", 0)),
                new Change.SetExecution(ended(first)));
        assertThat(row().held()).isEqualTo(1);
        assertThat(stores().lanes().miscounted(PROJECT, 10)).isEmpty();
    }

    @Test
    void who_ends_gives_the_slot_to_the_one_that_waits_longest() {
        ExecutionRow first = anExecution(1).inLane(LANE);
        commit(
                lane(),
                limited(Limits.ofSlots(1)),
                new Change.AddExecution(first),
                new Change.AddTask(parked(3, T0.plusSeconds(2))),
                new Change.AddTask(parked(2, T0.plusSeconds(3))),
                new Change.AddTask(parked(4, T0.plusSeconds(1))));
        assertThat(task(4).place()).isEqualTo(TaskRow.Place.PARKED);
        assertThat(stores().lanes().waiting(LANE, 10)).isEqualTo(3);
        assertThat(stores().lanes().waiting(LANE, 2)).isEqualTo(2);

        commit(Locks.ofExecution(1), new Change.SetExecution(ended(first)));

        assertThat(task(4).place()).isEqualTo(TaskRow.Place.READY);
        assertThat(task(4).lane()).isEqualTo(LANE);
        assertThat(task(3).place()).isEqualTo(TaskRow.Place.PARKED);
        assertThat(row().held()).isEqualTo(1);
    }

    @Test
    void what_is_learned_of_a_limit_is_kept_and_shuts_the_lane_for_everybody_until_the_tool_counts_anew() {
        Instant until = T0.plusSeconds(30);
        LaneRow used = LaneRow.blank(LANE).told(new Allowance(2, 0, until), true, T0);
        commit(lane(), new Change.SetLane(used), new Change.AddTask(parked(1, T0)), new Change.AddTask(parked(2, T0)));
        commit(lane(), new Change.AddTask(parked(3, T0)));
        assertThat(row().learned()).isEqualTo(used.learned());
        assertThat(stores().lanes().shut(10)).containsExactly(LANE);
        assertThat(stores().lanes().waiting(LANE, 10)).isEqualTo(3);

        clock.advance(Duration.ofSeconds(30));
        commit(lane());
        assertThat(stores().lanes().waiting(LANE, 10)).isEqualTo(1);
        assertThat(task(1).turnAt()).isEqualTo(until);

        clock.advance(Duration.ofHours(1));
        commit(lane());
        assertThat(stores().lanes().waiting(LANE, 10)).isZero();
        assertThat(row().learned()).isNull();
    }

    @Test
    void refused_credentials_shut_a_lane_until_they_are_mended_and_then_one_goes_first() {
        LaneRow refused = LaneRow.blank(LANE).refused(T0);
        commit(
                lane(),
                new Change.SetLane(refused),
                new Change.AddTask(parked(1, T0)),
                new Change.AddTask(parked(2, T0)));
        clock.advance(Duration.ofDays(30));
        commit(lane());
        assertThat(row().refusedAt()).isEqualTo(T0);
        assertThat(row().wakeAt()).isEqualTo(clock.instant().plus(LaneRow.RECHECK));
        assertThat(stores().lanes().shut(10)).containsExactly(LANE);
        assertThat(stores().lanes().waiting(LANE, 10)).isEqualTo(2);

        commit(lane(), new Change.SetLane(row().mended()));
        assertThat(row().refusedAt()).isNull();
        assertThat(task(1).place()).isEqualTo(TaskRow.Place.READY);
        assertThat(stores().lanes().waiting(LANE, 10)).isEqualTo(1);
    }

    @Test
    void units_of_one_group_share_what_one_of_them_gives_back() {
        ExecutionRow first = anExecution(1).inLane(LANE);
        commit(lane(), limited(Limits.ofSlots(1)), new Change.AddExecution(first));
        try (Committer committer =
                new Committer(stores().ledger(), 0, Committer.MAX_GROUP, clock, new SimpleMeterRegistry())) {
            committer.commitTogether(List.of(
                    new ScriptedUnit<>(
                            lane(),
                            rows -> new ScriptedUnit.Decided<>(true, List.of(new Change.AddTask(parked(2, T0))))),
                    new ScriptedUnit<>(
                            Locks.ofExecution(1),
                            rows -> new ScriptedUnit.Decided<>(
                                    rows.waiting(LANE), List.of(new Change.SetExecution(ended(first)))))));
        }

        assertThat(task(2).place()).isEqualTo(TaskRow.Place.READY);
        assertThat(row().held()).isEqualTo(1);
    }

    @Test
    void a_parked_task_that_is_removed_takes_no_slot() {
        commit(lane(), limited(Limits.ofSlots(0)), new Change.AddExecution(anExecution(2)));
        commit(lane(), new Change.AddTask(parked(2, T0)));
        commit(Locks.ofExecution(2), new Change.RemoveTask(new TaskKey(2, "a", 0)));

        assertThat(row().held()).isZero();
        assertThat(stores().lanes().waiting(LANE, 10)).isZero();
    }

    @Test
    void a_claimed_task_keeps_its_slot_and_so_does_one_that_is_given_back() {
        commit(
                lane(),
                limited(Limits.ofSlots(1)),
                new Change.AddExecution(anExecution(1)),
                new Change.AddTask(aTask(1, "a").admitted(LANE)));
        TaskRow claimed = stores().tasks().claim(9, T0, 10).getFirst();
        assertThat(claimed.lane()).isEqualTo(LANE);
        stores().nodes().buryDead(1, T0, true);

        assertThat(task(1).place()).isEqualTo(TaskRow.Place.READY);
        assertThat(task(1).lane()).isEqualTo(LANE);
        assertThat(stores().lanes().miscounted(PROJECT, 10)).isEmpty();
    }

    @Test
    void a_rate_lets_in_no_more_than_its_limit_and_wakes_for_the_rest() {
        Limits limits = new Limits(Optional.empty(), Optional.of(new Rate(2, Duration.ofSeconds(10))));
        Change[] changes = new Change[4];
        changes[0] = limited(limits);
        for (int i = 1; i <= 3; i++) {
            changes[i] = new Change.AddTask(parked(i, T0.plusMillis(i)));
        }
        commit(lane(), changes);

        assertThat(task(1).place()).isEqualTo(TaskRow.Place.READY);
        assertThat(task(2).place()).isEqualTo(TaskRow.Place.PARKED);
        Instant wakeAt = Optional.ofNullable(row().wakeAt()).orElseThrow();
        assertThat(wakeAt).isBetween(T0.plusSeconds(4), T0.plusSeconds(6));
        assertThat(stores().lanes().due(wakeAt.minusMillis(1), 10)).isEmpty();
        assertThat(stores().lanes().due(wakeAt, 10)).containsExactly(LANE);

        clock.set(wakeAt);
        commit(lane());
        assertThat(task(2).place()).isEqualTo(TaskRow.Place.READY);
        assertThat(task(2).turnAt()).isAfterOrEqualTo(T0.plusSeconds(5));
        assertThat(task(3).place()).isEqualTo(TaskRow.Place.PARKED);
    }

    @Test
    void a_lane_with_nothing_in_it_is_forgotten_when_it_wakes() {
        ExecutionRow first = anExecution(1).inLane(LANE);
        commit(lane(), limited(Limits.ofSlots(1)), new Change.AddExecution(first));
        commit(Locks.ofExecution(1), new Change.SetExecution(ended(first)));
        assertThat(row().held()).isZero();

        clock.advance(LaneRow.KEPT);
        commit(lane());
        assertThat(stores().lanes().find(LANE)).isEmpty();
    }

    @Test
    void a_closed_lane_is_remembered_however_long_nothing_is_in_it() {
        commit(lane(), limited(Limits.CLOSED));
        clock.advance(Duration.ofDays(1));
        commit(lane());

        assertThat(row().limits()).isEqualTo(Limits.CLOSED);
    }

    @Test
    void a_lane_that_is_held_lets_nobody_in_and_is_found_by_newcomers() {
        commit(
                lane(),
                new Change.SetLane(LaneRow.blank(LANE).heldUntil(T0.plusSeconds(30))),
                new Change.AddTask(parked(1, T0)));

        assertThat(task(1).place()).isEqualTo(TaskRow.Place.PARKED);
        assertThat(stores().lanes().shut(10)).containsExactly(LANE);

        clock.advance(Duration.ofSeconds(30));
        commit(lane());
        assertThat(task(1).place()).isEqualTo(TaskRow.Place.READY);
        assertThat(stores().lanes().shut(10)).isEmpty();
    }

    @Test
    void those_in_a_lane_are_found_running_or_waiting() {
        commit(
                lane(),
                limited(Limits.ofSlots(1)),
                new Change.AddExecution(anExecution(1).inLane(LANE)),
                new Change.AddTask(begin(2)),
                new Change.AddTask(begin(3)),
                new Change.AddTask(parked(4, T0)));

        assertThat(stores().lanes().executionsIn(LANE, 10)).containsExactly(1L, 2L, 3L);
        assertThat(stores().lanes().executionsIn(LANE, 2)).containsExactly(1L, 2L);
        assertThat(stores().lanes().parked(10)).isEqualTo(3);
    }

    private static TaskRow begin(long execution) {
        return TaskRow.ready(new TaskKey(execution, "", 1), TaskRow.BEGIN, anExecution(execution), T0, "trace")
                .parked(LANE, T0);
    }

    @Test
    void a_claimed_task_that_is_to_let_an_execution_begin_does_not_make_it_running() {
        commit(
                Locks.NONE,
                new Change.AddExecution(anExecution(1, PROJECT, ExecutionStatus.QUEUED)),
                new Change.AddTask(TaskRow.ready(new TaskKey(1, "", 1), TaskRow.BEGIN, anExecution(1), T0, "trace")));
        assertThat(stores().tasks().claim(9, T0, 10)).hasSize(1);

        assertThat(stores().executions().find(1).orElseThrow().status()).isEqualTo(ExecutionStatus.QUEUED);
    }

    @Test
    void more_than_one_commit_lets_in_follow_at_once() {
        Change[] changes = new Change[101];
        changes[0] = limited(Limits.CLOSED);
        for (int i = 1; i <= 100; i++) {
            changes[i] = new Change.AddTask(parked(i, T0));
        }
        commit(lane(), changes);
        assertThat(stores().lanes().waiting(LANE, 1_000)).isEqualTo(100);

        AtomicBoolean first = new AtomicBoolean(true);
        commit(lane(), new Change.SetLane(LaneRow.blank(LANE)));
        while (!stores().lanes().due(clock.instant(), 1).isEmpty()) {
            first.set(false);
            commit(lane());
        }
        assertThat(first).isFalse();
        assertThat(stores().lanes().waiting(LANE, 1_000)).isZero();
    }
}
