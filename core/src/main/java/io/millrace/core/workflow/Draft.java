package io.millrace.core.workflow;

import io.millrace.core.shared.Problem;
import java.util.List;

/** A saved draft, and what keeps it from being published as it is. */
public record Draft(Workflow workflow, List<Problem> problems) {
    public Draft {
        problems = List.copyOf(problems);
    }
}
