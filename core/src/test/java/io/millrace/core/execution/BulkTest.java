package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.engine.FailingLedgerStore.Moment;
import io.millrace.core.execution.Replays.OnVersion;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.ErrorClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One change of many executions. */
class BulkTest extends EngineScenario {
    private static final ExecutionStore.Filter ALL = ExecutionStore.Filter.ALL;
    private static final Bulk.Wish RESTART = wish(Bulk.Operation.RESTART, ALL);
    private static final Bulk.Wish CANCEL = wish(Bulk.Operation.CANCEL, ALL);
    private static final Bulk.Wish REPLAY = wish(Bulk.Operation.REPLAY, ALL);

    private static Bulk.Wish wish(Bulk.Operation operation, ExecutionStore.Filter filter) {
        return new Bulk.Wish(operation, OnVersion.NEWEST, filter);
    }

    private Bulk bulk() {
        return engine.node().engine().bulk();
    }

    /** Executions of which every one has failed. */
    private List<Long> failed(int number) {
        engine.publish(aWorkflow("w").does(aStep("a")));
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            engine.tool().fails("a", ErrorClass.VALIDATION);
            ids.add(engine.start("w"));
            engine.tick();
        }
        return ids;
    }

    private Bulk.Portion next(Bulk.Wish wish, String cursor) {
        return bulk().next("default", wish, cursor, "trace");
    }

    private List<ExecutionRow> with(ExecutionStatus status) {
        return engine.store().executions().list("default", ALL.with(List.of(status)), Long.MAX_VALUE, 1_000);
    }

    @Test
    void failed_executions_are_counted_and_then_restarted_portion_by_portion() {
        failed(Bulk.PORTION + 20);

        Bulk.Count count = bulk().count("default", RESTART);
        assertThat(count.matching()).isEqualTo(Bulk.PORTION + 20);
        assertThat(count.more()).isFalse();
        assertThat(with(ExecutionStatus.FAILED)).hasSize(Bulk.PORTION + 20);

        Bulk.Portion first = next(RESTART, count.cursor().orElseThrow());
        Bulk.Portion last = next(RESTART, first.next().orElseThrow());
        engine.tick();

        assertThat(first.done()).hasSize(Bulk.PORTION);
        assertThat(last.done()).hasSize(20);
        assertThat(last.next()).isEmpty();
        assertThat(with(ExecutionStatus.SUCCEEDED)).hasSize(Bulk.PORTION + 20);
    }

    @Test
    void what_came_after_the_count_is_left_alone() {
        failed(2);
        Bulk.Count count = bulk().count("default", RESTART);
        engine.tool().fails("a", ErrorClass.VALIDATION);
        long later = engine.start("w");
        engine.tick();

        assertThat(next(RESTART, count.cursor().orElseThrow()).done()).hasSize(2);
        engine.tick();

        engine.assertThat(later).is("failed");
    }

    @Test
    void a_filter_and_the_operation_say_together_which_they_are() {
        failed(1);
        engine.publish(aWorkflow("other").does(aStep("b")));
        engine.start("other");
        engine.tick();
        ExecutionStore.Filter other = new ExecutionStore.Filter(
                Optional.of("other"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(bulk().count("default", RESTART).matching()).isEqualTo(1);
        assertThat(bulk().count("default", REPLAY).matching()).isEqualTo(2);
        assertThat(bulk().count("default", wish(Bulk.Operation.REPLAY, other)).matching())
                .isEqualTo(1);
        assertThat(bulk().count("default", wish(Bulk.Operation.RESTART, other)))
                .isEqualTo(new Bulk.Count(0, false, Optional.empty()));
        assertThat(bulk().count("nobody", REPLAY).matching()).isZero();
    }

    @Test
    void running_and_waiting_executions_are_cancelled_and_ended_ones_are_not() {
        failed(1);
        engine.publish(aWorkflow("slow").does(aStep("pause").waiting("{ for: PT1H }")));
        long waiting = engine.start("slow");
        engine.tick();
        Bulk.Count count = bulk().count("default", CANCEL);

        assertThat(count.matching()).isEqualTo(1);
        assertThat(next(CANCEL, count.cursor().orElseThrow()).done()).containsExactly(waiting);
        engine.tick();

        engine.assertThat(waiting).is("cancelled");
        assertThat(with(ExecutionStatus.FAILED)).hasSize(1);
    }

    @Test
    void an_execution_that_cannot_be_changed_any_more_is_told_and_the_others_are_changed() {
        List<Long> ids = failed(2);
        engine.publish(aWorkflow("gone").does(aStep("b")));
        engine.tool().fails("b", ErrorClass.VALIDATION);
        long gone = engine.start("gone");
        engine.tick();
        engine.workflows().disable("default", "gone");
        Bulk.Count count = bulk().count("default", REPLAY);

        Bulk.Portion portion = next(REPLAY, count.cursor().orElseThrow());
        engine.tick();

        assertThat(portion.done()).hasSize(2).doesNotContainAnyElementsOf(ids);
        assertThat(portion.refused()).singleElement().satisfies(refusal -> {
            assertThat(refusal.execution()).isEqualTo(gone);
            assertThat(refusal.code()).isEqualTo(ErrorCode.WORKFLOW_DISABLED);
        });
    }

    @Test
    void a_portion_asked_for_twice_replays_once() {
        failed(3);
        String cursor = bulk().count("default", REPLAY).cursor().orElseThrow();
        engine.store().ledger().failCommit(1, Moment.AFTER);

        Bulk.Portion one = next(REPLAY, cursor);
        Bulk.Portion two = next(REPLAY, cursor);

        assertThat(two.done()).isEqualTo(one.done());
        assertThat(engine.store().executions().count("default", ALL, Long.MAX_VALUE, 1_000))
                .isEqualTo(6);

        String another = bulk().count("default", REPLAY).cursor().orElseThrow();
        assertThat(next(REPLAY, another).done()).doesNotContainAnyElementsOf(one.done());
        engine.live(Duration.ofSeconds(9));
    }

    @Test
    void a_portion_asked_for_twice_restarts_once_what_fails_again() {
        failed(2);
        String cursor = bulk().count("default", RESTART).cursor().orElseThrow();
        engine.clock().advance(Duration.ofSeconds(1));
        engine.tool().fails("a", ErrorClass.VALIDATION).fails("a", ErrorClass.VALIDATION);

        assertThat(next(RESTART, cursor).done()).hasSize(2);
        engine.tick();
        Bulk.Portion again = next(RESTART, cursor);

        assertThat(again.done()).isEmpty();
        assertThat(again.refused()).extracting(Bulk.Refusal::code).containsOnly(ErrorCode.CONFLICT);
        assertThat(engine.tool().calls("a")).hasSize(4);
    }

    @Test
    void a_cursor_of_another_change_or_filter_is_refused() {
        failed(1);
        String cursor = bulk().count("default", RESTART).cursor().orElseThrow();
        Bulk.Wish narrower = wish(Bulk.Operation.RESTART, ALL.with(List.of(ExecutionStatus.FAILED)));
        Bulk.Wish same = new Bulk.Wish(Bulk.Operation.RESTART, OnVersion.SAME, ALL);

        for (Bulk.Wish wish : List.of(CANCEL, REPLAY, narrower, same)) {
            assertBad(() -> next(wish, cursor));
        }
        assertBad(() -> bulk().next("other", RESTART, cursor, "trace"));
        for (String wrong : List.of("", "x", cursor + "x")) {
            assertBad(() -> next(RESTART, wrong));
        }
    }

    @Test
    void a_status_that_the_operation_is_not_for_is_refused() {
        assertBad(() ->
                bulk().count("default", wish(Bulk.Operation.RESTART, ALL.with(List.of(ExecutionStatus.SUCCEEDED)))));
    }

    private static void assertBad(Runnable asked) {
        assertThatThrownBy(asked::run)
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST));
    }
}
