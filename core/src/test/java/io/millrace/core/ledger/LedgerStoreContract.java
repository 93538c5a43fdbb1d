package io.millrace.core.ledger;

import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.EngineRows.aSchedule;
import static io.millrace.core.engine.EngineRows.aTask;
import static io.millrace.core.engine.EngineRows.anAttempt;
import static io.millrace.core.engine.EngineRows.anEvent;
import static io.millrace.core.engine.EngineRows.anExecution;
import static io.millrace.core.engine.EngineRows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.connection.StoredVariable;
import io.millrace.core.engine.EngineStores;
import io.millrace.core.engine.FailingLedgerStore;
import io.millrace.core.engine.FailingLedgerStore.Moment;
import io.millrace.core.engine.ScriptedUnit;
import io.millrace.core.engine.ScriptedUnit.Decided;
import io.millrace.core.execution.ExecutionStore;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger does with units of work. */
public abstract class LedgerStoreContract {
    private static final Instant LATER = T0.plus(Duration.ofDays(3));

    private EngineStores stores;
    private FailingLedgerStore ledger;
    private Committer committer;

    protected abstract EngineStores stores();

    @BeforeEach
    void join() {
        stores = stores();
        ledger = new FailingLedgerStore(stores.ledger());
        committer = new Committer(ledger, 0, new SimpleMeterRegistry());
    }

    // --- what is written -------------------------------------------------------------------------------------------

    @Test
    void one_commit_writes_rows_of_every_kind_as_they_are() {
        EventRow event = anEvent(1);
        ExecutionRow execution = anExecution(2);
        TaskRow task = aTask(2, "a");
        AttemptRow attempt = anAttempt(2, "b", 1);

        write(
                ledger,
                new Change.AddEvent(event),
                new Change.AddExecution(execution),
                new Change.AddTask(task),
                new Change.AddAttempt(attempt));

        assertThat(stores.events().find(1)).contains(event);
        assertThat(stores.executions().find(2)).contains(execution);
        assertThat(stores.executions().tasks(2)).containsExactly(task);
        assertThat(stores.executions().attempts(2)).containsExactly(attempt);
    }

    @Test
    void every_column_of_a_changed_execution_and_task_is_written() {
        write(ledger, new Change.AddExecution(anExecution(2)), new Change.AddTask(aTask(2, "a")));
        ExecutionRow ended = anExecution(2).next(ExecutionStatus.FAILED, "a=F1", "{\"step\":\"a\"}", T0.plusSeconds(9));
        TaskRow owned = aTask(2, "a").ownedBy(77).afterTries(3);

        commit(
                Locks.ofStep(owned.key()),
                rows -> Decided.of(1, new Change.SetExecution(ended), new Change.SetTask(owned)));

        assertThat(stores.executions().find(2)).contains(ended);
        assertThat(stores.executions().tasks(2)).containsExactly(owned);
        TaskRow again = owned.again(T0.plusSeconds(60), true);
        commit(Locks.ofStep(owned.key()), rows -> Decided.of(1, new Change.SetTask(again)));
        assertThat(stores.executions().tasks(2)).containsExactly(again);
    }

    @Test
    void a_full_group_is_one_commit() {
        List<Unit<Object>> units = LongStream.rangeClosed(1, Committer.MAX_GROUP)
                .mapToObj(id -> unit(Locks.NONE, rows -> Decided.of(id, new Change.AddEvent(anEvent(id)))))
                .toList();

        assertThat(committer.commitTogether(units)).allMatch(answer -> !answer.isCompletedExceptionally());
        assertThat(stores.events().list("default", Optional.empty(), Long.MAX_VALUE, 1000))
                .hasSize(Committer.MAX_GROUP);
    }

