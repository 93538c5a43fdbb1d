package io.millrace.core.execution;

import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.EngineRows.aTask;
import static io.millrace.core.engine.EngineRows.anAttempt;
import static io.millrace.core.engine.EngineRows.anEvent;
import static io.millrace.core.engine.EngineRows.anExecution;
import static io.millrace.core.engine.EngineRows.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.engine.EngineStores;
import io.millrace.core.engine.ScriptedUnit;
import io.millrace.core.engine.ScriptedUnit.Decided;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ChunkRow;
import io.millrace.core.ledger.Committer;
import io.millrace.core.ledger.DedupeClaim;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.Locks;
import io.millrace.core.shared.Ids;
import io.millrace.core.workflow.StepStatus;
import io.millrace.core.workflow.WorkflowStore;
import io.millrace.core.workflow.WorkflowUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store tells about executions, and how it drops old ones. */
public abstract class ExecutionStoreContract {
    private static final ExecutionStore.Filter ALL = ExecutionStore.Filter.ALL;

    private EngineStores stores;
    private ExecutionStore executions;

    protected abstract EngineStores stores();

    @BeforeEach
    void open() {
        stores = stores();
        executions = stores.executions();
    }

    private void given(ExecutionRow... rows) {
        for (ExecutionRow row : rows) {
            write(stores.ledger(), new Change.AddExecution(row));
        }
    }

    private static ExecutionRow of(long id, String workflow, int version, ExecutionStatus status) {
        return anExecution(id, "default", workflow, version, id, status, T0.plusSeconds(id));
    }

    private List<Long> ids(ExecutionStore.Filter filter) {
        return executions.list("default", filter, Long.MAX_VALUE, 100).stream()
                .map(ExecutionRow::id)
                .toList();
    }

    private static ExecutionStore.Filter with(
            Optional<String> workflow,
            List<ExecutionStatus> statuses,
            Optional<WorkflowUse> use,
            Optional<Instant> from,
            Optional<Instant> to) {
        return new ExecutionStore.Filter(
                workflow,
                statuses,
                name(use, WorkflowUse.Kind.TOOL),
                name(use, WorkflowUse.Kind.ACTION),
                name(use, WorkflowUse.Kind.CONNECTION),
                name(use, WorkflowUse.Kind.TAG),
                from,
                to);
    }

    private static Optional<String> name(Optional<WorkflowUse> use, WorkflowUse.Kind kind) {
        return use.filter(it -> it.kind() == kind).map(WorkflowUse::name);
    }

