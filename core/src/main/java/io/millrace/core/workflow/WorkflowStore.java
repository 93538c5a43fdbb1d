package io.millrace.core.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Keeps workflows, their versions and their routes. Every method is one transaction. A deleted workflow is not found,
 * its versions are.
 *
 * <p>Every change to what is routed also changes {@link #routingRevision()} in the same transaction, so that who has seen
 * the revision has seen the routes.
 */
public interface WorkflowStore {
    Optional<Workflow> find(String project, String id);

    /** At most one more than the query's limit, ordered by id; hidden workflows are not among them. */
    List<Workflow> list(String project, WorkflowQuery query);

    /** The version that runs now; empty when there is none. */
    Optional<Current> current(String project, String id);

    /** Saves a draft; a deleted workflow of the same id comes back as a new one whose versions count on. */
    SaveResult save(NewDraft draft, ExpectedRevision expected);

    /** Makes the next version of a draft, and its routes, if the draft is still the one that was validated. */
    PublishResult publish(NewVersion version);

    /** @return empty when it does not exist or has no published version */
    Optional<Workflow> setEnabled(String project, String id, boolean enabled);

    /** Deletes the draft and the routes; versions stay for the executions that ran them. */
    DeleteResult delete(String project, String id, ExpectedRevision expected, Instant now);

    Optional<WorkflowVersion> version(String project, String id, int version);

    /** Newest first, at most {@code limit}, only those below {@code before}. */
    List<WorkflowVersion> versions(String project, String id, int before, int limit);

    /** What a version uses; empty when there is no such version. */
    Set<WorkflowUse> uses(String project, String id, int version);

    /** The ids of the workflows whose present version uses something, in order; hidden ones are not among them. */
    List<String> using(String project, WorkflowUse use);

    /** Makes version 1 of a hidden workflow; does nothing when it exists. */
    void saveHidden(NewHidden hidden);

    /** Grows with every change of a route. */
    long routingRevision();

    /** All routes of all projects, read in one transaction with their revision; those of disabled workflows too. */
    Routing routing();

    record Current(int version, boolean enabled) {}

    record Routing(long revision, List<Route> routes) {
        public Routing {
            routes = List.copyOf(routes);
        }
    }

    record NewDraft(
            String project,
            String id,
            String name,
            String description,
            List<String> tags,
            Definition.Kind kind,
            String text,
            Instant now,
            String by) {}

    /** @param revision of the draft that was validated and whose text becomes the version */
    record NewVersion(
            String project,
            String id,
            long revision,
            Set<WorkflowUse> uses,
            List<NewRoute> routes,
            Instant now,
            String by) {}

    record NewRoute(String trigger, Route.Kind kind, String path, String verify) {}

    record NewHidden(String project, String id, String name, String text, Set<WorkflowUse> uses, Instant now) {}

    sealed interface SaveResult {
        record Saved(Workflow workflow) implements SaveResult {}

        /** @param revision what it is now; empty when the workflow does not exist */
        record Moved(OptionalLong revision) implements SaveResult {}
    }

    sealed interface PublishResult {
        record Done(Workflow workflow) implements PublishResult {}

        /** @param revision what it is now; empty when the workflow does not exist */
        record Moved(OptionalLong revision) implements PublishResult {}

        /** Another workflow verifies the same path in another way. */
        record PathTaken(String path, String workflow) implements PublishResult {}
    }

    sealed interface DeleteResult {
        record Deleted() implements DeleteResult {}

        record Absent() implements DeleteResult {}

        record Moved(long revision) implements DeleteResult {}
    }
}
