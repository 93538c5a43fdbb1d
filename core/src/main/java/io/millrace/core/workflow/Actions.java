package io.millrace.core.workflow;

import io.millrace.sdk.ActionSpec;
import java.util.Collection;
import java.util.Optional;

/** The actions that are installed, by full name such as {@code slack.send_message}. */
public interface Actions {
    Optional<ActionSpec> action(String fullName);

    /** All full names, to suggest one for a misspelt name. */
    Collection<String> names();
}
