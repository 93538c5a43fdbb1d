package io.millrace.sdk;

import java.time.Instant;
import java.util.Optional;

/** An integration: what it offers, and how its actions are run. Instances are shared by all threads and hold no state of a call. */
public interface Tool {
    ToolSpec spec();

    /**
     * The code of one of the actions that {@link #spec()} lists.
     *
     * @throws IllegalArgumentException when the tool has no action of that name
     */
    Action action(String name);

    /** How to find out whether an earlier call of an action has done its work; empty when the action has no way to tell. */
    default Optional<LookUp> lookUp(String action) {
        return Optional.empty();
    }

    /**
     * Makes the cheapest call that shows whether the connection works, and changes nothing outside.
     *
     * @return a sentence for people about who or what answered
     * @throws ToolException when it does not work, with the class that says why
     */
    String test(ActionCall call) throws ToolException;

    /**
     * How much more may be asked, as one answer of the tool tells; empty when it does not.
     *
     * @param now where the answer does not say what time it is
     */
    default Optional<Allowance> allowance(Exchange answered, Instant now) {
        return Optional.empty();
    }
}
