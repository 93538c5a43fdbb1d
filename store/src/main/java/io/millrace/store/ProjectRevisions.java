package io.millrace.store;

import org.jdbi.v3.core.Handle;

/** Counts the changes of one subject in a project, in the transaction that makes them. */
final class ProjectRevisions {
    static final String COUNT = "INSERT INTO project_revision (project, subject, revision) VALUES (?, ?, 1)"
            + " ON CONFLICT (project, subject) DO UPDATE SET revision = project_revision.revision + 1";

    private ProjectRevisions() {}

    static void count(Handle handle, String project, String subject) {
        handle.execute(COUNT, project, subject);
    }

    /** 0 before the first change. */
    static long read(Handle handle, String project, String subject) {
        return handle.createQuery(
                        "SELECT revision FROM project_revision WHERE project = :project AND subject = :subject")
                .bind("project", project)
                .bind("subject", subject)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }
}
