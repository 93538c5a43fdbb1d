package io.millrace.core.execution;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.core.action.ActionRunner;
import io.millrace.core.lane.Breaker;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.lane.Limits;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.Committer;
import io.millrace.core.ledger.FenceLostException;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.Allowance;
import io.millrace.sdk.ErrorClass;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The doors to the connections of steps. Where nothing limits a connection and nothing has shut it, its door costs a look
 * into memory; else the step asks the connection's lane.
 */
final class Doors {
    private static final Logger log = LoggerFactory.getLogger(Doors.class);

    private static final String CONNECTION = "connection:";

    /** So often a step asks anew when its commit took so long that its turn had passed; then it goes in its own time. */
    private static final int MOST_ASKED = 3;

    private final ActionRunner actions;
    private final Committer committer;
    private final ShutLanes shut;
    private final FailureRatios ratios;
    private final InstantSource clock;
    private final Allowances allowances = new Allowances();
    private final Counter opened;
    private final Counter closed;
    private final Counter learned;
    private final Counter refused;

    Doors(ActionRunner actions, Committer committer, ShutLanes shut, InstantSource clock, MeterRegistry metrics) {
        this.actions = actions;
        this.committer = committer;
        this.shut = shut;
        this.clock = clock;
        ratios = new FailureRatios(clock);
        opened = Counter.builder("millrace.breaker.changes")
                .tag("to", "open")
                .description("How often breakers of connections opened and closed")
                .register(metrics);
        closed = Counter.builder("millrace.breaker.changes").tag("to", "closed").register(metrics);
        learned = Counter.builder("millrace.connections.used.up")
                .description(
                        "How often nobody could call over a connection because its tool had told that its limit is used up")
                .register(metrics);
        refused = Counter.builder("millrace.connections.refused")
                .description("How often a connection was shut because its tool refused the credentials")
                .register(metrics);
    }

    /** Whether nothing stands against opening a lane that refused credentials have shut. */
    boolean mended(LaneKey lane) {
        return lane.scope().startsWith(CONNECTION)
                && !actions.refused(lane.project(), lane.scope().substring(CONNECTION.length()));
    }

    /** What the lane of a connection is to keep to by now; empty for other lanes. Nothing for a connection that is gone. */
    Optional<Limits> wanted(LaneKey lane) {
        return lane.scope().startsWith(CONNECTION)
                ? Optional.of(actions.limits(lane.project(), lane.scope().substring(CONNECTION.length())))
                : Optional.empty();
    }

    static LaneKey lane(String project, String connection) {
        return LaneKey.of(project, CONNECTION + connection, "");
    }

    /**
     * Asks whether a step may call now.
     *
     * @param task as it was claimed
     * @return false when the task waits in the lane now, and is nobody's business here any more
     * @throws MillraceException {@code store_unavailable}
     */
    boolean enter(TaskRow task, String connection) {
        Limits limits = actions.limits(task.project(), connection);
        LaneKey lane = lane(task.project(), connection);
        boolean closed = shut.contains(lane);
        if (!limits.any() && !closed) {
            return true;
        }
        if (lane.equals(task.lane())
                && task.countedOnRelease()
                && !closed
                && !limits.late(task.turnAt(), clock.instant())) {
            return true;
        }
        try {
            return ask(task, lane, limits);
        } catch (FenceLostException e) {
            log.info("The task waits for its turn or is worked on elsewhere: {}", e.getMessage());
            return false;
        }
    }

    private boolean ask(TaskRow task, LaneKey lane, Limits limits) {
        TaskRow asking = task;
        Optional<Instant> missed = Admission.missed(task);
        for (int i = 0; i < MOST_ASKED; i++) {
            Instant now = clock.instant();
            if (!committer.commit(new Admission(asking, lane, limits, missed, mended(lane), now))) {
                return false;
            }
            if (!limits.late(now, clock.instant())) {
                return true;
            }
            asking = task.admitted(lane);
            missed = Optional.of(now);
        }
        return true;
    }

    /** A call begins, which {@link #ended} follows in any case. */
    void begins(String project, String connection) {
        allowances.begins(lane(project, connection));
    }

    /** A call that began is over. */
    void ended(String project, String connection) {
        allowances.ends(lane(project, connection));
    }

