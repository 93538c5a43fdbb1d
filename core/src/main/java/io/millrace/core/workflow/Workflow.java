package io.millrace.core.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A workflow as people see it: its draft, and which version of it runs.
 *
 * @param kind of the draft
 * @param text the draft as written
 * @param revision grows with every save; what {@code If-Match} compares
 * @param version the published version; empty before the first publishing and after deletion
 * @param changed whether the draft differs from the published version
 * @param enabled whether triggers start it
 * @param updatedBy who saved the draft last
 */
public record Workflow(
        String project,
        String id,
        String name,
        String description,
        List<String> tags,
        Definition.Kind kind,
        String text,
        long revision,
        Optional<Integer> version,
        boolean changed,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt,
        String updatedBy) {
    public Workflow {
        tags = List.copyOf(tags);
    }
}
