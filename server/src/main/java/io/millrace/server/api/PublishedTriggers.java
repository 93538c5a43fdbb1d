package io.millrace.server.api;

import io.millrace.core.shared.Page;
import io.millrace.core.workflow.Published;
import io.millrace.core.workflow.Workflow;
import io.millrace.core.workflow.WorkflowQuery;
import io.millrace.core.workflow.Workflows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks through the published versions of a project. */
record PublishedTriggers(Workflows workflows) {
    /** The most workflows looked at for one answer that is not paged. */
    private static final int MOST = 5_000;

    /** A page of workflows' versions; workflows without one are left out, so a page may be short. */
    Page<Published> page(String project, Optional<String> cursor, int limit) {
        WorkflowQuery query = WorkflowQuery.from(Optional.empty(), Optional.empty(), Optional.empty(), cursor, limit);
        Page<Workflow> page = workflows.list(project, query);
        List<Published> published = page.items().stream()
                .flatMap(workflow -> workflows.published(workflow).stream())
                .toList();
        return new Page<>(published, page.next());
    }

    /** The published version of one workflow, if there is one. */
    Page<Published> one(String project, String workflow) {
        return new Page<>(
                workflows.get(project, workflow).stream()
                        .flatMap(found -> workflows.published(found).stream())
                        .toList(),
                Optional.empty());
    }

    /** All of them, up to {@value #MOST} workflows. */
    List<Published> all(String project) {
        List<Published> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        for (int seen = 0; seen < MOST; seen += Page.MAX_LIMIT) {
            Page<Published> page = page(project, cursor, Page.MAX_LIMIT);
            all.addAll(page.items());
            cursor = page.next();
            if (cursor.isEmpty()) {
                break;
            }
        }
        return all;
    }
}
