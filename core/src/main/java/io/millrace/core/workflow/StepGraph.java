package io.millrace.core.workflow;

import io.millrace.core.workflow.StepSpec.RunIf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The steps of one part as a graph of their needs. Needs that do not exist are left out. */
final class StepGraph {
    private final Map<String, StepSpec> steps = new LinkedHashMap<>();
    private final Map<String, Set<String>> needs = new HashMap<>();
    private final Map<String, Set<String>> ancestors = new HashMap<>();

    StepGraph(List<StepSpec> steps) {
        steps.forEach(step -> this.steps.putIfAbsent(step.id(), step));
        this.steps.forEach((id, step) -> {
            Set<String> existing = new LinkedHashSet<>(step.needs());
            existing.retainAll(this.steps.keySet());
            needs.put(id, existing);
        });
    }

    /** Every step that has ended when the given one starts. */
    Set<String> ancestors(String step) {
        Set<String> known = ancestors.get(step);
        if (known == null) {
            known = new LinkedHashSet<>();
            Deque<String> open = new ArrayDeque<>(needs(step));
            while (!open.isEmpty()) {
                String need = open.pop();
                if (known.add(need)) {
                    open.addAll(needs(need));
                }
            }
            ancestors.put(step, known);
        }
        return known;
    }

    /** The steps so that each comes after what it needs; those in a cycle, or behind one, come last as written. */
    List<StepSpec> ordered() {
        Set<String> placed = new LinkedHashSet<>();
        boolean moved = true;
        while (moved) {
            moved = false;
            for (String step : steps.keySet()) {
                if (!placed.contains(step) && placed.containsAll(needs(step))) {
                    moved = placed.add(step);
                }
            }
        }
        placed.addAll(steps.keySet());
        return placed.stream().map(this::step).toList();
    }

    /** Cycles as paths that end where they start; every step is in at most one of them. */
    List<List<String>> cycles() {
        List<List<String>> cycles = new ArrayList<>();
        Set<String> reported = new HashSet<>();
        for (String step : steps.keySet()) {
            if (!reported.contains(step) && ancestors(step).contains(step)) {
                List<String> cycle = cycle(step);
                cycles.add(cycle);
                steps.keySet().stream()
                        .filter(other -> ancestors(other).contains(step)
                                && ancestors(step).contains(other))
                        .forEach(reported::add);
            }
        }
        return cycles;
    }

    /** The steps that can never run, whatever the others do. Steps of cycles are not among them. */
    Set<String> unreachable() {
        Set<String> unreachable = new LinkedHashSet<>();
        for (StepSpec step : ordered()) {
            Set<String> needs = needs(step.id());
            boolean idle = unreachable.containsAll(needs);
            boolean never = switch (step.runIf()) {
                case FAILURE -> idle;
                case SUCCESS -> idle && !needs.isEmpty();
                case ALWAYS -> false;
            };
            if (never && !ancestors(step.id()).contains(step.id())) {
                unreachable.add(step.id());
            }
        }
        return unreachable;
    }

    boolean contains(String step) {
        return steps.containsKey(step);
    }

    Set<String> ids() {
        return steps.keySet();
    }

    /** Whether a step of {@code if: failure} has nothing that could fail before it. */
    static boolean nothingCanFail(StepSpec step) {
        return step.runIf() == RunIf.FAILURE && step.needs().isEmpty();
    }

    /** The shortest way from a step over its needs back to itself. */
    private List<String> cycle(String start) {
        Map<String, String> from = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!from.containsKey(start)) {
            String step = open.removeFirst();
            for (String need : needs(step)) {
                if (from.putIfAbsent(need, step) == null) {
                    open.addLast(need);
                }
            }
        }
        List<String> path = new ArrayList<>(List.of(start));
        for (String step = from.getOrDefault(start, start);
                !step.equals(start);
                step = from.getOrDefault(step, start)) {
            path.add(step);
        }
        path.add(start);
        return path;
    }

    private Set<String> needs(String step) {
        Set<String> existing = needs.get(step);
        if (existing == null) {
            throw new IllegalArgumentException("There is no step " + step);
        }
        return existing;
    }

    private StepSpec step(String id) {
        StepSpec step = steps.get(id);
        if (step == null) {
            throw new IllegalArgumentException("There is no step " + id);
        }
        return step;
    }
}