    private static ExecutionStore.Filter using(WorkflowUse.Kind kind, String name) {
        return with(
                Optional.empty(),
                List.of(),
                Optional.of(new WorkflowUse(kind, name)),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void an_execution_is_found_as_it_was_written() {
        given(of(1, "orders", 3, ExecutionStatus.FAILED));

        assertThat(executions.find(1)).contains(of(1, "orders", 3, ExecutionStatus.FAILED));
        assertThat(executions.find(2)).isEmpty();
    }

    @Test
    void a_list_shows_the_newest_of_one_project_first_and_goes_on_page_by_page() {
        for (long id = 1; id <= 5; id++) {
            given(of(id, "orders", 1, ExecutionStatus.SUCCEEDED));
        }
        given(anExecution(6, "other", ExecutionStatus.RUNNING));

        assertThat(executions.list("default", ALL, Long.MAX_VALUE, 2))
                .extracting(ExecutionRow::id)
                .containsExactly(5L, 4L);
        assertThat(executions.list("default", ALL, 4, 2))
                .extracting(ExecutionRow::id)
                .containsExactly(3L, 2L);
        assertThat(executions.list("default", ALL, 2, 2))
                .extracting(ExecutionRow::id)
                .containsExactly(1L);
        assertThat(executions.list("default", ALL, 1, 2)).isEmpty();
        assertThat(executions.list("nobody", ALL, Long.MAX_VALUE, 2)).isEmpty();
    }

    @Test
    void a_count_is_of_what_the_list_would_show_up_to_its_limit() {
        given(
                of(1, "orders", 1, ExecutionStatus.FAILED),
                of(2, "orders", 1, ExecutionStatus.SUCCEEDED),
                of(3, "mails", 1, ExecutionStatus.FAILED),
                of(4, "orders", 1, ExecutionStatus.FAILED),
                anExecution(5, "other", ExecutionStatus.FAILED));
        ExecutionStore.Filter failed = ALL.with(List.of(ExecutionStatus.FAILED));

        assertThat(executions.count("default", failed, Long.MAX_VALUE, 100)).isEqualTo(3);
        assertThat(executions.count("default", failed, Long.MAX_VALUE, 2)).isEqualTo(2);
        assertThat(executions.count("default", failed, 4, 100)).isEqualTo(2);
        assertThat(executions.count("nobody", ALL, Long.MAX_VALUE, 100)).isZero();
    }

    @Test
    void unfinished_executions_come_with_their_tasks_the_oldest_first() {
        given(
                of(1, "orders", 1, ExecutionStatus.RUNNING),
                of(2, "orders", 1, ExecutionStatus.FAILED),
                of(3, "orders", 1, ExecutionStatus.QUEUED),
                of(4, "orders", 1, ExecutionStatus.CANCELLING),
                anExecution(5, "other", ExecutionStatus.RUNNING));
        write(
                stores.ledger(),
                new Change.AddTask(aTask(1, "b")),
                new Change.AddTask(aTask(1, "a")),
                new Change.AddTask(aTask(4, "c")));

        assertThat(executions.unfinished("default", 0, 10))
                .containsExactly(
                        new ExecutionStore.Unfinished(
                                of(1, "orders", 1, ExecutionStatus.RUNNING), List.of(aTask(1, "a"), aTask(1, "b"))),
                        new ExecutionStore.Unfinished(of(3, "orders", 1, ExecutionStatus.QUEUED), List.of()),
                        new ExecutionStore.Unfinished(
                                of(4, "orders", 1, ExecutionStatus.CANCELLING), List.of(aTask(4, "c"))));
        assertThat(executions.unfinished("default", 1, 1))
                .extracting(row -> row.execution().id())
                .containsExactly(3L);
    }

    @Test
    void stray_tasks_are_those_of_executions_that_have_ended_or_are_gone() {
        given(of(1, "orders", 1, ExecutionStatus.RUNNING), of(2, "orders", 1, ExecutionStatus.FAILED));
        write(
                stores.ledger(),
                new Change.AddTask(aTask(1, "a")),
                new Change.AddTask(aTask(2, "a")),
                new Change.AddTask(aTask(3, "b")),
                new Change.AddTask(aTask(4, "c", "other", T0)));

        assertThat(executions.strayTasks("default", 10)).containsExactly(aTask(2, "a"), aTask(3, "b"));
        assertThat(executions.strayTasks("default", 1)).containsExactly(aTask(2, "a"));
    }

    @Test
    void a_list_is_restricted_by_workflow_status_and_time() {
        given(
                of(1, "orders", 1, ExecutionStatus.SUCCEEDED),
                of(2, "orders", 1, ExecutionStatus.FAILED),
                of(3, "mails", 1, ExecutionStatus.FAILED),
                of(4, "orders", 1, ExecutionStatus.RUNNING));
        Optional<WorkflowUse> any = Optional.empty();

        assertThat(ids(with(Optional.of("orders"), List.of(), any, Optional.empty(), Optional.empty())))
                .containsExactly(4L, 2L, 1L);
        assertThat(ids(with(
                        Optional.empty(), List.of(ExecutionStatus.FAILED), any, Optional.empty(), Optional.empty())))
                .containsExactly(3L, 2L);
        assertThat(ids(with(
                        Optional.of("orders"),
                        List.of(ExecutionStatus.FAILED, ExecutionStatus.RUNNING),
                        any,
                        Optional.empty(),
                        Optional.empty())))
                .containsExactly(4L, 2L);
        assertThat(ids(with(
                        Optional.empty(),
                        List.of(),
                        any,
                        Optional.of(T0.plusSeconds(2)),
                        Optional.of(T0.plusSeconds(4)))))
                .containsExactly(3L, 2L);
    }

    @Test
    void a_list_is_restricted_by_what_the_version_that_ran_uses() {
        stores.workflows()
                .saveHidden(new WorkflowStore.NewHidden(
                        "default",
                        "action:slack.send_message/team-chat",
                        "slack.send_message",
                        "text",
                        Set.of(
                                new WorkflowUse(WorkflowUse.Kind.TOOL, "slack"),
                                new WorkflowUse(WorkflowUse.Kind.ACTION, "slack.send_message"),
                                new WorkflowUse(WorkflowUse.Kind.CONNECTION, "team-chat"),
                                new WorkflowUse(WorkflowUse.Kind.TAG, "urgent")),
                        T0));
        given(
                of(1, "action:slack.send_message/team-chat", 1, ExecutionStatus.SUCCEEDED),
                of(2, "action:slack.send_message/team-chat", 2, ExecutionStatus.SUCCEEDED),
                of(3, "orders", 1, ExecutionStatus.SUCCEEDED));

        assertThat(ids(using(WorkflowUse.Kind.TOOL, "slack"))).containsExactly(1L);
        assertThat(ids(using(WorkflowUse.Kind.ACTION, "slack.send_message"))).containsExactly(1L);
        assertThat(ids(using(WorkflowUse.Kind.CONNECTION, "team-chat"))).containsExactly(1L);
        assertThat(ids(using(WorkflowUse.Kind.TAG, "urgent"))).containsExactly(1L);
        assertThat(ids(using(WorkflowUse.Kind.TOOL, "github"))).isEmpty();
        assertThat(ids(using(WorkflowUse.Kind.TAG, "slack")))
                .as("of another kind")
                .isEmpty();
    }

    @Test
    void what_has_not_ended_is_listed_by_itself() {
        int id = 0;
        for (ExecutionStatus status : ExecutionStatus.values()) {
            given(of(++id, "orders", 1, status));
        }

        assertThat(ids(with(
                        Optional.empty(),
                        ExecutionStatus.UNFINISHED.reversed(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())))
                .containsExactly(4L, 3L, 2L, 1L);
    }

    @Test
    void approvals_that_wait_are_listed_by_the_newest_execution() {
        given(
                of(1, "orders", 1, ExecutionStatus.WAITING),
                of(2, "mails", 3, ExecutionStatus.WAITING),
                anExecution(3, "other", "orders", 1, 3, ExecutionStatus.WAITING, T0));
        asking(1, "b", "default");
        asking(1, "a", "default");
        asking(2, "a", "default");
        asking(3, "a", "other");
        write(stores.ledger(), new Change.AddTask(aTask(2, "b")), new Change.AddAttempt(anAttempt(2, "b", 1)));

        assertThat(approvals(ExecutionStore.ApprovalFilter.ALL, ExecutionStore.ApprovalPlace.FIRST, 9))
                .containsExactly("2 mails 3 a", "1 orders 1 a", "1 orders 1 b");
        assertThat(approvals(ExecutionStore.ApprovalFilter.ALL, new ExecutionStore.ApprovalPlace(1, "a"), 9))
                .containsExactly("1 orders 1 b");
        assertThat(approvals(
                        new ExecutionStore.ApprovalFilter(Optional.of("orders"), Optional.empty()),
                        ExecutionStore.ApprovalPlace.FIRST,
                        1))
                .containsExactly("1 orders 1 a");
        assertThat(approvals(
                        new ExecutionStore.ApprovalFilter(Optional.empty(), Optional.of(2L)),
                        ExecutionStore.ApprovalPlace.FIRST,
                        9))
                .containsExactly("2 mails 3 a");
        assertThat(executions
                        .approvals("other", ExecutionStore.ApprovalFilter.ALL, ExecutionStore.ApprovalPlace.FIRST, 9)
                        .getFirst())
                .satisfies(waiting -> {
                    assertThat(waiting.askedAt()).isEqualTo(anAttempt(3, "a", 1).finishedAt());
                    assertThat(waiting.until()).isEqualTo(T0.plusSeconds(60));
                    assertThat(waiting.question())
                            .isEqualTo(anAttempt(3, "a", 1).input());
                });
    }

    private void asking(long execution, String step, String project) {
        write(
                stores.ledger(),
                new Change.AddTask(aTask(execution, step, project, T0).waiting(Approval.TASK, T0.plusSeconds(60))),
                new Change.AddAttempt(anAttempt(execution, step, 1)));
    }

    private List<String> approvals(
            ExecutionStore.ApprovalFilter filter, ExecutionStore.ApprovalPlace after, int limit) {
        return executions.approvals("default", filter, after, limit).stream()
                .map(waiting ->
                        waiting.execution() + " " + waiting.workflow() + " " + waiting.version() + " " + waiting.step())
                .toList();
    }

    @Test
    void how_executions_went_is_read_for_a_range_of_one_project_the_newest_first() {
        Instant later = T0.plusSeconds(60);
        given(
                anExecution(idAt(T0, 1), "default", "orders", 1, 1, ExecutionStatus.SUCCEEDED, T0),
                anExecution(idAt(T0, 2), "other", "orders", 1, 1, ExecutionStatus.SUCCEEDED, T0),
                anExecution(idAt(later, 3), "default", "mails", 1, 1, ExecutionStatus.RUNNING, later),
                anExecution(idAt(later.plusSeconds(60), 4), "default", "mails", 1, 1, ExecutionStatus.FAILED, later));

        assertThat(executions.courses("default", T0, later.plusSeconds(1), 10))
                .containsExactly(
                        new ExecutionStore.Course(ExecutionStatus.RUNNING, later, null),
                        new ExecutionStore.Course(ExecutionStatus.SUCCEEDED, T0, T0));
        assertThat(executions.courses("default", T0, later.plusSeconds(1), 1))
                .extracting(ExecutionStore.Course::createdAt)
                .containsExactly(later);
        assertThat(executions.courses("default", T0, later, 10))
                .as("the end is not in it")
                .hasSize(1);
    }

    @Test
    void what_has_not_ended_is_counted_for_one_project_whenever_it_began_and_up_to_the_limit() {
        Instant longAgo = T0.minus(Duration.ofDays(90));
        given(
                anExecution(idAt(longAgo, 1), "default", "orders", 1, 1, ExecutionStatus.WAITING, longAgo),
                anExecution(idAt(T0, 2), "default", "orders", 1, 1, ExecutionStatus.QUEUED, T0),
                anExecution(idAt(T0, 3), "default", "orders", 1, 1, ExecutionStatus.RUNNING, T0),
                anExecution(idAt(T0, 4), "default", "orders", 1, 1, ExecutionStatus.CANCELLING, T0),
                anExecution(idAt(T0, 5), "default", "orders", 1, 1, ExecutionStatus.SUCCEEDED, T0),
                anExecution(idAt(T0, 6), "default", "orders", 1, 1, ExecutionStatus.FAILED, T0),
                anExecution(idAt(T0, 7), "default", "orders", 1, 1, ExecutionStatus.CANCELLED, T0),
                anExecution(idAt(T0, 8), "other", "orders", 1, 1, ExecutionStatus.RUNNING, T0));

        assertThat(executions.count("default", ALL.with(ExecutionStatus.UNFINISHED), Long.MAX_VALUE, 10))
                .isEqualTo(4);
        assertThat(executions.count("default", ALL.with(ExecutionStatus.UNFINISHED), Long.MAX_VALUE, 3))
                .isEqualTo(3);
        assertThat(executions.count("nowhere", ALL.with(ExecutionStatus.UNFINISHED), Long.MAX_VALUE, 10))
                .isZero();
    }

    @Test
    void the_executions_of_an_event_are_found_the_newest_first() {
        given(
                anExecution(1, "default", "orders", 1, 70, ExecutionStatus.FAILED, T0),
                anExecution(2, "default", "mails", 1, 70, ExecutionStatus.RUNNING, T0),
                anExecution(3, "default", "orders", 1, 71, ExecutionStatus.RUNNING, T0));

        assertThat(executions.ofEvent(70)).extracting(ExecutionRow::id).containsExactly(2L, 1L);
        assertThat(executions.ofEvent(72)).isEmpty();
    }

    @Test
    void the_journal_is_read_in_the_order_of_recording_or_try_by_try() {
        write(
                stores.ledger(),
                new Change.AddAttempt(anAttempt(1, "b", 1)),
                new Change.AddAttempt(anAttempt(1, "a", 2)),
                new Change.AddAttempt(anAttempt(1, "c", 3)),
                new Change.AddAttempt(anAttempt(2, "a", 1)));

        assertThat(executions.attempts(1))
                .containsExactly(anAttempt(1, "b", 1), anAttempt(1, "a", 2), anAttempt(1, "c", 3));
        assertThat(executions.attempt(1, "a", 2)).contains(anAttempt(1, "a", 2));
        assertThat(executions.attempt(1, "a", 1)).isEmpty();
        assertThat(executions.attempts(3)).isEmpty();
    }

    @Test
    void what_is_new_in_the_journal_since_a_revision_is_read_page_by_page() {
        write(
                stores.ledger(),
                new Change.AddAttempt(anAttempt(1, "b", 1)),
                new Change.AddAttempt(anAttempt(1, "a", 2)),
                new Change.AddAttempt(anAttempt(1, "c", 3)),
                new Change.AddAttempt(anAttempt(2, "a", 9)));

        assertThat(executions.attemptsAfter(1, 0, 2)).containsExactly(anAttempt(1, "b", 1), anAttempt(1, "a", 2));
        assertThat(executions.attemptsAfter(1, 2, 2)).containsExactly(anAttempt(1, "c", 3));
        assertThat(executions.attemptsAfter(1, 3, 2)).isEmpty();
    }

    @Test
    void the_order_of_recording_is_that_of_the_revisions_whatever_the_clocks_said() {
        AttemptRow early = at(anAttempt(1, "a", 1), T0.plusSeconds(9));
        AttemptRow late = at(anAttempt(1, "b", 2), T0);
        write(stores.ledger(), new Change.AddAttempt(late), new Change.AddAttempt(early));

        assertThat(executions.attempts(1)).containsExactly(early, late);
        assertThat(executions.attemptsAfter(1, 0, 9)).containsExactly(early, late);
    }

    private static AttemptRow at(AttemptRow row, Instant finishedAt) {
        return row(row, row.decision(), finishedAt, row.output());
    }

    private static AttemptRow row(AttemptRow like, String decision, Instant finishedAt, @Nullable String output) {
        return new AttemptRow(
                like.subject(),
                like.step(),
                like.item(),
                like.no(),
                like.revision(),
                like.status(),
                like.errorClass(),
                decision,
                like.reason(),
                like.startedAt(),
                finishedAt,
                like.nextAt(),
                like.input(),
                like.exchanges(),
                output);
    }

    @Test
    void a_journal_that_is_too_large_is_shown_with_the_values_of_its_newest_part() {
        String large = "\"" + "x".repeat(5 << 20) + "\"";
        for (int no = 1; no <= 5; no++) {
            AttemptRow row = anAttempt(1, "a", no);
            write(stores.ledger(), new Change.AddAttempt(row(row, "done", row.finishedAt(), no == 2 ? null : large)));
        }

        List<AttemptRow> shown = executions.attempts(1);

        assertThat(shown).extracting(AttemptRow::no).containsExactly(1, 2, 3, 4, 5);
        assertThat(shown)
                .extracting(AttemptRow::output)
                .containsExactly(AttemptRow.LEFT_OUT, null, large, large, large);
        assertThat(shown.getFirst().input()).isEqualTo(AttemptRow.LEFT_OUT);
        assertThat(shown.getFirst().exchanges()).isNull();
        assertThat(executions.attempt(1, "a", 1).orElseThrow().output())
                .as("one by one")
                .isEqualTo(large);
    }

    @Test
    void the_tries_of_each_step_are_counted_without_those_that_were_skipped() {
        AttemptRow skipped = anAttempt(1, "b", 3);
        write(
                stores.ledger(),
                new Change.AddAttempt(anAttempt(1, "a", 1)),
                new Change.AddAttempt(anAttempt(1, "a", 2)),
                new Change.AddAttempt(row(skipped, "skip", skipped.finishedAt(), null)),
                new Change.AddAttempt(anAttempt(2, "a", 1)));

        assertThat(executions.tries(1)).isEqualTo(Map.of("a", 2));
        assertThat(executions.tries(3)).isEmpty();
    }

    /** @param no of the try, which is the revision too */
    private static AttemptRow ofItem(
            int index, int no, String status, @Nullable Instant nextAt, @Nullable String output) {
        return new AttemptRow(1, "a", index + 1, no, no, status, null, "done", "", T0, T0, nextAt, null, null, output);
    }

    private static AttemptRow withoutOutput(AttemptRow row) {
        return row(row, row.decision(), row.finishedAt(), null);
    }

    @Test
    void the_items_of_a_step_are_no_part_of_the_journal_of_its_execution() {
        AttemptRow step = anAttempt(1, "a", 7);
        write(
                stores.ledger(),
                new Change.AddAttempt(ofItem(0, 1, "succeeded", null, "1")),
                new Change.AddAttempt(step));

        assertThat(executions.attempts(1)).containsExactly(step);
        assertThat(executions.attemptsAfter(1, 0, 9)).containsExactly(step);
        assertThat(executions.tries(1)).containsExactly(Map.entry("a", 1));
        assertThat(executions.attempt(1, "a", 1)).isEmpty();
    }

    @Test
    void of_each_item_its_newest_entry_is_listed_in_the_order_of_the_list() {
        AttemptRow first = ofItem(0, 2, "succeeded", null, "\"one\"");
        AttemptRow second = ofItem(1, 1, "failed", T0, null);
        AttemptRow third = ofItem(2, 3, "failed", null, null);
        AttemptRow eleventh = ofItem(10, 1, "succeeded", null, "\"eleven\"");
        write(
                stores.ledger(),
                new Change.AddAttempt(eleventh),
                new Change.AddAttempt(third),
                new Change.AddAttempt(ofItem(0, 1, "failed", T0, null)),
                new Change.AddAttempt(second),
                new Change.AddAttempt(first));

        assertThat(executions.items(1, "a", Optional.empty(), -1, 3))
                .containsExactly(withoutOutput(first), second, third);
        assertThat(executions.items(1, "a", Optional.empty(), 1, 9)).containsExactly(third, withoutOutput(eleventh));
        assertThat(executions.items(1, "a", Optional.of(StepStatus.FAILED), -1, 9))
                .as("one that is to be tried again has not failed")
                .containsExactly(third);
        assertThat(executions.items(1, "b", Optional.empty(), -1, 9)).isEmpty();
        assertThat(executions.itemAttempts(1, "a", 0)).containsExactly(ofItem(0, 1, "failed", T0, null), first);
        assertThat(executions.itemTries(1, "a"))
                .containsExactly(
                        new ExecutionStore.ItemTries(0, 2, true),
                        new ExecutionStore.ItemTries(1, 1, false),
                        new ExecutionStore.ItemTries(2, 3, false),
                        new ExecutionStore.ItemTries(10, 1, true));
    }

    @Test
    void the_outputs_of_items_are_read_together_unless_they_are_too_large() {
        write(
                stores.ledger(),
                new Change.AddAttempt(ofItem(0, 1, "succeeded", null, "\"äö\"")),
                new Change.AddAttempt(ofItem(1, 1, "failed", null, "9")),
                new Change.AddAttempt(ofItem(2, 1, "succeeded", null, null)),
                new Change.AddAttempt(ofItem(3, 1, "succeeded", null, "4")));

        assertThat(executions.itemOutputs(1, "a", 7)).contains(Map.of(0, "\"äö\"", 3, "4"));
        assertThat(executions.itemOutputs(1, "a", 6)).isEmpty();
    }

    @Test
    void what_a_step_goes_over_is_read_chunk_by_chunk() {
        write(
                stores.ledger(),
                new Change.AddChunk(new ChunkRow(1, "a", 0, 0, "[1]")),
                new Change.AddChunk(new ChunkRow(1, "a", 0, 1, "[2]")),
                new Change.AddChunk(new ChunkRow(1, "a", 1, 0, "[[0,1]]")));

        assertThat(executions.chunk(1, "a", 0, 1)).contains("[2]");
        assertThat(executions.chunk(1, "a", 1, 0)).contains("[[0,1]]");
        assertThat(executions.chunk(1, "a", 1, 1)).isEmpty();
        assertThat(executions.chunk(2, "a", 0, 0)).isEmpty();
    }

    @Test
    void the_tasks_of_an_execution_are_found() {
        write(
                stores.ledger(),
                new Change.AddTask(aTask(1, "b")),
                new Change.AddTask(aTask(1, "a")),
                new Change.AddTask(aTask(2, "a")));

        assertThat(executions.tasks(1)).containsExactly(aTask(1, "a"), aTask(1, "b"));
    }

    // --- dropping --------------------------------------------------------------------------------------------------

    private static final Instant KEPT_FROM = T0.plus(Duration.ofDays(30));

    private static long idAt(Instant time, int no) {
        return Ids.firstAt(time) + no;
    }

    private void old(int no, ExecutionStatus status) {
        long id = idAt(T0, no);
        write(
                stores.ledger(),
                new Change.AddEvent(anEvent(id)),
                new Change.AddExecution(anExecution(id, "default", status)),
                new Change.AddAttempt(anAttempt(id, "a", 1)));
    }

    private int purge(int limit) {
        return executions.purge(KEPT_FROM, KEPT_FROM.plus(Duration.ofDays(30)), limit);
    }

    @Test
    void an_execution_that_ended_long_ago_is_dropped_with_its_journal_and_its_event() {
        old(1, ExecutionStatus.SUCCEEDED);
        old(2, ExecutionStatus.CANCELLED);
        write(stores.ledger(), new Change.AddChunk(new ChunkRow(idAt(T0, 1), "a", 0, 0, "[1]")));

        assertThat(purge(10)).isEqualTo(7);

        assertThat(executions.chunk(idAt(T0, 1), "a", 0, 0)).isEmpty();
        assertThat(executions.find(idAt(T0, 1))).isEmpty();
        assertThat(executions.attempts(idAt(T0, 2))).isEmpty();
        assertThat(stores.events().find(idAt(T0, 2))).isEmpty();
        assertThat(purge(10)).as("nothing is left").isZero();
    }

    @Test
    void what_has_not_ended_or_ended_lately_is_kept_with_its_event() {
        old(1, ExecutionStatus.RUNNING);
        old(2, ExecutionStatus.WAITING);
        long late = idAt(T0, 3);
        write(
                stores.ledger(),
                new Change.AddEvent(anEvent(late)),
                new Change.AddExecution(
                        anExecution(late, "default", "orders", 1, late, ExecutionStatus.SUCCEEDED, KEPT_FROM)),
                new Change.AddAttempt(anAttempt(late, "a", 1)));

        assertThat(purge(10)).isZero();

        assertThat(stores.events().find(idAt(T0, 1))).isPresent();
        assertThat(executions.attempts(late)).hasSize(1);
    }

    @Test
    void an_event_that_started_nothing_is_dropped_when_it_is_old_enough() {
        write(
                stores.ledger(),
                new Change.AddEvent(anEvent(idAt(T0, 1))),
                new Change.AddEvent(anEvent(idAt(KEPT_FROM, 1))));

        assertThat(purge(10)).isEqualTo(1);

        assertThat(stores.events().find(idAt(T0, 1))).isEmpty();
        assertThat(stores.events().find(idAt(KEPT_FROM, 1))).isPresent();
    }

    @Test
    void the_history_of_one_project_is_dropped_by_its_own_times_and_that_of_others_stays() {
        old(1, ExecutionStatus.SUCCEEDED);
        long others = idAt(T0, 2);
        long idle = idAt(T0, 3);
        write(
                stores.ledger(),
                new Change.AddEvent(anEvent(others, "other", "/hooks/other/a")),
                new Change.AddExecution(anExecution(others, "other", ExecutionStatus.SUCCEEDED)),
                new Change.AddEvent(anEvent(idle, "other", "/hooks/other/a")));
        assertThat(executions.projects()).containsExactly("default", "other");

        assertThat(executions.purge(Optional.of("other"), T0, KEPT_FROM, 10))
                .as("the execution is not old enough, an event without one is")
                .isEqualTo(1);
        assertThat(stores.events().find(idle)).isEmpty();
        assertThat(executions.purge(Optional.of("other"), KEPT_FROM, KEPT_FROM, 10))
                .isEqualTo(2);

        assertThat(executions.find(others)).isEmpty();
        assertThat(executions.find(idAt(T0, 1))).isPresent();
        assertThat(executions.projects()).containsExactly("default");
    }

    @Test
    void dropping_goes_in_steps_until_nothing_is_left() {
        for (int no = 1; no <= 5; no++) {
            old(no, ExecutionStatus.SUCCEEDED);
        }

        int steps = 0;
        int dropped = 0;
        for (int step = purge(2); step > 0; step = purge(2)) {
            assertThat(step).isLessThanOrEqualTo(6);
            dropped += step;
            steps++;
        }

        assertThat(dropped).isEqualTo(15);
        assertThat(steps).isGreaterThanOrEqualTo(3);
        assertThat(ids(ALL)).isEmpty();
    }

    @Test
    void a_dedupe_key_is_dropped_when_its_window_is_over_and_not_before() {
        Instant now = KEPT_FROM.plus(Duration.ofDays(30));
        claim("over", now);
        claim("open", now.plusSeconds(1));

        assertThat(purge(10)).isEqualTo(1);
        assertThat(purge(10)).isZero();
    }

    private void claim(String key, Instant until) {
        DedupeClaim claim = new DedupeClaim("source", key, 1, T0, until);
        try (Committer committer = new Committer(stores.ledger(), 0, new SimpleMeterRegistry())) {
            committer.commit(new ScriptedUnit<>(
                    new Locks(List.of(claim), List.of(), List.of(), List.of(), List.of(), List.of()),
                    rows -> Decided.of(rows.holder(claim))));
        }
    }
}
