package io.millrace.core.workflow;

import io.millrace.core.shared.Cursor;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.shared.Problem;
import io.millrace.core.workflow.TriggerSpec.Schedule;
import io.millrace.core.workflow.TriggerSpec.Webhook;
import io.millrace.core.workflow.WorkflowStore.DeleteResult;
import io.millrace.core.workflow.WorkflowStore.NewDraft;
import io.millrace.core.workflow.WorkflowStore.NewHidden;
import io.millrace.core.workflow.WorkflowStore.NewVersion;
import io.millrace.core.workflow.WorkflowStore.PublishResult;
import io.millrace.core.workflow.WorkflowStore.SaveResult;
import io.millrace.core.yaml.Findings;
import io.millrace.core.yaml.YamlText;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Workflows from the first draft to the version that runs. Safe for use by many threads; several nodes may share a store.
 */
public final class Workflows {
    private static final int PUBLISH_TRIES = 3;

    private record Checked(Reading reading, List<Problem> problems) {}

    private static final Cursor VERSIONS = new Cursor("versions");

    private final WorkflowStore store;
    private final Validator validator;
    private final Planner planner;
    private final Actions actions;
    private final Surroundings.Source surroundings;
    private final InstantSource clock;
    private final Router router;
    private final DefinitionReader reader = new DefinitionReader();
    private final VersionCache versions;

    public Workflows(
            WorkflowStore store,
            Validator validator,
            Planner planner,
            Actions actions,
            Surroundings.Source surroundings,
            InstantSource clock) {
        this.store = store;
        this.validator = validator;
        this.planner = planner;
        this.actions = actions;
        this.surroundings = surroundings;
        this.clock = clock;
        this.router = new Router(store, clock);
        this.versions = new VersionCache(store, planner, reader);
    }

    /** The draft and what runs of it. */
    public Optional<Workflow> get(String project, String id) {
        return store.find(project, id);
    }

    private Workflow existing(String project, String id) {
        return get(project, id).orElseThrow(() -> MillraceException.notFound("workflow", id));
    }

    /** A page of workflows, ordered by id. */
    public Page<Workflow> list(String project, WorkflowQuery query) {
        return Page.of(
                store.list(project, query), query.limit(), workflow -> WorkflowQuery.CURSOR.write(workflow.id()));
    }

    /** The workflows whose published version uses something, by id. */
    public List<String> using(String project, WorkflowUse use) {
        return store.using(project, use);
    }

    /** Everything that keeps a text from being published in this project. */
    public List<Problem> problems(String project, String text) {
        return check(project, text).problems();
    }

    /**
     * Saves a draft. It may be incomplete: all it needs is its id.
     *
     * @param by who saves it, for the record
     * @throws MillraceException {@code workflow_invalid} when the text has no id, or another than this one; {@code
     *     precondition_failed} when somebody else saved in between
     */
    public Draft save(String project, String id, String text, ExpectedRevision expected, String by) {
        Checked checked = check(project, text);
        Definition definition = checked.reading()
                .definition()
                .orElseThrow(
                        () -> invalid("The text cannot be saved, because it has no readable id.", checked.problems()));
        if (!definition.id().equals(id)) {
            Problem problem = checked.reading()
                    .positions()
                    .problem("id", "The text is of the workflow '" + definition.id() + "', not of '" + id + "'.");
            throw invalid("The id in the text is not the id it is saved under.", List.of(problem));
        }
        NewDraft draft = new NewDraft(
                project,
                id,
                definition.name(),
                definition.description(),
                definition.tags(),
                definition.kind(),
                text,
                clock.instant(),
                by);
        return switch (store.save(draft, expected)) {
            case SaveResult.Saved saved -> new Draft(saved.workflow(), checked.problems());
            case SaveResult.Moved moved -> throw moved(id, moved.revision(), expected);
        };
    }

