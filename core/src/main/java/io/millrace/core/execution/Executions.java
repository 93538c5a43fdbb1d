package io.millrace.core.execution;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.lane.LaneStore;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.live.Changes;
import io.millrace.core.queue.TaskQueue;
import io.millrace.core.shared.Cursor;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.Published;
import io.millrace.core.workflow.StepKind;
import io.millrace.core.workflow.Workflow;
import io.millrace.core.workflow.Workflows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What people can ask of executions: to see them, to watch them, to end them and to start them again. */
public final class Executions {
    /** How often a watcher looks by itself, for changes made on other nodes. */
    public static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** The most that one answer loads of values that are kept as blobs, in bytes. */
    public static final long MOST_LOADED = 4 << 20;

    private static final Cursor CURSOR = new Cursor("executions");

    private final ExecutionStore store;
    private final LaneStore lanes;
    private final Payloads payloads;
    private final Workflows workflows;
    private final Commits committer;
    private final TaskQueue queue;
    private final Handover handover;
    private final Changes changes;
    private final Consumer<Advanced> watchers;
    private final InstantSource clock;

    Executions(
            ExecutionStore store,
            LaneStore lanes,
            Payloads payloads,
            Workflows workflows,
            Commits committer,
            TaskQueue queue,
            Handover handover,
            Changes changes,
            Consumer<Advanced> watchers,
            InstantSource clock) {
        this.store = store;
        this.lanes = lanes;
        this.payloads = payloads;
        this.workflows = workflows;
        this.committer = committer;
        this.queue = queue;
        this.handover = handover;
        this.changes = changes;
        this.watchers = watchers;
        this.clock = clock;
    }

    /**
     * One execution with everything known about it.
     *
     * @param steps in the order of the plan, those of {@code on_failure} last
     * @param waitsIn the lane in which it waits for its turn to begin
     */
    public record Detail(ExecutionRow execution, List<Step> steps, Optional<Waiting> waitsIn) {}

    /**
     * Waiting for a turn.
     *
     * @param why empty when the lane is not shut any more and it is about to be let in
     * @param since when it could have begun, had nothing limited it
     */
    public record Waiting(LaneKey lane, Optional<LaneRow.Why> why, Instant since) {}

    /**
     * How far a step has come.
     *
     * @param kind empty when the version is gone
     * @param status a step status in lower case
     * @param onFailure whether it belongs to the part that runs after a failure
     * @param connection whose credentials its action uses
     * @param nextAt when it is tried next, while it waits for that
     * @param waitsIn the lane in which it waits for its turn
     * @param child the execution that it started last, of a step that calls a workflow
     * @param items how far it has come with the items of its list, once it has begun with them
     */
    public record Step(
            String id,
            Optional<StepKind> kind,
            String status,
            boolean onFailure,
            @Nullable String action,
            Optional<String> connection,
            Optional<Instant> nextAt,
            Optional<Waiting> waitsIn,
            Optional<Long> child,
            Optional<Items> items,
            List<AttemptRow> attempts) {}

    /**
     * How far a foreach step has come.
     *
     * @param count all of them
     * @param failed since the step was last begun
     * @param unknown since the step was last begun
     * @param running under way, also those that wait for their next try
     */
    public record Items(int count, int succeeded, int failed, int unknown, int running) {}

    /** @throws MillraceException {@code not_found} */
    public ExecutionRow get(String project, long id) {
        return store.find(id)
                .filter(row -> row.project().equals(project))
                .orElseThrow(() -> MillraceException.notFound("execution", Ids.text("exe", id)));
    }

    /**
     * An execution with its steps and journal, as far as {@link ExecutionStore#attempts} shows it. Of values that are kept as
     * blobs it has {@link #MOST_LOADED}, those of the newest attempts; {@link AttemptRow#LEFT_OUT} stands for the others.
     *
     * @throws MillraceException {@code not_found}
     */
    public Detail detail(String project, long id) {
        ExecutionRow row = get(project, id);
        List<AttemptRow> journal = payloads.shown(store.attempts(id), MOST_LOADED);
        return new StepViews(row, knownPlan(row), journal, store.tasks(id), lanes, clock.instant()).detail();
    }

    /**
     * An execution with its steps as they are now, without their journal.
     *
     * @throws MillraceException {@code not_found}
     */
    public Detail standing(String project, long id) {
        ExecutionRow row = get(project, id);
        return new StepViews(row, knownPlan(row), List.of(), store.tasks(id), lanes, clock.instant()).detail();
    }

