package io.millrace.sdk;

import java.util.List;
import java.util.Optional;

/**
 * The identity of a tool and what it offers.
 *
 * @param name {@code [a-z][a-z0-9_]*}, the part before the dot of an action's full name
 * @param version of the tool's definition, semantic
 */
public record ToolSpec(
        String name,
        String version,
        String title,
        String description,
        String docs,
        List<ConnectionKind> connectionKinds,
        List<ActionSpec> actions,
        List<PollSpec> polls) {

    /** A tool that is not asked for news. */
    public ToolSpec(
            String name,
            String version,
            String title,
            String description,
            String docs,
            List<ConnectionKind> connectionKinds,
            List<ActionSpec> actions) {
        this(name, version, title, description, docs, connectionKinds, actions, List.of());
    }

    public Optional<PollSpec> poll(String poll) {
        return polls.stream().filter(spec -> spec.name().equals(poll)).findFirst();
    }

    public Optional<ActionSpec> action(String action) {
        return actions.stream().filter(spec -> spec.name().equals(action)).findFirst();
    }

    public Optional<ConnectionKind> connectionKind(String kind) {
        return connectionKinds.stream().filter(spec -> spec.name().equals(kind)).findFirst();
    }
}