    /**
     * Makes the draft the version that runs; the first time, this also enables it. A draft that is published already
     * stays the version it is.
     *
     * @throws MillraceException {@code workflow_invalid} with every problem; {@code not_found}; {@code
     *     precondition_failed} when somebody else saved in between
     */
    public Published publish(String project, String id, ExpectedRevision expected, String by) {
        for (int i = 0; i < PUBLISH_TRIES; i++) {
            Workflow workflow = existing(project, id);
            if (expected instanceof ExpectedRevision.Exactly exactly && exactly.revision() != workflow.revision()) {
                throw moved(id, OptionalLong.of(workflow.revision()), expected);
            }
            if (workflow.version().isEmpty() || workflow.changed()) {
                Checked checked = check(project, workflow.text());
                if (!publish(workflow, checked, expected, by)) {
                    continue;
                }
                router.changed();
            }
            return published(project, id).orElseThrow(() -> MillraceException.notFound("workflow", id));
        }
        throw new MillraceException(
                ErrorCode.CONFLICT, "The workflow '" + id + "' was saved again and again while it was published.");
    }

    /** @return false when the draft was saved by somebody else in between, which the caller did not exclude */
    private boolean publish(Workflow workflow, Checked checked, ExpectedRevision expected, String by) {
        if (!checked.problems().isEmpty()) {
            throw invalid("The workflow '" + workflow.id() + "' cannot be published.", checked.problems());
        }
        Definition definition = checked.reading().definition().orElseThrow();
        Plan plan = planner.plan(definition);
        NewVersion version = new NewVersion(
                workflow.project(),
                workflow.id(),
                workflow.revision(),
                WorkflowUse.of(definition, plan),
                Routes.of(definition),
                clock.instant(),
                by);
        return switch (store.publish(version)) {
            case PublishResult.Done ignored -> true;
            case PublishResult.Moved moved -> {
                if (expected instanceof ExpectedRevision.Exactly
                        || moved.revision().isEmpty()) {
                    throw moved(workflow.id(), moved.revision(), expected);
                }
                yield false;
            }
            case PublishResult.PathTaken taken ->
                throw pathTaken(definition, checked.reading().positions(), taken);
        };
    }

    /** @throws MillraceException {@code workflow_not_published}, {@code not_found} */
    public Workflow enable(String project, String id) {
        return setEnabled(project, id, true);
    }

    /** Keeps triggers from starting it; running executions go on. @throws MillraceException as {@link #enable} */
    public Workflow disable(String project, String id) {
        return setEnabled(project, id, false);
    }

    private Workflow setEnabled(String project, String id, boolean enabled) {
        existing(project, id);
        Workflow workflow = store.setEnabled(project, id, enabled)
                .orElseThrow(() -> new MillraceException(
                        ErrorCode.WORKFLOW_NOT_PUBLISHED,
                        "The workflow '" + id + "' has no published version yet. Publish it first."));
        router.changed();
        return workflow;
    }

    /**
     * Saves a draft with the same text under another id.
     *
     * @throws MillraceException {@code conflict} when the other id is taken
     */
    public Draft clone(String project, String id, String newId, String by) {
        Workflow original = existing(project, id);
        Reading reading = reader.read(original.text());
        String suffix = " (copy)";
        String name = original.name();
        int kept = Math.min(name.length(), DefinitionReader.MAX_NAME_LENGTH - suffix.length());
        String text = Copies.renamed(original.text(), reading, newId, name.substring(0, kept) + suffix);
        try {
            return save(project, newId, text, new ExpectedRevision.Absent(), by);
        } catch (MillraceException e) {
            if (e.code() == ErrorCode.PRECONDITION_FAILED) {
                throw new MillraceException(ErrorCode.CONFLICT, "There is a workflow '" + newId + "' already.", e);
            }
            throw e;
        }
    }

    /**
     * Deletes a workflow. Nothing starts it any more; what it has run stays, and running executions go on.
     *
     * @throws MillraceException {@code not_found}, {@code precondition_failed}
     */
    public void delete(String project, String id, ExpectedRevision expected) {
        switch (store.delete(project, id, expected, clock.instant())) {
            case DeleteResult.Deleted ignored -> router.changed();
            case DeleteResult.Absent ignored -> throw MillraceException.notFound("workflow", id);
            case DeleteResult.Moved moved -> throw moved(id, OptionalLong.of(moved.revision()), expected);
        }
    }

