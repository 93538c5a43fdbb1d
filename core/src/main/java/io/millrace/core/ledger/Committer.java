package io.millrace.core.ledger;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.ledger.LoadedRows.DedupeKey;
import io.millrace.core.lifecycle.Threads;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes units durable, many in one commit. Whatever is waiting when the last commit returns forms the next group, so a
 * lone unit waits for nobody and a busy server pays one sync for many. Waiting for more to come was tried: the syncs saved
 * were not worth the time lost.
 *
 * <p>A unit that the rows do not allow, or that fails by a fault of its own, drops out alone. When the store fails, the
 * units of the group are tried again one by one: then keys and fences tell what an earlier commit with a lost answer has
 * already done. A store that fails again and again is not asked for every unit of the group: each question may take as
 * long as a connection takes to time out.
 */
public final class Committer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Committer.class);

    /** The most units of one commit, unless somebody wants fewer. */
    public static final int MAX_GROUP = 256;

    /** After so many units in a row that the store did not take, the rest of their group is told so too. */
    private static final int MOST_FAILURES = 3;

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final long LOOK_MILLIS = 100;

    /** For whoever commits nothing that a time could let into a lane: there no time ever passes. */
    private static final InstantSource TIMELESS = InstantSource.fixed(Instant.EPOCH);

    private final LedgerStore store;
    private final int mostUnits;
    private final LinkedBlockingQueue<Pending<?>> queue = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Timer commits;
    private final DistributionSummary groups;
    private final InstantSource clock;
    private volatile Consumer<Instant> releases = due -> {};
    private volatile boolean closed;

    /**
     * @param threads how many groups may be under way at once: 1 for a store with one writer; 0 commits on the
     *     submitter's thread, for tests that turn a crank
     */
    public Committer(LedgerStore store, int threads, MeterRegistry metrics) {
        this(store, threads, MAX_GROUP, metrics);
    }

    /**
     * Without a clock: lanes let in by their slots alone.
     *
     * @param mostUnits of one commit, from 1 to {@link #MAX_GROUP}
     */
    public Committer(LedgerStore store, int threads, int mostUnits, MeterRegistry metrics) {
        this(store, threads, mostUnits, TIMELESS, metrics);
    }

    /** @param clock tells when a lane may let somebody in */
    public Committer(LedgerStore store, int threads, int mostUnits, InstantSource clock, MeterRegistry metrics) {
        this.store = store;
        this.clock = clock;
        this.mostUnits = mostUnits;
        commits = Timer.builder("millrace.commits")
                .description("Group commits, from the first lock to the sync")
                .publishPercentileHistogram()
                .register(metrics);
        groups = DistributionSummary.builder("millrace.commit.units")
                .description("Units of work in one group commit")
                .register(metrics);
        metrics.gauge("millrace.commit.waiting", queue, LinkedBlockingQueue::size);
        for (int i = 1; i <= threads; i++) {
            this.threads.add(Thread.ofPlatform().name("committer-" + i).start(this::work));
        }
    }

    /** How many units wait; whoever takes in new work refuses it when this grows too large. */
    public int waiting() {
        return queue.size();
    }

    /** Hands a unit over; the future completes once it is durable, or with the reason why it is not. */
    public <R> CompletableFuture<R> submit(Unit<R> unit) {
        Pending<R> pending = new Pending<>(unit, new CompletableFuture<>());
        if (closed) {
            pending.refuse();
        } else if (threads.isEmpty()) {
            commitGroup(List.of(pending));
        } else {
            queue.add(pending);
            // The threads end once they have seen the closing and then an empty queue. Whoever adds before the
            // closing is seen by them; whoever may have come too late takes the unit back, unless a thread has it.
            if (closed && queue.remove(pending)) {
                pending.refuse();
            }
        }
        return pending.future;
    }

    /**
     * Submits a unit and waits. An interrupt does not end the waiting: what is handed over may become durable.
     *
     * @throws MillraceException what the unit threw, or {@code store_unavailable}
     */
    public <R> R commit(Unit<R> unit) {
        try {
            return submit(unit).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof MillraceException told) {
                throw told;
            }
            throw e;
        }
    }

    /** Commits units as one group on the calling thread, for tests that need to say which units meet. */
    List<CompletableFuture<Object>> commitTogether(List<Unit<Object>> units) {
        List<Pending<Object>> group = units.stream()
                .map(unit -> new Pending<>(unit, new CompletableFuture<>()))
                .toList();
        commitGroup(List.copyOf(group));
        return group.stream().map(Pending::future).toList();
    }

    private void work() {
        List<Pending<?>> group = new ArrayList<>(mostUnits);
        while (!closed || !queue.isEmpty()) {
            try {
                Pending<?> first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                group.add(first);
                queue.drainTo(group, mostUnits - 1);
                commitGroup(group);
            } catch (InterruptedException e) {
                log.debug("Interrupted; going on until closed", e);
            } finally {
                group.clear();
            }
        }
    }

    /** Leaves no unit without an answer, whatever is thrown. */
    private void commitGroup(List<Pending<?>> group) {
        groups.record(group.size());
        try {
            commitOnce(group, false);
        } catch (RuntimeException | Error e) {
            log.warn("A commit of {} units failed; trying them one by one: {}", group.size(), e.toString());
            commitOneByOne(group);
        }
    }

    private void commitOneByOne(List<Pending<?>> group) {
        int failures = 0;
        for (Pending<?> pending : group) {
            if (failures == MOST_FAILURES) {
                pending.fail(unavailable(null));
            } else {
                failures = commitAlone(pending) ? 0 : failures + 1;
            }
        }
    }

    /** @return false when the store did not answer, so that the next unit may have to wait for it in vain too */
    private boolean commitAlone(Pending<?> pending) {
        try {
            commitOnce(List.of(pending), true);
            return true;
        } catch (MillraceException e) {
            pending.fail(e);
            return !e.code().retryable();
        } catch (RuntimeException | StackOverflowError e) {
            log.error("A unit of work could not be committed: {}", pending.name(), e);
            pending.fail(broken(e));
            return true;
        } catch (Error e) {
            log.error("A unit of work could not be committed: {}", pending.name(), e);
            pending.fail(unavailable(e));
            return false;
        }
    }

    /** What is told of a unit that fails by itself: another try would fail again. */
    private static MillraceException broken(Throwable cause) {
        return new MillraceException(
                ErrorCode.INTERNAL,
                "The change could not be decided by a fault of Millrace; the server's log says where.",
                cause);
    }

    private static MillraceException unavailable(@Nullable Throwable cause) {
        String sentence = "The change could not be stored.";
        return cause == null
                ? MillraceException.retryLater(ErrorCode.STORE_UNAVAILABLE, sentence, PAUSE)
                : MillraceException.retryLater(ErrorCode.STORE_UNAVAILABLE, sentence, PAUSE, cause);
    }

    private void commitOnce(List<Pending<?>> group, boolean again) {
        List<Runnable> answers = new ArrayList<>(group.size());
        AtomicReference<@Nullable Instant> released = new AtomicReference<>();
        Locks locks = union(group);
        commits.record(() -> store.transact(locks, again, loaded -> {
            answers.clear();
            GroupRows rows = new GroupRows(loaded, clock.instant());
            group.forEach(pending -> answers.add(pending.decide(rows)));
            released.set(rows.settleLanes(locks.lanes(), clock));
            return rows.batch();
        }));
        Instant due = released.get();
        if (due != null) {
            releases.accept(due);
        }
        answers.forEach(Runnable::run);
    }

    /** Who is told from when on a task is ready that a commit let out of its lane; set while the parts are joined. */
    public void onRelease(Consumer<Instant> listener) {
        releases = listener;
    }

    private static Locks union(List<Pending<?>> group) {
        Map<DedupeKey, DedupeClaim> claims = new LinkedHashMap<>();
        Set<Long> events = new LinkedHashSet<>();
        Set<Long> executions = new TreeSet<>();
        Set<TaskKey> tasks = new TreeSet<>();
        Set<Long> tasksOf = new TreeSet<>();
        Set<ScheduleKey> schedules = new TreeSet<>();
        Set<Long> kept = new TreeSet<>();
        Set<VariableKey> variables = new TreeSet<>();
        Set<LaneKey> lanes = new TreeSet<>();
        for (Pending<?> pending : group) {
            Locks locks = pending.unit.locks();
            locks.claims().forEach(claim -> claims.putIfAbsent(DedupeKey.of(claim), claim));
            events.addAll(locks.events());
            executions.addAll(locks.executions());
            tasks.addAll(locks.tasks());
            tasksOf.addAll(locks.tasksOf());
            schedules.addAll(locks.schedules());
            kept.addAll(locks.kept());
            variables.addAll(locks.variables());
            lanes.addAll(locks.lanes());
        }
        return new Locks(
                list(claims.values()),
                list(events),
                list(executions),
                list(tasks),
                list(tasksOf),
                list(schedules),
                list(kept),
                list(variables),
                list(lanes));
    }

    private static <T> List<T> list(Collection<T> items) {
        return List.copyOf(items);
    }

    /** Commits what is waiting and ends; what is submitted from now on is refused. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Threads::awaitEnd);
    }

    private record Pending<R>(Unit<R> unit, CompletableFuture<R> future) {
        /** Lets the unit decide and returns what to tell its submitter once the group is durable. */
        Runnable decide(GroupRows rows) {
            Unit.Decision<R> decision;
            try {
                decision = unit.decide(rows);
            } catch (MillraceException e) {
                rows.release(unit.locks().claims());
                return () -> future.completeExceptionally(e);
            } catch (RuntimeException | StackOverflowError e) {
                rows.release(unit.locks().claims());
                return () -> {
                    log.error("The unit {} failed in a way it should not", name(), e);
                    fail(broken(e));
                };
            }
            rows.apply(decision.changes());
            return () -> future.complete(decision.result());
        }

        /** For the log; what a unit holds is people's data. */
        String name() {
            return unit.getClass().getSimpleName();
        }

        void fail(MillraceException because) {
            future.completeExceptionally(because);
        }

        void refuse() {
            fail(MillraceException.retryLater(
                    ErrorCode.SHUTTING_DOWN, "The server is stopping; try again in a moment.", PAUSE));
        }
    }
}
