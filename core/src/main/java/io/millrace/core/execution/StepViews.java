package io.millrace.core.execution;

import io.millrace.core.lane.LaneStore;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.PlannedStep;
import io.millrace.core.workflow.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what an execution's row, its journal and its tasks say about each step. The row knows what has been
 * decided; whether a ready step is running right now, only its task knows.
 *
 * @param plan empty when the version is gone; what was recorded is shown all the same
 */
record StepViews(
        ExecutionRow execution,
        Optional<Plan> plan,
        List<AttemptRow> attempts,
        List<TaskRow> tasks,
        LaneStore lanes,
        Instant now) {
    Executions.Detail detail() {
        Progress progress = Progress.parseOrNone(execution.progress());
        Map<String, List<AttemptRow>> journal = attempts.stream().collect(Collectors.groupingBy(AttemptRow::step));
        Map<String, TaskRow> live = tasks.stream()
                .filter(task -> !task.outlivesExecution())
                .collect(Collectors.toMap(task -> task.key().step(), Function.identity(), (first, second) -> first));
        Stream<Executions.Step> steps = plan.map(known -> Stream.concat(
                        known.steps().stream()
                                .map(step -> view(step.id(), Optional.of(step), false, progress, journal, live)),
                        known.failureSteps().stream()
                                .map(step -> view(step.id(), Optional.of(step), true, progress, journal, live))))
                .orElseGet(() -> progress.statuses().keySet().stream()
                        .map(step -> view(step, Optional.empty(), false, progress, journal, live)));
        return new Executions.Detail(execution, steps.toList(), waitsIn());
    }

    private Executions.Step view(
            String step,
            Optional<PlannedStep> planned,
            boolean onFailure,
            Progress progress,
            Map<String, List<AttemptRow>> journal,
            Map<String, TaskRow> live) {
        TaskRow task = live.get(step);
        Optional<PlannedStep.PlannedAction> action = planned.flatMap(StepViews::action);
        Optional<Fan> fan = Optional.ofNullable(progress.of(step).fan());
        return new Executions.Step(
                step,
                planned.map(known -> known.work().kind()),
                status(progress.of(step).status(), task, onFailure).code(),
                onFailure,
                action.map(PlannedStep.PlannedAction::action).orElse(null),
                action.flatMap(PlannedStep.PlannedAction::connection),
                Optional.ofNullable(task)
                        .filter(row -> row.tries() > 0 && row.key().item() == 0)
                        .map(TaskRow::turnAt)
                        .filter(now::isBefore),
                waiting(task),
                planned.filter(known -> known.work() instanceof PlannedStep.PlannedCall)
                        .flatMap(known -> child(journal.getOrDefault(step, List.of()))),
                fan.map(StepViews::items),
                journal.getOrDefault(step, List.of()));
    }

    private Optional<Executions.Waiting> waitsIn() {
        return tasks.stream()
                .filter(task -> task.kind().equals(TaskRow.BEGIN))
                .findFirst()
                .flatMap(this::waiting);
    }

    /** Asks for the lane only where something waits. */
    private Optional<Executions.Waiting> waiting(@Nullable TaskRow task) {
        return Optional.ofNullable(task)
                .filter(row -> row.place() == TaskRow.Place.PARKED)
                .flatMap(row -> Optional.ofNullable(row.lane())
                        .map(lane ->
                                new Executions.Waiting(lane, lanes.find(lane).map(known -> known.why(now)), due(row))));
    }

    /** The turn of a task is ahead of when it was due by the head start of its workflow; that of a later try is not. */
    private Instant due(TaskRow task) {
        Duration ahead =
                plan.map(known -> known.flow().spec().priority().headStart()).orElse(Duration.ZERO);
        Instant due = task.tries() > 0 ? task.turnAt() : task.turnAt().plus(ahead);
        return due.isAfter(now) ? now : due;
    }

    private static Optional<Long> child(List<AttemptRow> attempts) {
        return attempts.stream()
                .flatMap(attempt -> CallTry.started(attempt.output()).stream())
                .reduce((first, last) -> last);
    }

    private static Executions.Items items(Fan fan) {
        return new Executions.Items(fan.items(), fan.succeeded(), fan.failed(), fan.unknown(), fan.live());
    }

    private StepStatus status(StepStatus recorded, @Nullable TaskRow task, boolean onFailure) {
        if (task != null && task.place() == TaskRow.Place.OWNED) {
            return StepStatus.RUNNING;
        }
        if (task != null && task.place() == TaskRow.Place.PARKED) {
            return StepStatus.WAITING;
        }
        boolean neverCame = recorded == StepStatus.PENDING && execution.status().ended();
        if (!neverCame) {
            return recorded;
        }
        return onFailure ? StepStatus.SKIPPED : StepStatus.CANCELLED;
    }

    private static Optional<PlannedStep.PlannedAction> action(PlannedStep step) {
        return step.work() instanceof PlannedStep.PlannedAction action ? Optional.of(action) : Optional.empty();
    }
}