    /** Published versions, newest first. @param cursor {@code next} of the page before */
    public Page<WorkflowVersion> versions(String project, String id, Optional<String> cursor, int limit) {
        existing(project, id);
        int before = cursor.map(given -> VERSIONS.read(given, Workflows::versionNumber))
                .orElse(Integer.MAX_VALUE);
        int size = Math.clamp(limit, 1, Page.MAX_LIMIT);
        return Page.of(
                store.versions(project, id, before, size + 1),
                size,
                version -> VERSIONS.write(String.valueOf(version.version())));
    }

    /** The text of a version. @throws MillraceException {@code not_found} */
    public WorkflowVersion versionText(String project, String id, int version) {
        return store.version(project, id, version)
                .orElseThrow(() -> MillraceException.notFound("version of " + id, String.valueOf(version)));
    }

    /** The version that runs now, whether enabled or not; also that of a hidden workflow that {@link #forAction} made. */
    public Optional<Published> published(String project, String id) {
        if (HiddenWorkflow.of(id).isPresent()) {
            return versions.get(project, id, HiddenWorkflow.VERSION, true);
        }
        return store.current(project, id)
                .flatMap(current -> versions.get(project, id, current.version(), current.enabled()));
    }

    /** The version that ran when the workflow was read; asks the store only for a version that nobody has looked at lately. */
    public Optional<Published> published(Workflow workflow) {
        return workflow.version()
                .flatMap(version -> versions.get(workflow.project(), workflow.id(), version, workflow.enabled()));
    }

    /** A version that ran once and may still be running, also of a deleted or hidden workflow. */
    public Optional<Published> version(String project, String id, int version) {
        boolean enabled = HiddenWorkflow.of(id).isPresent() || router.enabled(project, id);
        return versions.get(project, id, version, enabled);
    }

    /**
     * The enabled workflows that a webhook address starts. What another node publishes is seen at once when the address is
     * new here, else within 250 ms.
     */
    public List<Published> forWebhook(String project, String path) {
        List<Published> listeners = new ArrayList<>();
        for (Route route : router.webhooks(project, path)) {
            versions.get(project, route.workflow(), route.version(), true).ifPresent(listeners::add);
        }
        return listeners;
    }

    /** Who listens to the ends of executions, without asking the store; changes of other nodes are seen within 250 ms. */
    public Listening listening() {
        return router.listening();
    }

    /** A trigger of an enabled workflow, and whose it is. */
    public record Listener(Published workflow, TriggerSpec trigger) {}

    /**
     * The triggers that wait for such an end of a workflow, as of now.
     *
     * @param end the code of the status that the execution ended with
     */
    public List<Listener> forEnd(String project, String workflow, String end) {
        List<Listener> listeners = new ArrayList<>();
        for (Route route : router.listeningNow().routes(project, workflow, end)) {
            versions.get(project, route.workflow(), route.version(), true)
                    .ifPresent(published -> published.definition().triggers().stream()
                            .filter(trigger -> trigger.id().equals(route.trigger()))
                            .forEach(trigger -> listeners.add(new Listener(published, trigger))));
        }
        return listeners;
    }

    /** The schedules of all enabled workflows of all projects. */
    public List<ScheduleTrigger> schedules() {
        List<ScheduleTrigger> schedules = new ArrayList<>();
        for (Route route : router.schedules()) {
            versions.get(route.project(), route.workflow(), route.version(), true).stream()
                    .flatMap(it -> it.definition().triggers().stream())
                    .filter(trigger -> trigger.id().equals(route.trigger()))
                    .filter(Schedule.class::isInstance)
                    .map(trigger ->
                            new ScheduleTrigger(route.project(), route.workflow(), route.version(), (Schedule) trigger))
                    .forEach(schedules::add);
        }
        return schedules;
    }

    /** The polls of all enabled workflows of all projects whose tools are installed. */
    public List<PollTrigger> polls() {
        List<PollTrigger> polls = new ArrayList<>();
        for (Route route : router.polls()) {
            versions.get(route.project(), route.workflow(), route.version(), true)
                    .ifPresent(published -> published.definition().triggers().stream()
                            .filter(trigger -> trigger.id().equals(route.trigger()))
                            .filter(TriggerSpec.Poll.class::isInstance)
                            .map(TriggerSpec.Poll.class::cast)
                            .forEach(poll -> actions.poll(poll.poll())
                                    .ifPresent(spec -> polls.add(new PollTrigger(published, poll, spec)))));
        }
        return polls;
    }