    /**
     * Draws from what came of a call what it means for the calls of others. Never fails.
     *
     * @param allowance how much more the tool allows, where it has told
     */
    void report(String project, String connection, Verdict verdict, Optional<Allowance> allowance) {
        LaneKey lane = lane(project, connection);
        try {
            allowance.ifPresent(told -> learn(lane, told));
            if (verdict instanceof Verdict.Retry retry && retry.errorClass() == ErrorClass.RATE_LIMIT) {
                change(new Turn(lane, new What.Hold(retry.at()), clock.instant()));
            } else if (verdict instanceof Verdict.Fail fail && fail.errorClass() == ErrorClass.AUTHENTICATION) {
                if (!mended(lane)) {
                    change(new Turn(lane, new What.Refused(), clock.instant()));
                }
            } else if (!(verdict instanceof Verdict.Stop)) {
                judge(lane, down(verdict));
            }
        } catch (MillraceException e) {
            log.warn("What a call showed of {} could not be told to the others: {}", lane.id(), e.getMessage());
        }
    }

    private void learn(LaneKey lane, Allowance allowance) {
        allowances
                .answered(lane, allowance, shut.contains(lane), clock.instant())
                .ifPresent(news -> {
                    change(new Turn(lane, new What.Learned(news), clock.instant()));
                    allowances.told(lane, news);
                });
    }

    /** How much more a connection's tool allows, as it last told this node. */
    Optional<Allowance> allowance(LaneKey lane) {
        return allowances.last(lane);
    }

    private void judge(LaneKey lane, boolean down) {
        boolean tooMany = ratios.tooMany(lane, down);
        if (shut.contains(lane) || tooMany) {
            change(new Turn(lane, new What.Seen(down), clock.instant()));
        }
    }

    private void change(Turn turn) {
        Told told = committer.commit(turn);
        if (told.after().shut()) {
            shut.add(turn.lane());
        }
        if (told.before().refusedAt() == null && told.after().refusedAt() != null) {
            refused.increment();
        }
        if (turn.what() instanceof What.Learned(Allowances.News news)
                && news.usedUp()
                && !Objects.equals(told.before().learned(), told.after().learned())) {
            learned.increment();
        }
        if (Breaker.opened(told.before().breaker(), told.after().breaker())) {
            opened.increment();
        } else if (told.after().breaker().isEmpty() && !told.before().breaker().isEmpty()) {
            closed.increment();
        }
    }

    /** Whether the tool failed rather than the call. */
    private static boolean down(Verdict verdict) {
        Optional<ErrorClass> errorClass = switch (verdict) {
            case Verdict.Retry retry -> Optional.of(retry.errorClass());
            case Verdict.Fail fail -> Optional.of(fail.errorClass());
            case Verdict.Ask ask -> Optional.of(ask.errorClass());
            default -> Optional.empty();
        };
        return errorClass
                .filter(known ->
                        known == ErrorClass.NETWORK || known == ErrorClass.TIMEOUT || known == ErrorClass.SERVER_ERROR)
                .isPresent();
    }

    /** What a lane was, and what it is now. */
    record Told(LaneRow before, LaneRow after) {}

    /** What a call has shown. */
    sealed interface What {
        /** The tool wants to be left alone until then. */
        record Hold(Instant until) implements What {}

        /** The tool has told how much more it allows. */
        record Learned(Allowances.News news) implements What {}

        /** The tool has refused the credentials. */
        record Refused() implements What {}

        /** @param down whether the tool failed rather than the call */
        record Seen(boolean down) implements What {}
    }

    /** Tells the lane of a connection what a call has shown. */
    record Turn(LaneKey lane, What what, Instant now) implements Unit<Doors.Told> {
        @Override
        public Locks locks() {
            return Locks.NONE.and(List.of(lane));
        }

        @Override
        public Decision<Told> decide(Rows rows) {
            LaneRow row = rows.lane(lane);
            LaneRow after = switch (what) {
                case What.Hold(Instant until) -> row.heldUntil(until);
                case What.Learned(Allowances.News news) -> row.told(news.allowance(), news.usedUp(), now);
                case What.Refused() -> row.refused(now);
                case What.Seen(boolean down) -> {
                    Breaker breaker = Breaker.parse(row.breaker());
                    yield row.with(down ? breaker.failed(now) : breaker.succeeded());
                }
            };
            if (!after.breaker().equals(row.breaker())) {
                log.info("The breaker of {} is now '{}'", lane.id(), after.breaker());
            }
            List<Change> changes = after.equals(row) ? List.of() : List.of(new Change.SetLane(after));
            return new Decision<>(new Told(row, after), changes);
        }
    }
}
