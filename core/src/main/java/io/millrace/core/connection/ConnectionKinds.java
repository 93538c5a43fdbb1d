package io.millrace.core.connection;

import io.millrace.sdk.ConnectionKind;
import java.util.Optional;

/** The connection kinds of the installed tools. */
@FunctionalInterface
public interface ConnectionKinds {
    Optional<ConnectionKind> find(String tool, String kind);
}