    /** Grows whenever what {@link #forWebhook} or {@link #schedules} answer may have changed, on any node. */
    public long routingRevision() {
        return store.routingRevision();
    }

    /**
     * The hidden workflow that runs one action with the event's data as its input.
     *
     * @throws MillraceException {@code not_found} when there is no such action; {@code input_invalid} when the connection
     *     is missing, unknown or of another tool
     */
    public Published forAction(String project, String action, Optional<String> connection) {
        if (actions.action(action).isEmpty()) {
            String guess = Names.didYouMean(action, actions.names());
            throw new MillraceException(ErrorCode.NOT_FOUND, "There is no action '" + action + "'." + guess);
        }
        HiddenWorkflow hidden = new HiddenWorkflow(action, connection);
        Definition definition = hidden.definition();
        List<Problem> problems = validator.validate(definition, Positions.SINGLE_ACTION, surroundings.of(project));
        if (!problems.isEmpty()) {
            throw new MillraceException(
                    ErrorCode.INPUT_INVALID, problems.getFirst().message(), problems);
        }
        if (!versions.contains(project, hidden.id(), HiddenWorkflow.VERSION)) {
            store.saveHidden(new NewHidden(
                    project, hidden.id(), action, hidden.text(), WorkflowUse.of(definition), clock.instant()));
        }
        return versions.get(project, hidden.id(), HiddenWorkflow.VERSION, true).orElseThrow();
    }

    private Checked check(String project, String text) {
        Reading reading = reader.read(text);
        Findings findings = new Findings();
        findings.addAll(reading.problems());
        reading.definition().filter(definition -> reading.whole()).ifPresent(definition -> {
            findings.addAll(validator.validate(definition, reading.positions(), surroundings.of(project)));
            new WorkflowRules(definition, reading.positions(), findings).check(id -> standing(project, id));
        });
        return new Checked(
                reading,
                findings.toList().stream()
                        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                        .toList());
    }

    private WorkflowRules.Standing standing(String project, String id) {
        if (store.current(project, id).isPresent()) {
            return WorkflowRules.Standing.PUBLISHED;
        }
        return store.find(project, id).isPresent() ? WorkflowRules.Standing.DRAFT : WorkflowRules.Standing.UNKNOWN;
    }

    private static Optional<Integer> versionNumber(String key) {
        try {
            return Optional.of(Integer.parseInt(key));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static MillraceException invalid(String detail, List<Problem> problems) {
        int count = problems.size();
        return new MillraceException(
                ErrorCode.WORKFLOW_INVALID,
                detail + (count == 1 ? " There is one problem." : " There are " + count + " problems."),
                problems);
    }

    private static MillraceException moved(String id, OptionalLong revision, ExpectedRevision expected) {
        if (revision.isEmpty() && !(expected instanceof ExpectedRevision.Exactly)) {
            return MillraceException.notFound("workflow", id);
        }
        String now = revision.isPresent() ? "is at revision " + revision.getAsLong() : "does not exist";
        return new MillraceException(
                ErrorCode.PRECONDITION_FAILED,
                "The workflow '" + id + "' " + now + ", which is not what you have seen. Load it again.");
    }

    private static MillraceException pathTaken(
            Definition definition, Positions positions, PublishResult.PathTaken taken) {
        List<Problem> problems = new ArrayList<>();
        List<TriggerSpec> triggers = definition.triggers();
        for (int i = 0; i < triggers.size(); i++) {
            if (triggers.get(i) instanceof Webhook webhook && webhook.path().equals(taken.path())) {
                String path = YamlText.child("triggers", i) + ".webhook.verify";
                problems.add(positions.problem(
                        path,
                        "The workflow '" + taken.workflow() + "' listens on the path '" + taken.path()
                                + "' too and verifies it differently. Write the same 'verify', or take another path."));
            }
        }
        return invalid("The workflow '" + definition.id() + "' cannot be published.", problems);
    }
}