    /** What was recorded of an execution after a revision of it, in the order of recording; large values as in {@link #detail}. */
    public List<AttemptRow> recordedAfter(long id, int revision, int limit) {
        return payloads.shown(store.attemptsAfter(id, revision, limit), MOST_LOADED);
    }

    /** How often each step of an execution was tried; a step that was skipped was not. */
    public Map<String, Integer> tries(long id) {
        return store.tries(id);
    }

    /** One attempt with everything that was recorded of it. @throws MillraceException {@code not_found} */
    public AttemptRow attempt(String project, long id, String step, int number) {
        AttemptRow row = store.attempt(get(project, id).id(), step, number)
                .orElseThrow(() -> MillraceException.notFound("attempt", step + " " + number));
        return payloads.shown(List.of(row), Long.MAX_VALUE).getFirst();
    }

    /**
     * Executions of a project, the newest first.
     *
     * @param cursor {@code next} of the page before
     * @param limit 1 to {@value Page#MAX_LIMIT}
     */
    public Page<ExecutionRow> list(String project, ExecutionStore.Filter filter, Optional<String> cursor, int limit) {
        long before = cursor.map(text -> CURSOR.read(text, key -> Ids.parse("exe", key)))
                .orElse(Long.MAX_VALUE);
        return Page.of(
                store.list(project, filter, before, limit + 1), limit, row -> CURSOR.write(Ids.text("exe", row.id())));
    }

    /**
     * As {@link #list}, those alone whose workflow's id or name, or whose failure, holds a text. A page looks at no more
     * than {@value ExecutionSearch#MOST_SEARCHED} executions that fit the filter, so it may have fewer than the limit, even
     * none, and still a cursor to go on from.
     *
     * @param text in any case; of at most {@value ExecutionSearch#MAX_TEXT} characters
     * @throws MillraceException {@code bad_request} for a longer text
     */
    public Page<ExecutionRow> search(
            String project, ExecutionStore.Filter filter, String text, Optional<String> cursor, int limit) {
        long before = cursor.map(given -> CURSOR.read(given, key -> Ids.parse("exe", key)))
                .orElse(Long.MAX_VALUE);
        ExecutionSearch.Result result =
                new ExecutionSearch(store, this::nameOf, text).run(project, filter, before, limit);
        return new Page<>(result.found(), result.next().map(id -> CURSOR.write(Ids.text("exe", id))));
    }

    private String nameOf(ExecutionRow row) {
        return workflows.get(row.project(), row.workflow()).map(Workflow::name).orElse("");
    }

    /**
     * Waits for an execution to end.
     *
     * @return the newest state when it ended or the time was over
     */
    public ExecutionRow await(String project, long id, Duration atMost) throws InterruptedException {
        Instant end = clock.instant().plus(atMost);
        try (Changes.Watch watch = changes.watch(id)) {
            ExecutionRow row = get(project, id);
            while (!row.status().ended() && clock.instant().isBefore(end)) {
                Duration left = Duration.between(clock.instant(), end);
                watch.await(left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
                row = get(project, id);
            }
            return row;
        }
    }

    public Changes.Watch watch(long id) {
        return changes.watch(id);
    }

    /**
     * Asks for the end. Running steps are interrupted; the end comes within {@link Cancellation#BOUND}.
     *
     * @throws MillraceException {@code not_found}, or {@code illegal_transition} when it has succeeded or failed already
     */
    public ExecutionRow cancel(String project, long id, String trace) {
        Advanced advanced = committer.commit(new Cancellation.Request(project, id, clock.instant(), trace));
        watchers.accept(advanced);
        advanced.dueAt().ifPresent(queue::due);
        queue.interrupt(id);
        return advanced.execution();
    }

    /**
     * Starts a failed, cancelled or waiting execution again from where it stopped, on its own version.
     *
     * @throws MillraceException {@code not_found}, or {@code illegal_transition} when there is nothing to start again
     */
    public ExecutionRow restart(String project, long id, String trace) {
        ExecutionRow row = get(project, id);
        Plan plan = knownPlan(row)
                .orElseThrow(
                        () -> MillraceException.notFound("workflow version", row.workflow() + " " + row.version()));
        int slots = queue.slots().reserveToHandOver(Restart.firstTasks(plan, row));
        Instant now = clock.instant();
        Advanced advanced = handover.commit(
                0, slots, ownership -> committer.commit(new Restart(row, plan, now, trace, ownership)), List::of);
        queue.run(advanced.handedOver());
        return advanced.execution();
    }

    private Optional<Plan> knownPlan(ExecutionRow row) {
        return workflows.version(row.project(), row.workflow(), row.version()).map(Published::plan);
    }
}
