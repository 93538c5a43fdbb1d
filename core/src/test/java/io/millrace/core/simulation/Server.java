package io.millrace.core.simulation;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.action.ActionRunner;
import io.millrace.core.action.Deadlines;
import io.millrace.core.blob.BlobStore;
import io.millrace.core.blob.Blobs;
import io.millrace.core.connection.Connections;
import io.millrace.core.connection.SecretMasks;
import io.millrace.core.connection.Variables;
import io.millrace.core.execution.Engine;
import io.millrace.core.ledger.Committer;
import io.millrace.core.ledger.ScheduleRow;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.live.Changes;
import io.millrace.core.queue.ImpatientSlots;
import io.millrace.core.queue.NodeLease;
import io.millrace.core.queue.NodeStore;
import io.millrace.core.queue.Slots;
import io.millrace.core.queue.TaskQueue;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.trigger.Schedules;
import io.millrace.core.workflow.Workflows;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One incarnation of one server: the real engine, on the stack of whoever cranks it. */
final class Server implements InstantSource {
    /** How far its clock may be from the true time; less than leases allow for. */
    static final Duration MOST_SKEW = Duration.ofMillis(1_500);

    /** What a server is doing on the stack, and must not begin a second time meanwhile, since one thread does it. */
    enum Duty {
        CLAIM,
        BEAT,
        SCHEDULES,
        LANES
    }

    /** So few bytes stay in a row that most values of a simulation are kept as blobs. */
    private static final int THRESHOLD = 6;

    private static final double LOST_WRITES = 0.02;

    private final World world;
    private final String name;
    private final LedgerPort ledger;
    private final Workflows workflows;
    private final Connections connections;
    private final NodeLease lease;
    private final TaskQueue queue;
    private final NodeStore nodes;
    private final Engine engine;
    private final Schedules schedules;
    private final Deque<Runnable> started = new ArrayDeque<>();
    private final List<RunningCall> calls = new ArrayList<>();
    private final List<Duty> duties = new ArrayList<>();
    private Duration skew = Duration.ZERO;
    private boolean dead;
    private boolean stopped;
    private boolean standingStill;

    /** A call of a tool that is on the stack. */
    static final class RunningCall {
        private final Server server;
        private final long execution;
        private final String step;
        private boolean interrupted;

        RunningCall(Server server, long execution, String step) {
            this.server = server;
            this.execution = execution;
            this.step = step;
        }

        Server server() {
            return server;
        }

        long execution() {
            return execution;
        }

        String step() {
            return step;
        }

        boolean interrupted() {
            return interrupted;
        }
    }

    Server(World world, String name, int slots, boolean alone, Sabotage sabotage) {
        this.world = world;
        this.name = name;
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Ports ports = new Ports(this, world.store(), sabotage);
        ledger = new LedgerPort(this, world.store().ledger(), sabotage);
        workflows = world.kit().workflows(world.workflowStore(), this);
        Variables variables = world.kit().variables(world.store().variables(), this);
        connections = world.kit().connections(world.connectionStore(), this);
        AtomicInteger number = new AtomicInteger();
        Ids ids = new Ids(this, number::get);
        nodes = ports.nodes();
        Slots own = ImpatientSlots.of(slots);
        lease = NodeLease.join(nodes, this, world::nanoTime, new NodeLease.Self(name, "1", own), alone, slot -> {
            ids.continueAbove(nodes.newestId());
            number.set((int) slot);
        });
        queue = new TaskQueue(ports.tasks(), lease, own, this, this::startThread, this::pause, metrics);
        engine = new Engine(new Engine.Parts(
                ports.events(),
                ports.executions(),
                ports.lanes(),
                ports.results(),
                workflows,
                variables,
                new SecretMasks(connections, variables),
                new ActionRunner(world.kit().catalogue(), connections, NoEgress::new, new Deadlines(world.timer())),
                new Blobs(ports.blobs(), THRESHOLD, ids, Runnable::run, metrics),
                ActionRunner.LARGEST_OUTPUT,
                new Committer(ledger, 0, Committer.MAX_GROUP, this, metrics),
                queue,
                new Changes(),
                ids,
                project -> URI.create("http://localhost/catch/" + project + "/"),
                world.chance().generator(),
                Runnable::run,
                this,
                metrics));
        schedules = new Schedules(ports.schedules(), workflows, engine.intake(), this, metrics);
    }

    String name() {
        return name;
    }

    Engine engine() {
        return engine;
    }

    Workflows workflows() {
        return workflows;
    }

    BlobStore blobStore() {
        return world.blobStore();
    }

    Book book() {
        return world.book();
    }

    long id() {
        return lease.id();
    }

    /** Every look at the clock takes a moment, so that no two things happen at the same time. */
    @Override
    public Instant instant() {
        world.clock().advance(Duration.ofMillis(1));
        return world.clock().instant().plus(skew);
    }

