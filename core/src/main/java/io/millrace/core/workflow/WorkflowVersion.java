package io.millrace.core.workflow;

import java.time.Instant;

/**
 * A published, immutable state of a workflow.
 *
 * @param version from 1, growing by one
 */
public record WorkflowVersion(
        String project, String id, int version, String text, Instant publishedAt, String publishedBy) {}
