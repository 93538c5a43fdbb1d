package io.millrace.core.engine;

import io.millrace.core.action.Deadlines;
import io.millrace.core.blob.FakeBlobStore;
import io.millrace.core.connection.ConnectionDraft;
import io.millrace.core.connection.ConnectionView;
import io.millrace.core.connection.Connections;
import io.millrace.core.connection.FakeConnectionStore;
import io.millrace.core.connection.FakeKeysetStore;
import io.millrace.core.connection.Health;
import io.millrace.core.connection.Keyring;
import io.millrace.core.connection.MasterKey;
import io.millrace.core.connection.SecretMasks;
import io.millrace.core.connection.Variables;
import io.millrace.core.event.Occurrence;
import io.millrace.core.execution.ExecutionStore;
import io.millrace.core.execution.Intake;
import io.millrace.core.expression.Expressions;
import io.millrace.core.lane.Limits;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.tool.Catalogue;
import io.millrace.core.workflow.Actions;
import io.millrace.core.workflow.ExpectedRevision;
import io.millrace.core.workflow.FakeWorkflowStore;
import io.millrace.core.workflow.Planner;
import io.millrace.core.workflow.Published;
import io.millrace.core.workflow.Surroundings;
import io.millrace.core.workflow.Validator;
import io.millrace.core.workflow.Workflows;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.EgressFactory;
import io.millrace.sdk.PollSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * The real engine on one thread, over a store in memory and a tool that does what the test says. Nothing happens by itself:
 * {@link #tick()} turns the crank of every living node until there is nothing left to do now, {@link #advance} moves the
 * clock first.
 */
public final class ManualEngine implements AutoCloseable {
    private static final Expressions EXPRESSIONS = new Expressions(InstantSource.system());
    private static final int SLOTS = 16;
    private static final String PROJECT = EngineRows.PROJECT;

    private final SettableClock clock = new SettableClock(EngineRows.T0);
    private final FakeWorkflowStore workflowStore = new FakeWorkflowStore();
    private final FakeEngineStore store = new FakeEngineStore(workflowStore);
    private final FakeBlobStore blobStore = new FakeBlobStore();
    private final FakeTool tool = new FakeTool();
    private final Catalogue catalogue = Catalogue.load(List.of(tool), EXPRESSIONS, clock);
    private final Keyring keyring = Keyring.open(new FakeKeysetStore(), MasterKey.random());
    private final Variables variables = new Variables(store.variables(), keyring, (project, name) -> List.of(), clock);
    private final Connections connections = new Connections(
            new FakeConnectionStore(),
            keyring,
            (name, kind) -> catalogue.tool(name).flatMap(found -> found.spec().connectionKind(kind)),
            (project, id) -> List.of(),
            clock);
    private final SecretMasks masks = new SecretMasks(connections, variables);
    private final SettableTimer timer = new SettableTimer();
    private final Deadlines deadlines = new Deadlines(timer);
    private final Workflows workflows;
    private final List<ManualNode> nodes = new ArrayList<>();
    private EgressFactory egress = FailingEgress::new;
    private Consumer<Duration> meanwhile = duration -> {};

    public ManualEngine() {
        workflows = newWorkflows();
        addNode("one");
    }

    private Workflows newWorkflows() {
        Actions actions = new CatalogueActions(catalogue);
        return new Workflows(
                workflowStore,
                new Validator(actions, verify -> List.of(), EXPRESSIONS),
                new Planner(EXPRESSIONS),
                actions,
                this::surroundings,
                clock);
    }

    private record CatalogueActions(Catalogue catalogue) implements Actions {
        @Override
        public Optional<PollSpec> poll(String fullName) {
            return catalogue.poll(fullName);
        }

        @Override
        public Optional<ActionSpec> action(String fullName) {
            return catalogue.action(fullName);
        }

        @Override
        public Collection<String> names() {
            return List.of();
        }
    }

    private Surroundings surroundings(String project) {
        return new Surroundings(
                connections.list(project, null, null, 100).items().stream()
                        .collect(Collectors.toMap(ConnectionView::id, ConnectionView::tool)),
                variables.plainNames(project),
                variables.secretNames(project));
    }

    // --- its parts -------------------------------------------------------------------------------------------------

    public SettableClock clock() {
        return clock;
    }

    /** What interrupts actions that do not end. */
    public SettableTimer timer() {
        return timer;
    }

    public FakeEngineStore store() {
        return store;
    }

    /** Where large values are kept: those above {@link ManualNode#THRESHOLD}. */
    public FakeBlobStore blobStore() {
        return blobStore;
    }

    public FakeWorkflowStore workflowStore() {
        return workflowStore;
    }

    public FakeTool tool() {
        return tool;
    }

    public Workflows workflows() {
        return workflows;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Variables variables() {
        return variables;
    }

    Connections connections() {
        return connections;
    }

    SecretMasks masks() {
        return masks;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    /** The node that was there first, and to which everything is given unless the test says otherwise. */
    public ManualNode node() {
        return nodes.getFirst();
    }

    public ManualNode addNode(String name) {
        return addNode(name, SLOTS);
    }

    public ManualNode addNode(String name, int slots) {
        ManualNode node = new ManualNode(this, workflows, name, slots);
        nodes.add(node);
        return node;
    }

    /** Every node dies, and a new one starts that remembers nothing. */
    public ManualNode restartedNode(String name) {
        nodes.forEach(ManualNode::die);
        ManualNode node = new ManualNode(this, newWorkflows(), name, SLOTS);
        nodes.add(node);
        return node;
    }

    /** Every node sends through whatever the test wants. */
    EgressFactory egress() {
        return recorder -> egress.forAttempt(recorder);
    }

    /** What is sent from now on goes this way, not to a tool that is down. */
    public void sendThrough(EgressFactory way) {
        egress = way;
    }

    // --- what is given ---------------------------------------------------------------------------------------------

    public Published publish(WorkflowText workflow) {
        workflows.save(PROJECT, workflow.id(), workflow.yaml(), new ExpectedRevision.Any(), "test");
        return workflows.publish(PROJECT, workflow.id(), new ExpectedRevision.Any(), "test");
    }

    public void setVariable(String name, Object value) {
        variables.put(PROJECT, name, value, false, OptionalLong.empty());
    }

    public void setSecret(String name, String value) {
        variables.put(PROJECT, name, value, true, OptionalLong.empty());
    }

    /** How much a connection may be used from now on. */
    public void limit(String id, Limits limits) {
        connections.put(
                PROJECT,
                id,
                new ConnectionDraft("test", "token", Map.of(), Map.of(), Optional.of(limits)),
                OptionalLong.empty());
    }

    public void connect(String id, String token) {
        connections.put(
                PROJECT,
                id,
                new ConnectionDraft("test", "token", Map.of(), Map.of("token", token)),
                OptionalLong.empty());
    }

    public void disconnect(String id) {
        connections.delete(PROJECT, id, OptionalLong.empty());
    }

    // --- what happens ----------------------------------------------------------------------------------------------

    /** What the test of a connection shows. */
    public void tested(String id, Health.Status status) {
        connections.recordTest(PROJECT, connections.get(PROJECT, id).orElseThrow(), status, "As the test says.");
    }

    /** Starts a workflow by hand; returns the execution. */
    public long start(String workflow) {
        return start(workflow, Map.of());
    }

    public long start(String workflow, @Nullable Object data) {
        return accept(new Occurrence.FromPerson(workflow), data, Optional.empty())
                .executions()
                .getFirst();
    }

    /** Starts a workflow by hand on one of the nodes. */
    public long startOn(ManualNode node, String workflow, @Nullable Object data) {
        return accept(node, new Occurrence.FromPerson(workflow), data, Optional.empty())
                .executions()
                .getFirst();
    }

    /** A webhook arrives. */
    public Intake.Accepted receive(String path, Object data) {
        return accept(new Occurrence.FromWebhook(path), data, Optional.empty());
    }

    /** A webhook arrives with the sender's id of the delivery. */
    public Intake.Accepted receive(String path, Object data, String delivery) {
        return accept(
                new Occurrence.FromWebhook(path),
                data,
                Optional.of(new Occurrence.Dedupe(delivery, clock.instant().plus(Duration.ofDays(3)))));
    }

    private Intake.Accepted accept(
            Occurrence.Origin origin, @Nullable Object data, Optional<Occurrence.Dedupe> dedupe) {
        return accept(node(), origin, data, dedupe);
    }

    private Intake.Accepted accept(
            ManualNode node, Occurrence.Origin origin, @Nullable Object data, Optional<Occurrence.Dedupe> dedupe) {
        return node.engine()
                .intake()
                .accept(new Occurrence(
                        PROJECT,
                        origin,
                        "test",
                        origin.source(PROJECT),
                        clock.instant(),
                        dedupe,
                        data,
                        Map.of(),
                        "trace of " + data));
    }

    /** Every living node does what there is to do now. */
    public void tick() {
        for (ManualNode node : nodes) {
            if (!node.dead()) {
                node.wakeLanes();
                node.work();
            }
        }
    }

    public void advance(Duration duration) {
        clock.advance(duration);
        tick();
    }

    /** Time passes as it does: with a heartbeat of every living node every three seconds. */
    public void live(Duration duration) {
        Instant end = clock.instant().plus(duration);
        while (clock.instant().isBefore(end)) {
            clock.advance(Duration.ofSeconds(3));
            nodes.stream().filter(node -> !node.dead()).forEach(ManualNode::beat);
            tick();
        }
    }

    /** A worker waits: the time passes at once, and whatever the test wants happens meanwhile. */
    void pause(Duration duration) {
        clock.advance(duration);
        meanwhile.accept(duration);
    }

    /** Whenever a worker waits, this happens. */
    public void meanwhile(Consumer<Duration> happening) {
        meanwhile = happening;
    }

    public ExecutionRow cancel(long execution) {
        return node().engine().executions().cancel(PROJECT, execution, "trace");
    }

    public ExecutionRow restart(long execution) {
        return node().engine().executions().restart(PROJECT, execution, "trace");
    }

    /** The executions of a workflow, the oldest first. */
    public List<ExecutionRow> executionsOf(String workflow) {
        return store
                .stores()
                .executions()
                .list(PROJECT, ExecutionStore.Filter.ALL, Long.MAX_VALUE, 1000)
                .reversed()
                .stream()
                .filter(row -> row.workflow().equals(workflow))
                .toList();
    }

    // --- what is expected ------------------------------------------------------------------------------------------

    public ExecutionAssert assertThat(long execution) {
        return new ExecutionAssert(node().engine().executions().detail(PROJECT, execution));
    }

    /** No slot is taken, no task is left behind by an execution that has ended, and none is held by nobody. */
    public void assertAtRest() {
        nodes.stream()
                .filter(node -> !node.dead())
                .forEach(node -> Assertions.assertThat(node.busy())
                        .as("slots taken on a node at rest")
                        .isZero());
        store.stores().executions().list(PROJECT, ExecutionStore.Filter.ALL, Long.MAX_VALUE, 1000).stream()
                .filter(row -> row.status().ended())
                .forEach(row -> Assertions.assertThat(store.executions().tasks(row.id()))
                        .as("tasks of an execution that is " + row.status().code())
                        .isEmpty());
    }

    @Override
    public void close() {
        deadlines.close();
    }
}
