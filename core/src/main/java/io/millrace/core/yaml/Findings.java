package io.millrace.core.yaml;

import io.millrace.core.shared.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems in the order found, each once, up to a number that a person can still read. */
public final class Findings {
    /** The most problems kept; what is found beyond them is dropped. */
    public static final int MAX_PROBLEMS = 100;

    private final Set<Problem> problems = new LinkedHashSet<>();

    public void add(Problem problem) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(problem);
        }
    }

    public void addAll(List<Problem> more) {
        more.forEach(this::add);
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    public List<Problem> toList() {
        return List.copyOf(problems);
    }
}
