package io.millrace.core.execution;

import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.workflow.StepStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        tasks = tasks.stream().filter(task -> !task.outlivesExecution()).toList();
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
        boolean begins = tasks.stream().anyMatch(task -> task.kind().equals(TaskRow.BEGIN));
        if (begins) {
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

    /** Steps that are to be done, and for which there is no task, or not one for each item that is under way. */
    List<String> lostSteps(Progress progress) {
        Map<String, Long> present = tasks.stream()
                .filter(task -> belongs(task, progress))
                .collect(Collectors.groupingBy(task -> task.key().step(), Collectors.counting()));
        return progress.statuses().keySet().stream()
                .filter(step -> wanted(progress.of(step)) > present.getOrDefault(step, 0L))
                .toList();
    }

    /** How many tasks a step must have. */
    private static int wanted(Progress.Entry entry) {
        if (!WITH_TASK.contains(entry.status())) {
            return 0;
        }
        Fan fan = entry.fan();
        return amongItems(entry) && fan != null ? Math.max(1, fan.live()) : 1;
    }

    /** Whether a step goes over its items, so that each task of it is about one of them. */
    static boolean amongItems(Progress.Entry entry) {
        return entry.fan() != null && entry.status() == StepStatus.RUNNING;
    }

    private static boolean belongs(TaskRow task, Progress progress) {
        Progress.Entry entry = progress.of(task.key().step());
        return WITH_TASK.contains(entry.status())
                && amongItems(entry) == (task.key().item() > 0);
    }

    /** Tasks of steps for which there is nothing to do. */
    List<TaskRow> strayTasks(Progress progress) {
        boolean cancelling = execution.isPresent() && execution.get().status() == ExecutionStatus.CANCELLING;
        return tasks.stream()
                .filter(task -> switch (task.kind()) {
                    case Cancellation.DEADLINE -> !cancelling;
                    case TaskRow.BEGIN -> cancelling || progress.live();
                    default -> !belongs(task, progress);
                })
                .toList();
    }
}
