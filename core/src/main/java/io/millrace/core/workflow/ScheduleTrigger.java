package io.millrace.core.workflow;

/** A schedule of a published and enabled workflow. */
public record ScheduleTrigger(String project, String workflow, int version, TriggerSpec.Schedule schedule) {}
