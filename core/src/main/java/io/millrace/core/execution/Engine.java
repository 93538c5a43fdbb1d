package io.millrace.core.execution;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.core.action.ActionRunner;
import io.millrace.core.blob.Blobs;
import io.millrace.core.connection.SecretMasks;
import io.millrace.core.connection.Variables;
import io.millrace.core.event.EventStore;
import io.millrace.core.lane.LaneStore;
import io.millrace.core.ledger.Committer;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.live.Changes;
import io.millrace.core.queue.TaskQueue;
import io.millrace.core.shared.Ids;
import io.millrace.core.workflow.Workflows;
import io.millrace.sdk.Allowance;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
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
    private final LaneCheckup laneCheckup;
    private final Doors doors;
    private final LaneWakes laneWakes;
    private final Pausing pausing;
    private final Polling polling;

    /**
     * What the engine is made of.
     *
     * @param largestValue the most bytes of JSON that the input or the output of a step may have
     * @param catchers the catcher of a project, ending in a slash
     * @param random spreads retries
     * @param spread runs what can be done side by side for one request
     */
    public record Parts(
            EventStore eventStore,
            ExecutionStore executionStore,
            LaneStore lanes,
            ResultStore results,
            Workflows workflows,
            Variables variables,
            SecretMasks masks,
            ActionRunner actions,
            Blobs blobs,
            int largestValue,
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
        Payloads payloads = new Payloads(parts.blobs());
        Recall recall = new Recall(parts.eventStore(), parts.executionStore(), payloads, Recall.share());
        Subjects subjects = new Subjects(
                parts.executionStore(), parts.workflows(), parts.variables(), parts.masks(), recall, parts.catchers());
        Consumer<Advanced> watchers = advanced -> {
            subjects.remember(advanced.execution());
            parts.changes().changed(advanced.execution().id());
        };
        Handover handover = new Handover(parts.queue(), watchers);
        Commits commits = new Commits(parts.committer(), parts.queue(), parts.workflows()::listening, parts.clock());
        ShutLanes shut = new ShutLanes(parts.lanes());
        Gates gates = new Gates(parts.variables()::plain, parts.catchers(), shut);
        Matcher matcher = new Matcher(
                parts.workflows(), parts.variables()::plain, parts.catchers(), gates, parts.ids(), parts.clock());
        intake = new Intake(
                matcher,
                commits,
                parts.queue(),
                handover,
                recall,
                payloads,
                parts.ids(),
                parts.clock(),
                parts.metrics());
        executions = new Executions(
                parts.executionStore(),
                parts.lanes(),
                payloads,
                parts.workflows(),
                commits,
                parts.queue(),
                handover,
                parts.changes(),
                watchers,
                parts.clock());
        settlements = new Settlements(
                parts.executionStore(),
                payloads,
                parts.largestValue(),
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
        events = new Events(parts.eventStore(), parts.executionStore(), payloads);
        items = new Items(parts.executionStore(), recall, payloads);
        samples = new Samples(events, executions, recall);
        replays = new Replays(parts.eventStore(), parts.executionStore(), parts.workflows(), intake, payloads);
        bulk = new Bulk(parts.executionStore(), executions, replays, parts.ids(), parts.spread(), parts.clock());
        polling = new Polling(parts.actions(), parts.variables(), parts.masks(), parts.catchers());
        doctor = new Doctor(parts.executionStore(), parts.workflows(), commits, handover, parts.clock());
        laneCheckup = new LaneCheckup(parts.lanes(), parts.committer());
        doors = new Doors(parts.actions(), parts.committer(), shut, parts.clock(), parts.metrics());
        ResultCache results = new ResultCache(
                parts.actions().identities(),
                parts.results(),
                parts.executionStore(),
                payloads,
                parts.clock(),
                parts.metrics());
        RetryRule retryRule = new RetryRule(parts.random());
        ActionTry actions = new ActionTry(
                parts.actions(),
                results,
                doors,
                retryRule,
                new Doubts(parts.executionStore(), payloads),
                new LookUpTry(retryRule, parts.actions()::toolTitle, parts.metrics()),
                parts.catchers(),
                parts.largestValue(),
                parts.clock());
        StepTry tries = new StepTry(
                actions,
                new Waits(parts.clock()),
                new ApprovalTry(parts.clock()),
                new CallTry(parts.workflows(), gates, parts.ids(), parts.largestValue(), parts.clock()),
                new ForeachTry(parts.executionStore()),
                parts.largestValue());
        StepRecorder recorder = new StepRecorder(
                commits, parts.queue(), handover, recall, payloads, parts.variables(), watchers, parts.clock());
        StepRunner steps = new StepRunner(subjects, tries, recorder, new StepMetrics(parts.metrics()), parts.clock());
        parts.queue().handle(Planning.STEP, steps);
        parts.queue().handle(Approval.TASK, steps);
        parts.queue().handle(CallTry.TASK, steps);
        parts.queue()
                .handle(
                        TaskRow.BEGIN,
                        new BeginRunner(new BeginRunner.Parts(
                                parts.executionStore(),
                                parts.workflows(),
                                gates,
                                parts.lanes(),
                                recall,
                                executions,
                                commits,
                                handover,
                                recorder,
                                parts.clock())));
        laneWakes = new LaneWakes(
                parts.lanes(),
                parts.committer(),
                shut,
                doors::mended,
                lane -> doors.wanted(lane).or(() -> Gates.wanted(lane, parts.workflows())),
                handover::tell,
                parts.clock());
        pausing = new Pausing(parts.workflows(), parts.committer(), shut);
        parts.committer().onRelease(parts.queue()::due);
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
        parts.queue().handle(TaskRow.ENDED, ends);
        parts.queue().handle(TaskRow.ABANDONED, ends);
        parts.queue()
                .handle(
                        Cancellation.DEADLINE,
                        new DeadlineRunner(
                                parts.executionStore(),
                                subjects,
                                actions::leavesDoubt,
                                commits,
                                watchers,
                                parts.clock()));
    }

    public Pausing pausing() {
        return pausing;
    }

    /** Lets in those who wait for a time; to be cranked by whoever owns the engine. */
    public LaneWakes laneWakes() {
        return laneWakes;
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

    public LaneCheckup laneCheckup() {
        return laneCheckup;
    }

    /** How much more the tool of a connection allows, as it last told this node; empty when it told nothing. */
    public Optional<Allowance> allowance(String project, String connection) {
        return doors.allowance(Doors.lane(project, connection));
    }

    public Doctor doctor() {
        return doctor;
    }
}
