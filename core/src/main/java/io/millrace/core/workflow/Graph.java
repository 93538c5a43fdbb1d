package io.millrace.core.workflow;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What runs next, as a pure function of the steps and how far each has come.
 *
 * <p>A step is decided once all it needs has ended, never earlier: an {@code if: always} step that cleans up after a
 * branch must find the whole branch at rest. Then
 *
 * <ul>
 *   <li>{@code success} runs when nothing it needs failed or was cancelled and something succeeded. Skipped needs are
 *       neutral, so that exclusive branches can meet again; when all were skipped, so is it.
 *   <li>{@code failure} runs when something it needs failed.
 *   <li>{@code always} runs.
 * </ul>
 *
 * A step without needs runs at once, unless it is of {@code failure}, which nothing can make run.
 */
public final class Graph {
    private Graph() {}

    /**
     * @param ready the steps that may start now, in the order of the plan
     * @param skipped the steps that will never run, as far as is known now, in the order found
     */
    public record Next(List<String> ready, List<String> skipped) {
        public Next {
            ready = List.copyOf(ready);
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * Decides every pending step that can be decided. A step that is skipped settles, so its dependants are decided too.
     *
     * @param steps the main part of a plan, or the part that runs after a failure
     * @param statuses by step id; a step that is not in it is pending
     */
    public static Next next(List<PlannedStep> steps, Map<String, StepStatus> statuses) {
        Map<String, StepStatus> known = new HashMap<>(statuses);
        Set<String> ready = new HashSet<>();
        List<String> skipped = new ArrayList<>();
        boolean moved = true;
        while (moved) {
            moved = false;
            for (PlannedStep step : steps) {
                if (ready.contains(step.id()) || status(step.id(), known) != StepStatus.PENDING) {
                    continue;
                }
                switch (decide(step, known)) {
                    case READY -> ready.add(step.id());
                    case SKIPPED -> {
                        known.put(step.id(), StepStatus.SKIPPED);
                        skipped.add(step.id());
                        moved = true;
                    }
                    default -> {}
                }
            }
        }
        return new Next(
                steps.stream().map(PlannedStep::id).filter(ready::contains).toList(), skipped);
    }

    /** Whether every step has ended. */
    public static boolean settled(List<PlannedStep> steps, Map<String, StepStatus> statuses) {
        return steps.stream().allMatch(step -> status(step.id(), statuses).settled());
    }

    private static StepStatus decide(PlannedStep step, Map<String, StepStatus> known) {
        Set<StepStatus> needs = EnumSet.noneOf(StepStatus.class);
        step.needs().forEach(need -> needs.add(status(need, known)));
        if (!needs.stream().allMatch(StepStatus::settled)) {
            return StepStatus.PENDING;
        }
        boolean runs = switch (step.runIf()) {
            case SUCCESS ->
                needs.isEmpty()
                        || (needs.contains(StepStatus.SUCCEEDED)
                                && !needs.contains(StepStatus.FAILED)
                                && !needs.contains(StepStatus.CANCELLED));
            case FAILURE -> needs.contains(StepStatus.FAILED);
            case ALWAYS -> true;
        };
        return runs ? StepStatus.READY : StepStatus.SKIPPED;
    }

    private static StepStatus status(String step, Map<String, StepStatus> statuses) {
        return statuses.getOrDefault(step, StepStatus.PENDING);
    }
}
