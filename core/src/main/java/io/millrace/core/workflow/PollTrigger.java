package io.millrace.core.workflow;

import io.millrace.sdk.PollSpec;

/**
 * A poll of a published and enabled workflow.
 *
 * @param spec what the tool says of it
 */
public record PollTrigger(Published workflow, TriggerSpec.Poll poll, PollSpec spec) {
    /** The full name of the action that gives the list. */
    public String action() {
        return poll.poll().substring(0, poll.poll().indexOf('.') + 1) + spec.action();
    }
}
