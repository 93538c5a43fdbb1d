package io.millrace.core.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs tasks: those it claims from the store and those handed over by the commit that made them, each on a thread of its
 * own, never more than there are slots.
 *
 * <p>It can be cranked by hand: {@link #claimOnce()} and {@link #sweep()} do one round each; {@link Claimer} turns them.
 */
public final class TaskQueue {
    private static final Logger log = LoggerFactory.getLogger(TaskQueue.class);
    private static final int MAX_CLAIM = 200;
    /** How long a thread may be on its way from a commit's answer to the work. */
    private static final Duration SLOWEST_START = Duration.ofHours(1);

    private final TaskStore store;
    private final NodeLease node;
    private final Slots slots;
    private final InstantSource clock;
    private final Executor threads;
    private final Map<String, TaskHandler> handlers = new ConcurrentHashMap<>();
    private final Pauses pauses;
    /** What this node works on, from the moment a thread is asked for. */
    private final Map<HeldTask, Work> held = new ConcurrentHashMap<>();
    /** What ended without a record, and whether an attempt may have been under way: to be given back by the next sweep. */
    private final Map<HeldTask, Boolean> unrecorded = new ConcurrentHashMap<>();

    /**
     * What was given back because nobody seemed to have begun it, and when. Whoever was only slow to begin must not begin
     * it any more: nobody knows of it, so the step would be called twice without having crashed.
     */
    private final Map<HeldTask, Instant> givenUp = new ConcurrentHashMap<>();

    private final Wake wake = new Wake();
    /** Used by the sweeping thread only. */
    private Set<HeldTask> suspects = Set.of();
    /** Whether there may be due tasks that found no free slot; only then does a freed slot wake the claimer. */
    private volatile boolean backlog;
    /** Whether what is not begun yet is given back, or will be in a moment, and is not to be begun here any more. */
    private volatile boolean cutOff;

    /** One task in the hands of this node. */
    private static final class Work {
        private final long since;
        private final Seat seat;
        private volatile @Nullable Thread thread;

        Work(Seat seat, long since) {
            this.seat = seat;
            this.since = since;
        }
    }

    /** The slot of a thread, on which it works through one task after the other. */
    private final class Seat {
        private boolean lent;
        private boolean left;

        /** @return whether a slot came free by this */
        synchronized boolean lend() {
            if (lent || left) {
                return false;
            }
            lent = slots.lend();
            return lent;
        }

        /** Between two tasks: what comes next need not take long. */
        synchronized void takeBack() {
            lent = lent && !slots.takeBack();
        }

        synchronized void leave() {
            left = true;
            if (lent) {
                slots.endLent();
            } else {
                slots.release(1);
            }
        }
    }

    /** @param threads runs each task; in production a virtual thread per task */
    public TaskQueue(
            TaskStore store,
            NodeLease node,
            Slots slots,
            InstantSource clock,
            Executor threads,
            MeterRegistry metrics) {
        this(store, node, slots, clock, threads, node::pause, metrics);
    }

    /** @param pauses how handlers wait; for tests that turn a crank */
    public TaskQueue(
            TaskStore store,
            NodeLease node,
            Slots slots,
            InstantSource clock,
            Executor threads,
            Pauses pauses,
            MeterRegistry metrics) {
        this.store = store;
        this.node = node;
        this.slots = slots;
        this.clock = clock;
        this.threads = threads;
        this.pauses = pauses;
        Gauge.builder("millrace.slots.busy", slots, Slots::busy)
                .description("Tasks this node is working on")
                .register(metrics);
        Gauge.builder("millrace.slots.lent", slots, Slots::lent)
                .description("Tasks this node is working on that take long and have lent their slots")
                .register(metrics);
        Gauge.builder("millrace.slots", slots, Slots::capacity)
                .description("Tasks this node can work on at a time")
                .register(metrics);
    }

    /** Registers the handler of a kind of task; done while the parts are joined, before the first claim. */
    public void handle(String kind, TaskHandler handler) {
        handlers.put(kind, handler);
    }

    public Slots slots() {
        return slots;
    }

    /** The incarnation that owns what is handed over. */
    public long node() {
        return node.id();
    }

    /**
     * Waits before an outcome is offered again, but no longer than this node is a member.
     *
     * @return false when it has left: what it holds is given back already, and nothing it says counts any more
     */
    public boolean pause(Duration duration) {
        if (!node.left()) {
            pauses.pause(duration);
        }
        return !node.left();
    }

    Wake wake() {
        return wake;
    }

    /** Says that a task is ready from the given time on, so that the claimer looks in time. */
    public void due(Instant turnAt) {
        wake.noLaterThan(turnAt);
    }

    /** Runs tasks that a commit handed over; one slot was reserved for each. */
    public void run(List<TaskRow> tasks) {
        tasks.forEach(task -> start(task, true));
    }

    /** Claims what is due, as far as there are free slots, and starts it. */
    public int claimOnce() {
        int reserved = slots.reserve(MAX_CLAIM);
        backlog = true;
        if (reserved == 0) {
            return 0;
        }
        List<TaskRow> claimed = List.of();
        try {
            claimed = store.claim(node.id(), clock.instant(), reserved);
        } finally {
            slots.release(reserved - claimed.size());
        }
        backlog = claimed.size() == reserved;
        claimed.forEach(task -> start(task, false));
        return claimed.size();
    }

    /** Lets tasks that have taken longer than {@link Slots#PATIENCE} lend their slots, and claims for them. */
    public void lendSlots() {
        long latest = slots.nanos() - Slots.PATIENCE.toNanos();
        long lent = held.values().stream()
                .filter(work -> work.since - latest <= 0)
                .filter(work -> work.seat.lend())
                .count();
        if (lent > 0 && backlog) {
            wake.now();
        }
    }

    /** Gives a task a thread of its own; one slot was reserved for it. */
    private void start(TaskRow task, boolean handedOver) {
        Seat seat = new Seat();
        Work work = hold(task, seat);
        try {
            threads.execute(() -> work(task, work, handedOver));
        } catch (RuntimeException | Error e) {
            log.error("No thread could be had for the task {}", task.key(), e);
            unrecorded.put(HeldTask.of(task), false);
            held.remove(HeldTask.of(task));
            seat.leave();
        }
    }

    private Work hold(TaskRow task, Seat seat) {
        Work work = new Work(seat, slots.nanos());
        held.put(HeldTask.of(task), work);
        return work;
    }

    /** Works through a task and, one after another, the tasks it hands over; extra ones get threads of their own. */
    private void work(TaskRow first, Work firstWork, boolean firstHandedOver) {
        Seat seat = firstWork.seat;
        try {
            List<TaskRow> made = runOne(first, firstWork, firstHandedOver).tasks();
            while (!made.isEmpty()) {
                seat.takeBack();
                made.stream().skip(1).forEach(task -> start(task, true));
                TaskRow next = made.getFirst();
                made = runOne(next, hold(next, seat), true).tasks();
            }
        } finally {
            seat.leave();
            if (backlog) {
                wake.now();
            }
        }
    }

    private HandedOver runOne(TaskRow task, Work work, boolean handedOver) {
        work.thread = Thread.currentThread();
        MDC.put("trace", task.trace());
        try {
            // Held first and asked then: the sweep does it the other way round, so that one of the two sees the other.
            if (cutOff || givenUp.containsKey(HeldTask.of(task))) {
                log.warn("The task {} is not begun: it was given back meanwhile", task.key());
                return HandedOver.NONE;
            }
            TaskHandler handler = handlers.get(task.kind());
            if (handler == null) {
                throw new IllegalStateException("no handler for tasks of kind " + task.kind());
            }
            return handler.handle(task, handedOver, slots);
        } catch (NotBegunException e) {
            log.warn("The task {} could not be begun: {}", task.key(), e.getMessage());
            unrecorded.put(HeldTask.of(task), false);
            return HandedOver.NONE;
        } catch (RuntimeException | Error e) {
            if (e instanceof MillraceException told && told.code().retryable()) {
                log.warn("The task {} ended without a recorded outcome: {}", task.key(), told.getMessage());
            } else {
                log.error("The task {} ended without a recorded outcome", task.key(), e);
            }
            unrecorded.put(HeldTask.of(task), true);
            return HandedOver.NONE;
        } finally {
            MDC.remove("trace");
            held.remove(HeldTask.of(task));
            Thread.interrupted(); // an interrupt meant for this task must not hit the next one
        }
    }

    /** Interrupts the tasks of an execution that run on this node. */
    public void interrupt(long execution) {
        held.forEach((task, work) -> {
            Thread thread = work.thread;
            if (task.key().subject() == execution && thread != null) {
                thread.interrupt();
            }
        });
    }

    /**
     * Gives back what ended without a record, and what this node holds without ever having begun it, because the answer of
     * the commit that claimed it was lost: that is known once it is found so twice in a row. Interrupts what somebody
     * cancelled on another node.
     */
    public void sweep() {
        if (node.left()) {
            return;
        }
        giveBackUnrecorded();
        Set<HeldTask> idle = new HashSet<>(store.heldBy(node.id()));
        idle.removeAll(held.keySet());
        idle.removeAll(unrecorded.keySet());
        Set<HeldTask> lost = new HashSet<>(idle);
        lost.retainAll(suspects);
        suspects = idle;
        if (!lost.isEmpty()) {
            giveUp(lost);
        }
        store.cancelledOn(node.id()).forEach(this::interrupt);
    }

    private void giveUp(Set<HeldTask> lost) {
        Instant now = clock.instant();
        givenUp.values().removeIf(since -> since.plus(SLOWEST_START).isBefore(now));
        lost.forEach(task -> givenUp.put(task, now));
        lost.removeAll(
                held.keySet()); // begun in this very moment; if it then finds itself given up, a later sweep sees it
        if (!lost.isEmpty()) {
            log.warn("Giving back {} tasks that this node holds without working on them", lost.size());
            store.giveBack(node.id(), lost, false);
            wake.now();
        }
        suspects = Set.of();
    }

    private void giveBackUnrecorded() {
        for (boolean crashed : new boolean[] {true, false}) {
            List<HeldTask> ended = unrecorded.entrySet().stream()
                    .filter(entry -> entry.getValue() == crashed)
                    .map(Map.Entry::getKey)
                    .toList();
            if (!ended.isEmpty()) {
                store.giveBack(node.id(), ended, crashed);
                ended.forEach(unrecorded::remove);
                wake.now();
            }
        }
    }

    /** When the next task is due, as far as the store knows. */
    Instant nextTurn(Duration atMost) {
        Instant latest = clock.instant().plus(atMost);
        return store.nextTurn().filter(turn -> turn.isBefore(latest)).orElse(latest);
    }

    /**
     * Stops claiming and waits for what runs.
     *
     * @return whether everything ended in time; the rest is given back like what a crash cuts off, because the end of this
     *     process cuts it off too
     */
    public boolean drain(Duration timeout) {
        slots.close();
        boolean ended = slots.awaitIdle(timeout);
        cutOff = true;
        try {
            held.forEach((task, work) -> unrecorded.put(task, work.thread != null));
            giveBackUnrecorded();
            node.leave();
        } catch (MillraceException e) {
            // Leaving gives the rest back as never begun. What may have been begun must not be among it.
            log.warn("What ended without a record could not be given back; others take it over: {}", e.getMessage());
            node.vanish();
        }
        return ended;
    }
}
