package io.millrace.core.workflow;

import java.util.Map;
import java.util.Set;

/**
 * What a project holds that its workflows may refer to, at the moment of asking.
 *
 * @param connections the tool of each connection, by the connection's id
 * @param variables the names that {@code vars} has
 * @param secrets the names that {@code secrets} has
 */
public record Surroundings(Map<String, String> connections, Set<String> variables, Set<String> secrets) {
    public Surroundings {
        connections = Map.copyOf(connections);
        variables = Set.copyOf(variables);
        secrets = Set.copyOf(secrets);
    }

    /** Looks a project up. */
    @FunctionalInterface
    public interface Source {
        Surroundings of(String project);
    }
}
