package io.millrace.core.connection;

import java.util.List;

/** Who would miss a variable. */
@FunctionalInterface
public interface VariableUses {
    /** The ids of the published workflows that name the variable. */
    List<String> workflows(String project, String variable);
}
