package io.millrace.core.workflow;

import io.millrace.core.shared.Json;
import io.millrace.core.workflow.Definition.Kind;
import io.millrace.core.workflow.StepSpec.CallAction;
import io.millrace.core.workflow.StepSpec.OnCrash;
import io.millrace.core.workflow.StepSpec.OnUnknown;
import io.millrace.core.workflow.StepSpec.RunIf;
import java.util.List;
import java.util.Optional;

/**
 * The workflow behind a single run of an action: one step whose input is the event's data. Its id holds all there is to
 * know ({@code action:slack.send_message/team-chat}) and can be no slug, so nobody can write one like it.
 */
record HiddenWorkflow(String action, Optional<String> connection) {
    /** A hidden workflow never changes. */
    static final int VERSION = 1;

    private static final String PREFIX = "action:";
    private static final String INPUT = "{{ event.data }}";

    static Optional<HiddenWorkflow> of(String id) {
        if (!id.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] parts = id.substring(PREFIX.length()).split("/", 2);
        return Optional.of(new HiddenWorkflow(parts[0], parts.length == 2 ? Optional.of(parts[1]) : Optional.empty()));
    }

    String id() {
        return PREFIX + action + connection.map(name -> "/" + name).orElse("");
    }

    /** What people are shown as its text. */
    String text() {
        return "action: " + action + "\n"
                + connection.map(name -> "connection: " + name + "\n").orElse("")
                + "input: " + Json.write(INPUT) + "\n";
    }

    Definition definition() {
        StepSpec step = new StepSpec(
                StepReader.SHORT_FORM_ID,
                List.of(),
                RunIf.SUCCESS,
                Optional.empty(),
                new CallAction(action, connection, INPUT),
                Optional.empty(),
                RetryPolicy.DEFAULT,
                Optional.empty(),
                OnUnknown.ASK,
                OnCrash.RETRY);
        TriggerSpec manual = new TriggerSpec.Manual("manual", Optional.empty());
        return new Definition(id(), action, "", List.of(), Kind.TOOL_ACTION, List.of(manual), List.of(step), List.of());
    }
}
