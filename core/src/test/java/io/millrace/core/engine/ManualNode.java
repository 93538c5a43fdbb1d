package io.millrace.core.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.action.ActionRunner;
import io.millrace.core.blob.Blobs;
import io.millrace.core.execution.Engine;
import io.millrace.core.ledger.Committer;
import io.millrace.core.live.Changes;
import io.millrace.core.queue.NodeLease;
import io.millrace.core.queue.Slots;
import io.millrace.core.queue.TaskQueue;
import io.millrace.core.shared.Ids;
import io.millrace.core.trigger.Polls;
import io.millrace.core.trigger.Schedules;
import io.millrace.core.workflow.Workflows;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** One server of a {@link ManualEngine}: everything but its threads. What it would run on a thread waits for the crank. */
public final class ManualNode {
    /** The most bytes of a value that stay in its row. */
    public static final int THRESHOLD = 4 << 10;

    private final NodeLease lease;
    private final TaskQueue queue;
    private final Engine engine;
    private final Schedules schedules;
    private final Polls polls;
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Deque<Runnable> started = new ArrayDeque<>();
    private boolean dead;

    ManualNode(ManualEngine world, Workflows workflows, String name, int slots) {
        AtomicInteger number = new AtomicInteger();
        Slots own = new Slots(slots);
        lease = NodeLease.join(
                world.store().nodes(),
                world.clock(),
                () -> Duration.between(EngineRows.T0, world.clock().instant()).toNanos(),
                new NodeLease.Self(name, "1", own),
                false,
                slot -> number.set((int) slot));
        Committer committer = new Committer(world.store().ledger(), 0, Committer.MAX_GROUP, world.clock(), metrics);
        queue = new TaskQueue(world.store().tasks(), lease, own, world.clock(), started::add, world::pause, metrics);
        Ids ids = new Ids(world.clock(), number::get);
        engine = new Engine(new Engine.Parts(
                world.store().events(),
                world.store().executions(),
                world.store().lanes(),
                world.store().results(),
                workflows,
                world.variables(),
                world.masks(),
                new ActionRunner(world.catalogue(), world.connections(), world.egress(), world.deadlines()),
                new Blobs(world.blobStore(), THRESHOLD, ids, Runnable::run, metrics),
                ActionRunner.LARGEST_OUTPUT,
                committer,
                queue,
                new Changes(),
                ids,
                project -> URI.create("http://localhost/catch/" + project + "/"),
                new Random(7),
                Runnable::run,
                world.clock(),
                metrics));
        polls = new Polls(
                world.store().polls(),
                workflows,
                engine.polling(),
                engine.intake(),
                started::add,
                world.clock(),
                metrics);
        schedules = new Schedules(world.store().schedules(), workflows, engine.intake(), world.clock(), metrics);
    }

    public Engine engine() {
        return engine;
    }

    public Schedules schedules() {
        return schedules;
    }

    public Polls polls() {
        return polls;
    }

    /** What it counts. */
    public MeterRegistry metrics() {
        return metrics;
    }

    public TaskQueue queue() {
        return queue;
    }

    public long id() {
        return lease.id();
    }

    public int busy() {
        return queue.slots().busy();
    }

    public boolean dead() {
        return dead;
    }

    /** Is gone without a word: nothing of it is cranked any more, what it was about to run included. */
    public void die() {
        dead = true;
        started.clear();
    }

    /** Renews the lease, takes over from the dead, sweeps. */
    public void beat() {
        lease.beat();
        queue.sweep();
    }

    /** Claims what is due and runs everything it has, until there is nothing left to do now. */
    public void work() {
        do {
            while (!started.isEmpty() && !dead) {
                started.removeFirst().run();
            }
        } while (!dead && queue.claimOnce() > 0);
    }

    /** Looks at the lanes whose time has come. */
    public void wakeLanes() {
        engine.laneWakes().tick();
    }

    /** Runs what it has been given so far, and claims nothing. */
    public void runStarted() {
        while (!started.isEmpty()) {
            started.removeFirst().run();
        }
    }
}
