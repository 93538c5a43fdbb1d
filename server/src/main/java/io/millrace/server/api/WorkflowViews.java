package io.millrace.server.api;

import io.millrace.core.shared.Problem;
import io.millrace.core.workflow.Definition;
import io.millrace.core.workflow.Workflow;
import io.millrace.core.workflow.WorkflowVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How workflows look in the API. */
final class WorkflowViews {
    private WorkflowViews() {}

    /** One thing that keeps a text from being published. @param line from 1; 0 when it stands nowhere */
    record ProblemView(String path, int line, int column, String message) {
        static ProblemView of(Problem problem) {
            return new ProblemView(problem.path(), problem.line(), problem.column(), problem.message());
        }
    }

    /** @param version the published one @param changed whether the draft differs from it */
    record WorkflowItem(
            String id,
            String name,
            String description,
            List<String> tags,
            Definition.Kind kind,
            Optional<Integer> version,
            boolean changed,
            boolean enabled,
            boolean paused,
            long revision,
            Instant createdAt,
            Instant updatedAt,
            String updatedBy) {
        static WorkflowItem of(Workflow workflow, boolean paused) {
            return new WorkflowItem(
                    workflow.id(),
                    workflow.name(),
                    workflow.description(),
                    workflow.tags(),
                    workflow.kind(),
                    workflow.version(),
                    workflow.changed(),
                    workflow.enabled(),
                    paused,
                    workflow.revision(),
                    workflow.createdAt(),
                    workflow.updatedAt(),
                    workflow.updatedBy());
        }
    }

    /** @param text the draft as written @param problems what keeps it from being published; known after a save */
    record WorkflowView(
            String id,
            String name,
            String description,
            List<String> tags,
            Definition.Kind kind,
            Optional<Integer> version,
            boolean changed,
            boolean enabled,
            boolean paused,
            long revision,
            Instant createdAt,
            Instant updatedAt,
            String updatedBy,
            String text,
            List<ProblemView> problems) {
        static WorkflowView of(Workflow workflow, boolean paused, List<Problem> problems) {
            WorkflowItem item = WorkflowItem.of(workflow, paused);
            return new WorkflowView(
                    item.id(),
                    item.name(),
                    item.description(),
                    item.tags(),
                    item.kind(),
                    item.version(),
                    item.changed(),
                    item.enabled(),
                    item.paused(),
                    item.revision(),
                    item.createdAt(),
                    item.updatedAt(),
                    item.updatedBy(),
                    workflow.text(),
                    problems.stream().map(ProblemView::of).toList());
        }
    }

    record VersionItem(int version, Instant publishedAt, String publishedBy) {
        static VersionItem of(WorkflowVersion version) {
            return new VersionItem(version.version(), version.publishedAt(), version.publishedBy());
        }
    }

    record VersionView(String id, int version, Instant publishedAt, String publishedBy, String text) {
        static VersionView of(WorkflowVersion version) {
            return new VersionView(
                    version.id(), version.version(), version.publishedAt(), version.publishedBy(), version.text());
        }
    }

    /** @param valid whether the text could be published as it is */
    record ValidationView(boolean valid, List<ProblemView> problems) {
        static ValidationView of(List<Problem> problems) {
            return new ValidationView(
                    problems.isEmpty(), problems.stream().map(ProblemView::of).toList());
        }
    }
}
