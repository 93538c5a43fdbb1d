package io.millrace.core.access;

/** What a route can ask for. */
public enum Permission {
    PROJECT_READ,
    PROJECT_EDIT,
    WORKFLOW_READ,
    WORKFLOW_EDIT,
    EXECUTION_READ,
    EXECUTION_RUN,
    EVENT_READ,
    EVENT_REPLAY,
    CONNECTION_READ,
    CONNECTION_EDIT,
    VARIABLE_READ,
    VARIABLE_EDIT,
    TOOL_READ,
    CATCHER_READ,
    TOKEN_EDIT,
    SERVER_READ
}