    @Test
    void nothing_of_a_unit_that_fails_unexpectedly_is_written_and_its_key_stays_free() {
        DedupeClaim claim = claim("k", 1, T0);
        assertThatThrownBy(() -> commit(claiming(claim), rows -> {
                    throw new IllegalArgumentException("a fault in a unit");
                }))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));

        assertThat(holder(claim("k", 2, T0))).isEqualTo(2);
    }

    @Test
    void an_event_to_be_kept_is_known_if_it_is_there() {
        write(ledger, new Change.AddEvent(anEvent(1)));

        assertThat(stored(keeping(1), 1)).isTrue();
        assertThat(stored(keeping(2), 2)).isFalse();
        assertThat(stored(Locks.NONE, 1)).isFalse();
    }

    private boolean stored(Locks locks, long event) {
        return commit(locks, rows -> Decided.of(rows.stored(event)));
    }

    private static Locks keeping(long event) {
        return new Locks(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(event));
    }

    @Test
    void a_unit_that_fails_unexpectedly_does_not_take_its_group_with_it() {
        List<CompletableFuture<Object>> answers = committer.commitTogether(List.of(
                unit(Locks.NONE, rows -> Decided.of(1, new Change.AddEvent(anEvent(1)))),
                unit(Locks.NONE, rows -> {
                    throw new StackOverflowError();
                }),
                unit(Locks.NONE, rows -> Decided.of(3, new Change.AddEvent(anEvent(3))))));

        assertThat(answers.get(0)).isCompletedWithValue(1);
        assertThat(answers.get(1)).isCompletedExceptionally();
        assertThat(answers.get(2)).isCompletedWithValue(3);
        assertThat(stores.events().find(3)).isPresent();
    }

    // --- what a unit sees ------------------------------------------------------------------------------------------

    @Test
    void a_unit_sees_the_rows_it_locked_as_they_are_now() {
        write(
                ledger,
                new Change.AddExecution(anExecution(2)),
                new Change.AddTask(aTask(2, "a")),
                new Change.AddTask(aTask(2, "b")));
        TaskRow claimed = stores.tasks().claim(5, T0, 1).getFirst();

        commit(Locks.ofExecution(2), rows -> {
            assertThat(rows.execution(2)).contains(anExecution(2));
            assertThat(rows.tasksOf(2)).hasSize(2).contains(claimed);
            assertThat(rows.task(claimed.key())).contains(claimed);
            assertThat(rows.execution(3)).isEmpty();
            return Decided.of(true);
        });
        commit(Locks.ofStep(new TaskKey(9, "a", 0)), rows -> {
            assertThat(rows.execution(9)).isEmpty();
            assertThat(rows.task(new TaskKey(9, "a", 0))).isEmpty();
            return Decided.of(true);
        });
    }

    @Test
    void units_of_one_group_see_what_the_earlier_ones_decided() {
        write(ledger, new Change.AddExecution(anExecution(2)));

        committer.commitTogether(List.of(branch(2, "a"), branch(2, "b"), branch(2, "c")));

        ExecutionRow row = stores.executions().find(2).orElseThrow();
        assertThat(row.progress()).isEqualTo("abc");
        assertThat(row.revision()).isEqualTo(4);
        assertThat(stores.executions().tasks(2))
                .extracting(task -> task.key().step())
                .containsExactly("join");
    }

    /** Ends one of three branches; whoever sees that all have ended makes the task of the join. */
    private static Unit<Object> branch(long execution, String name) {
        return unit(Locks.ofExecution(execution), rows -> {
            ExecutionRow row = rows.execution(execution).orElseThrow();
            ExecutionRow next = row.next(ExecutionStatus.RUNNING, row.progress() + name, null, null);
            List<Change> changes = new ArrayList<>(List.of(new Change.SetExecution(next)));
            if (next.progress().length() == 3) {
                changes.add(new Change.AddTask(aTask(execution, "join")));
            }
            return new Decided<>(name, changes);
        });
    }

    @Test
    void an_execution_made_and_moved_on_in_one_group_is_written_once() {
        committer.commitTogether(List.of(
                unit(Locks.NONE, rows -> Decided.of(1, new Change.AddExecution(anExecution(2)))),
                unit(Locks.ofExecution(2), rows -> {
                    ExecutionRow row = rows.execution(2).orElseThrow();
                    return Decided.of(
                            2, new Change.SetExecution(row.next(ExecutionStatus.WAITING, "a=U1", null, null)));
                })));

        assertThat(stores.executions().find(2))
                .contains(anExecution(2).next(ExecutionStatus.WAITING, "a=U1", null, null));
    }

    @Test
    void a_task_removed_and_added_in_one_group_is_the_new_one() {
        write(
                ledger,
                new Change.AddExecution(anExecution(2)),
                new Change.AddTask(aTask(2, "a").afterTries(4)));
        TaskRow fresh = new TaskRow(
                new TaskKey(2, "a", 0),
                "other",
                "default",
                TaskRow.Place.OWNED,
                T0.plusSeconds(5),
                8L,
                99,
                0,
                0,
                0,
                "new");

        committer.commitTogether(List.of(
                unit(Locks.ofExecution(2), rows -> Decided.of(1, new Change.RemoveTask(fresh.key()))),
                unit(Locks.ofExecution(2), rows -> {
                    assertThat(rows.tasksOf(2)).isEmpty();
                    return Decided.of(2, new Change.AddTask(fresh));
                })));

        assertThat(stores.executions().tasks(2)).containsExactly(fresh);
    }

    @Test
    void a_task_removed_added_and_removed_in_one_group_is_gone() {
        write(ledger, new Change.AddExecution(anExecution(2)), new Change.AddTask(aTask(2, "a")));
        Change.RemoveTask remove = new Change.RemoveTask(new TaskKey(2, "a", 0));

        commit(Locks.ofExecution(2), rows -> Decided.of(1, remove, new Change.AddTask(aTask(2, "a")), remove));

        assertThat(stores.executions().tasks(2)).isEmpty();
    }

    @Test
    void a_task_added_changed_and_removed_in_one_group_never_was() {
        write(ledger, new Change.AddExecution(anExecution(2)));

        commit(
                Locks.ofExecution(2),
                rows -> Decided.of(
                        1,
                        new Change.AddTask(aTask(2, "a")),
                        new Change.SetTask(aTask(2, "a").ownedBy(4)),
                        new Change.RemoveTask(new TaskKey(2, "a", 0))));

        assertThat(stores.executions().tasks(2)).isEmpty();
    }

    // --- lost answers ----------------------------------------------------------------------------------------------

    @Test
    void a_group_whose_commit_failed_is_tried_again_and_doubles_nothing() {
        ledger.failCommit(1, Moment.BEFORE);
        assertThat(committer.commitTogether(List.of(acceptance(1), acceptance(2), acceptance(3))))
                .extracting(CompletableFuture::join)
                .containsExactly("stored now", "stored now", "stored now");
        assertThat(stores.executions().list("default", all(), Long.MAX_VALUE, 10))
                .hasSize(3);
    }

    @Test
    void a_group_whose_answer_was_lost_is_found_to_be_done() {
        ledger.failCommit(1, Moment.AFTER);
        assertThat(committer.commitTogether(List.of(acceptance(1), acceptance(2), acceptance(3))))
                .extracting(CompletableFuture::join)
                .containsExactly("stored before", "stored before", "stored before");
        assertThat(stores.executions().list("default", all(), Long.MAX_VALUE, 10))
                .hasSize(3);
    }

    @Test
    void a_unit_that_cannot_be_stored_at_all_is_told_so() {
        ledger.failCommit(1, Moment.BEFORE);
        ledger.failCommit(2, Moment.BEFORE);
        assertThatThrownBy(() -> committer.commit(acceptance(1)))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
        assertThat(stores.events().find(1)).isEmpty();
    }

    @Test
    void a_store_that_keeps_failing_is_not_asked_for_every_unit_of_a_group() {
        for (int i = 1; i <= 4; i++) {
            ledger.failCommit(i, Moment.BEFORE);
        }
        List<Unit<Object>> units = LongStream.rangeClosed(1, 50)
                .mapToObj(LedgerStoreContract::acceptance)
                .toList();

        assertThat(committer.commitTogether(units)).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(stores.events().find(50)).isEmpty();
    }

    /** Stores an event with a key and an execution, unless an earlier try has. */
    private static Unit<Object> acceptance(long id) {
        DedupeClaim claim = claim("key " + id, id, T0);
        Locks locks = new Locks(List.of(claim), List.of(id), List.of(), List.of(), List.of(), List.of());
        return unit(locks, rows -> {
            assertThat(rows.holder(claim)).isEqualTo(id);
            return rows.earlier(id).isPresent()
                    ? Decided.of("stored before")
                    : Decided.of(
                            "stored now",
                            new Change.AddEvent(anEvent(id)),
                            new Change.AddExecution(anExecution(id)),
                            new Change.AddTask(aTask(id, "a")));
        });
    }

    private static ExecutionStore.Filter all() {
        return ExecutionStore.Filter.ALL;
    }

    // --- schedules -------------------------------------------------------------------------------------------------

    @Test
    void a_schedule_is_locked_and_moved_on() {
        ScheduleRow row = aSchedule("orders", T0);
        stores.schedules().add(List.of(row));
        ScheduleRow after = new ScheduleRow(row.key(), row.spec(), T0.plusSeconds(3600), 1, T0);
        Locks locks = new Locks(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(row.key()));

        commit(locks, rows -> {
            assertThat(rows.schedule(row.key())).contains(row);
            return Decided.of(1, new Change.SetSchedule(after));
        });

        assertThat(stores.schedules().all()).containsExactly(after);
        assertThat(stores.schedules().due(T0, 10)).isEmpty();
    }

    // --- closing ---------------------------------------------------------------------------------------------------

    @Test
    void what_waits_when_the_committer_closes_is_committed_and_what_comes_later_is_refused() {
        Committer threaded = new Committer(ledger, 1, new SimpleMeterRegistry());
        List<CompletableFuture<Object>> answers = new ArrayList<>();
        for (long id = 1; id <= 40; id++) {
            answers.add(threaded.submit(acceptance(id)));
        }
        threaded.close();

        assertThat(answers).allMatch(answer -> answer.isDone() && !answer.isCompletedExceptionally());
        assertThatThrownBy(() -> threaded.commit(acceptance(99)))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SHUTTING_DOWN));
        assertThat(stores.events().find(99)).isEmpty();
    }

    // ---------------------------------------------------------------------------------------------------------------

    private <R> R commit(Locks locks, Function<Rows, Decided<R>> script) {
        return committer.commit(new ScriptedUnit<>(locks, script));
    }

    private static Unit<Object> unit(Locks locks, Function<Rows, Decided<Object>> script) {
        return new ScriptedUnit<>(locks, script);
    }

    private long holder(DedupeClaim claim) {
        return commit(claiming(claim), rows -> Decided.of(rows.holder(claim)));
    }

    private static DedupeClaim claim(String key, long event, Instant now) {
        return new DedupeClaim("source", key, event, now, LATER);
    }

    private static Locks claiming(DedupeClaim claim) {
        return new Locks(List.of(claim), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    @Test
    void a_variable_is_made_and_changed_and_its_project_counts_it() {
        VariableKey key = new VariableKey("default", "SHEET");
        Locks locks = Locks.NONE.and(key);
        VariableRow made = VariableRow.plain(key, "{\"n\":7}", T0);
        long before = stores.variables().revision("default");

        committer.commit(new ScriptedUnit<>(locks, rows -> {
            assertThat(rows.variable(key)).isEmpty();
            return new Decided<>(true, List.of(new Change.SetVariable(made)));
        }));
        committer.commit(new ScriptedUnit<>(locks, rows -> {
            assertThat(rows.variable(key)).contains(made);
            return new Decided<>(true, List.of(new Change.SetVariable(made.with("8", T0.plusSeconds(1)))));
        }));

        StoredVariable stored = stores.variables().find("default", "SHEET").orElseThrow();
        assertThat(stored.content()).isEqualTo(new StoredVariable.Plain(8L));
        assertThat(stored.revision()).isEqualTo(2);
        assertThat(stored.updated()).isEqualTo(T0.plusSeconds(1));
        assertThat(stores.variables().revision("default")).isEqualTo(before + 2);
    }
}
