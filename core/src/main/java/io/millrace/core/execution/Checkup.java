package io.millrace.core.execution;

import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.workflow.StepStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at one execution as its row and its tasks were at one moment, and finds what can never be so: every step that is to
 * be done has a task, every task has such a step, and an execution that has not ended has something left to do. Pure.
 *
 * @param execution empty when the tasks are of one that is gone
 */
record Checkup(Optional<ExecutionRow> execution, List<TaskRow> tasks) {
    private static final Set<StepStatus> WITH_TASK =
            Set.of(StepStatus.READY, StepStatus.RUNNING, StepStatus.RETRYING, StepStatus.WAITING);

    Checkup {
        tasks = tasks.stream().filter(task -> !Aftermath.is(task)).toList();
    }

    /** What is wrong, with the step it is about where it is about one. */
    record Sign(Doctor.Ailment ailment, String step) {}

    List<Sign> signs() {
        if (execution.isEmpty() || execution.get().status().ended()) {
            return tasks.stream().map(Checkup::stray).toList();
        }
        Optional<Progress> progress = progress();
        if (progress.isEmpty()) {
            return List.of(new Sign(Doctor.Ailment.UNREADABLE_PROGRESS, ""));
        }
        List<Sign> signs = new ArrayList<>();
        strayTasks(progress.get()).forEach(task -> signs.add(stray(task)));
        if (execution.get().status() == ExecutionStatus.CANCELLING) {
            if (signs.size() == tasks.size()) {
                signs.add(new Sign(Doctor.Ailment.ENDLESS_CANCEL, ""));
            }
            return signs;
        }
        lostSteps(progress.get()).forEach(step -> signs.add(new Sign(Doctor.Ailment.LOST_TASK, step)));
        if (!progress.get().live() && !progress.get().any(StepStatus.UNKNOWN)) {
            signs.add(new Sign(Doctor.Ailment.IDLE_EXECUTION, ""));
        }
        return signs;
    }

    private static Sign stray(TaskRow task) {
        return new Sign(Doctor.Ailment.STRAY_TASK, task.key().step());
    }

    Optional<Progress> progress() {
        try {
            return execution.map(row -> Progress.parse(row.progress()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Steps that are to be done, and for which there is no task. */
    List<String> lostSteps(Progress progress) {
        Set<String> present = tasks.stream().map(task -> task.key().step()).collect(Collectors.toSet());
        return progress.statuses().entrySet().stream()
                .filter(step -> WITH_TASK.contains(step.getValue()))
                .filter(step -> !present.contains(step.getKey()))
                .map(step -> step.getKey())
                .toList();
    }

    /** Tasks of steps for which there is nothing to do. */
    List<TaskRow> strayTasks(Progress progress) {
        boolean cancelling = execution.isPresent() && execution.get().status() == ExecutionStatus.CANCELLING;
        return tasks.stream()
                .filter(task -> task.kind().equals(Cancellation.DEADLINE)
                        ? !cancelling
                        : !WITH_TASK.contains(progress.of(task.key().step()).status()))
                .toList();
    }
}
