package io.millrace.app;

import io.millrace.core.tool.Catalogue;
import io.millrace.core.workflow.Actions;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.PollSpec;
import java.util.Collection;
import java.util.Optional;

/** The catalogue as workflows see it. */
record InstalledActions(Catalogue catalogue) implements Actions {
    @Override
    public Optional<PollSpec> poll(String fullName) {
        return catalogue.poll(fullName);
    }

    @Override
    public Optional<ActionSpec> action(String fullName) {
        return catalogue.action(fullName);
    }

    @Override
    public Collection<String> names() {
        return catalogue.tools().stream()
                .flatMap(tool -> tool.actions().stream().map(action -> tool.name() + "." + action.name()))
                .toList();
    }
}
