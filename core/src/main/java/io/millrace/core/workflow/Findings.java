package io.millrace.core.workflow;

import io.millrace.core.shared.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems in the order found, each once, up to a number that a person can still read. */
final class Findings {
    static final int MAX_PROBLEMS = 100;

    private final Set<Problem> problems = new LinkedHashSet<>();

    void add(Problem problem) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(problem);
        }
    }

    void at(Node.Place place, String path, String message) {
        add(new Problem(path, place.line(), place.column(), message));
    }

    void addAll(List<Problem> more) {
        more.forEach(this::add);
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    List<Problem> toList() {
        return List.copyOf(problems);
    }
}
