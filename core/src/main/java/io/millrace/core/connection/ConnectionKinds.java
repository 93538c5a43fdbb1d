package io.millrace.core.connection;

import io.millrace.sdk.ConnectionKind;
import java.util.List;
import java.util.Optional;

/** The connection kinds of the installed tools. */
@FunctionalInterface
public interface ConnectionKinds {
    Optional<ConnectionKind> find(String tool, String kind);

    /** The names of the kinds of a tool, for messages; empty when there is no such tool, or when they are not known. */
    default List<String> names(String tool) {
        return List.of();
    }
}
