package io.millrace.core.execution;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.core.action.ActionRunner;
import io.millrace.core.connection.SecretMasks;
import io.millrace.core.connection.Variables;
import io.millrace.core.event.EventStore;
import io.millrace.core.ledger.Committer;
import io.millrace.core.live.Changes;
import io.millrace.core.queue.TaskQueue;
import io.millrace.core.shared.Ids;
import io.millrace.core.workflow.Workflows;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The parts of this package, joined: what takes events in, what runs their steps, and what people ask of executions. */
public final class Engine {
    private final Intake intake;
    private final Executions executions;
    private final Settlements settlements;
    private final Approvals approvals;
    private final Events events;
    private final Items items;
    private final Samples samples;
    private final Replays replays;
    private final Bulk bulk;
    private final Doctor doctor;
    private final Polling polling;

    /**
     * What the engine is made of.
     *
     * @param catchers the catcher of a project, ending in a slash
     * @param random spreads retries
     * @param spread runs what can be done side by side for one request
     */
    public record Parts(
            EventStore eventStore,
            ExecutionStore executionStore,
            Workflows workflows,
            Variables variables,
            SecretMasks masks,
            ActionRunner actions,
            Committer committer,
            TaskQueue queue,
            Changes changes,
            Ids ids,
            Function<String, URI> catchers,
            RandomGenerator random,
            Executor spread,
            InstantSource clock,
            MeterRegistry metrics) {}

    /** Joins the parts and makes this engine the queue's handler for steps. */
    public Engine(Parts parts) {
        Recall recall = new Recall(parts.eventStore(), parts.executionStore(), Recall.share());
        Subjects subjects = new Subjects(
                parts.executionStore(), parts.workflows(), parts.variables(), parts.masks(), recall, parts.catchers());
        Consumer<Advanced> watchers = advanced -> {
            subjects.remember(advanced.execution());
            parts.changes().changed(advanced.execution().id());
        };
        Handover handover = new Handover(parts.queue(), watchers);
        Commits commits = new Commits(parts.committer(), parts.queue(), parts.workflows()::listening, parts.clock());
        Matcher matcher =
                new Matcher(parts.workflows(), parts.variables()::plain, parts.catchers(), parts.ids(), parts.clock());
        intake = new Intake(
                matcher, commits, parts.queue(), handover, recall, parts.ids(), parts.clock(), parts.metrics());
        executions = new Executions(
                parts.executionStore(),
                parts.workflows(),
                commits,
                parts.queue(),
                handover,
                parts.changes(),
                watchers,
                parts.clock());
        settlements = new Settlements(
                parts.executionStore(),
                parts.workflows(),
                parts.masks(),
                commits,
                parts.queue(),
                handover,
                parts.clock());
        approvals = new Approvals(
                parts.executionStore(),
                parts.workflows(),
                parts.masks(),
                commits,
                parts.queue(),
                handover,
                parts.clock());
        events = new Events(parts.eventStore(), parts.executionStore());
        items = new Items(parts.executionStore(), recall);
        samples = new Samples(events, executions, recall);
        replays = new Replays(parts.eventStore(), parts.executionStore(), parts.workflows(), intake);
        bulk = new Bulk(parts.executionStore(), executions, replays, parts.ids(), parts.spread(), parts.clock());
        polling = new Polling(parts.actions(), parts.variables(), parts.masks(), parts.catchers());
        doctor = new Doctor(parts.executionStore(), parts.workflows(), commits, handover, parts.clock());
        ActionTry actions =
                new ActionTry(parts.actions(), new RetryRule(parts.random()), parts.catchers(), parts.clock());
        StepTry tries = new StepTry(
                actions,
                new Waits(parts.clock()),
                new ApprovalTry(parts.clock()),
                new CallTry(parts.workflows(), parts.ids(), parts.clock()),
                new ForeachTry(parts.executionStore()));
        StepRecorder recorder =
                new StepRecorder(commits, parts.queue(), handover, recall, parts.variables(), watchers, parts.clock());
        StepRunner steps = new StepRunner(subjects, tries, recorder, new StepMetrics(parts.metrics()), parts.clock());
        parts.queue().handle(Planning.STEP, steps);
        parts.queue().handle(Approval.TASK, steps);
        parts.queue().handle(CallTry.TASK, steps);
        EndRunner ends = new EndRunner(
                parts.executionStore(),
                parts.workflows(),
                recall,
                intake,
                executions,
                commits,
                parts.queue(),
                handover,
                parts.clock());
        parts.queue().handle(Aftermath.ENDED, ends);
        parts.queue().handle(Aftermath.ABANDONED, ends);
        parts.queue().handle(Cancellation.DEADLINE, new DeadlineRunner(commits, watchers, parts.clock()));
    }

    public Intake intake() {
        return intake;
    }

    public Executions executions() {
        return executions;
    }

    public Settlements settlements() {
        return settlements;
    }

    public Approvals approvals() {
        return approvals;
    }

    public Events events() {
        return events;
    }

    public Items items() {
        return items;
    }

    public Samples samples() {
        return samples;
    }

    public Replays replays() {
        return replays;
    }

    public Bulk bulk() {
        return bulk;
    }

    public Polling polling() {
        return polling;
    }

    public Doctor doctor() {
        return doctor;
    }
}
