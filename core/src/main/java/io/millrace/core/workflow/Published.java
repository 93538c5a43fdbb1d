package io.millrace.core.workflow;

/**
 * A published version, ready to run.
 *
 * @param enabled whether triggers start the workflow now; running executions and old versions do not depend on it
 */
public record Published(String project, String id, int version, Definition definition, Plan plan, boolean enabled) {}