    void skew(Duration ahead) {
        skew = ahead;
    }

    // --- what is done with it ----------------------------------------------------------------------------------------

    /** Whether anything can be asked of it now. */
    boolean up() {
        return !dead && !stopped && !standingStill;
    }

    boolean dead() {
        return dead;
    }

    boolean gone() {
        return dead || stopped;
    }

    boolean free(Duty duty) {
        return !duties.contains(duty);
    }

    boolean hasStarted() {
        return !started.isEmpty();
    }

    int claim() {
        boolean drains = lease.draining();
        int claimed = duty(Duty.CLAIM, queue::claimOnce);
        world.book().expect(!drains || !lease.draining() || claimed == 0, name + " drains and claims " + claimed);
        return claimed;
    }

    /** Somebody asks it to have a server begin nothing any more, or to let it work again. */
    void drain(long node, boolean drains) {
        nodes.drain(node, drains);
    }

    void beat() {
        duty(Duty.BEAT, () -> {
            lease.beat();
            queue.sweep();
            return true;
        });
    }

    void fireSchedules() {
        duty(Duty.SCHEDULES, schedules::tick);
    }

    void wakeLanes() {
        duty(Duty.LANES, engine.laneWakes()::tick);
    }

    /** Somebody saves the credentials of a connection anew. */
    void mend(Account account) {
        connections.put(Book.project(), account.id(), Kit.draft(account), OptionalLong.empty());
    }

    private <T> T duty(Duty duty, Supplier<T> work) {
        duties.add(duty);
        try {
            return work.get();
        } finally {
            duties.remove(duty);
        }
    }

    /** Runs one of the tasks it was given a thread for. */
    void runOne() {
        started.removeFirst().run();
    }

    /** Is gone without a word. */
    void die() {
        dead = true;
        started.clear();
    }

    /** Ends in good order, except that what runs gets no time to end. */
    void stop() {
        stopped = true;
        duty(Duty.BEAT, () -> queue.drain(Duration.ZERO));
    }

    /** Stands still as a whole while something else happens. */
    void standStill(Runnable meanwhile) {
        boolean before = standingStill;
        standingStill = true;
        try {
            meanwhile.run();
        } finally {
            standingStill = before;
        }
    }

    /** Slots that are taken although nothing has them; only told rightly while nothing of it is on the stack. */
    int leakedSlots() {
        return queue.slots().busy() - started.size();
    }

    private void startThread(Runnable work) {
        if (world.strikes(world.weather().refusal() / 4)) {
            world.tell(this, "gets no thread");
            throw new RejectedExecutionException("no thread");
        }
        started.add(work);
    }

    private void pause(Duration duration) {
        checkAlive();
        world.advance(duration);
        world.meanwhile(this);
        checkAlive();
    }

    // --- what goes wrong with it -------------------------------------------------------------------------------------

    private void checkAlive() {
        if (dead) {
            throw new ServerDeath(name);
        }
    }

    /** The way to the store and back. */
    <T> T crossing(String what, Supplier<T> question) {
        checkAlive();
        world.meanwhile(this);
        mayDie("before " + what);
        if (world.outage() || world.strikes(world.weather().refusal())) {
            world.tell(this, "is refused: " + what);
            throw unavailable();
        }
        T answer = question.get();
        mayDie("after " + what);
        if (world.strikes(world.weather().lostAnswer())) {
            world.tell(this, "gets no answer: " + what);
            throw unavailable();
        }
        world.meanwhile(this);
        checkAlive();
        return answer;
    }

    private static MillraceException unavailable() {
        return MillraceException.retryLater(
                ErrorCode.STORE_UNAVAILABLE, "The database did not answer as it should.", Duration.ofSeconds(2));
    }

    /** A moment in which it may be gone. */
    void mayDie(String when) {
        checkAlive();
        if (world.strikes(world.weather().death())) {
            world.tell(this, "dies " + when);
            die();
        }
        checkAlive();
    }

    /** Whether now is a moment in which a write gets lost. */
    boolean strikes() {
        return world.strikes(LOST_WRITES);
    }

    void rememberSchedules(List<ScheduleRow> due) {
        ledger.rememberSchedules(due);
    }

    void remember(List<TaskRow> claimed) {
        ledger.remember(claimed);
    }

    /** Keeps what a call on the stack is told while others are on top of it; the thread's own sign is theirs as well. */
    RunningCall begin(long execution, String step) {
        RunningCall call = new RunningCall(this, execution, step);
        calls.add(call);
        return call;
    }

    void end(RunningCall call) {
        calls.remove(call);
    }

    void interrupted(long execution) {
        calls.stream().filter(call -> call.execution == execution).forEach(call -> call.interrupted = true);
    }
}
