package io.millrace.core.workflow;

import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.PollSpec;
import java.util.Collection;
import java.util.Optional;

/** The actions that are installed, by full name such as {@code slack.send_message}. */
public interface Actions {
    Optional<ActionSpec> action(String fullName);

    /** A poll by its full name such as {@code github.issue_opened}. */
    default Optional<PollSpec> poll(String fullName) {
        return Optional.empty();
    }

    /** All full names, to suggest one for a misspelt name. */
    Collection<String> names();
}
