package io.millrace.core.workflow;

import java.util.Locale;

/** What a step does; each is named as the key of the workflow that makes a step one of this kind. */
public enum StepKind {
    /** Calls a tool. */
    ACTION,
    /** Computes a value. */
    TRANSFORM,
    /** Lets a time pass. */
    WAIT,
    /** Asks a person. */
    APPROVAL,
    /** Gives a variable a value. */
    SET_VARIABLE,
    /** Runs another workflow. */
    WORKFLOW;

    /** The name used in workflows, the API and metrics, in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
