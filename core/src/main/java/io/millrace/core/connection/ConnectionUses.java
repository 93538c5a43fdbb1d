package io.millrace.core.connection;

import java.util.List;

/** Who would miss a connection. */
@FunctionalInterface
public interface ConnectionUses {
    /** The ids of the workflows that name the connection. */
    List<String> workflows(String project, String connection);
}
