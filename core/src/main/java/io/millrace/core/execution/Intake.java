package io.millrace.core.execution;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.core.event.Occurrence;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.ledger.Ancestry;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.ledger.ScheduleRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.queue.TaskQueue;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.Published;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door in: an occurrence becomes an event, its executions and their first tasks, in one commit. Returning means
 * that all of it is on disk.
 *
 * <p>Which workflows match, and whether their {@code when} holds, is judged before the commit; inside it only the dedupe
 * key decides whether the event is new.
 */
public final class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private static final int MOST_WAITING = 20_000;
    /** How long an event waits for a slot to come free before it goes through the store; not felt by a sender. */
    private static final Duration PATIENCE = Duration.ofMillis(20);

    /** How many ids are tried for one event before its sender is to try again. */
    private static final int MOST_IDS = 5;

    private static final Duration OVERLOAD_PAUSE = Duration.ofSeconds(2);

    private final Matcher matcher;
    private final Commits committer;
    private final TaskQueue queue;
    private final Handover handover;
    private final Recall recall;
    private final Payloads payloads;
    private final Ids ids;
    private final InstantSource clock;
    private final Counter accepted;
    private final Counter duplicates;

    Intake(
            Matcher matcher,
            Commits committer,
            TaskQueue queue,
            Handover handover,
            Recall recall,
            Payloads payloads,
            Ids ids,
            InstantSource clock,
            MeterRegistry metrics) {
        this.matcher = matcher;
        this.committer = committer;
        this.queue = queue;
        this.handover = handover;
        this.recall = recall;
        this.payloads = payloads;
        this.ids = ids;
        this.clock = clock;
        this.accepted = Counter.builder("millrace.events")
                .tag("result", "accepted")
                .description("Events taken in")
                .register(metrics);
        this.duplicates =
                Counter.builder("millrace.events").tag("result", "duplicate").register(metrics);
    }

    /**
     * What became of an occurrence.
     *
     * @param event the id of the stored event; of the first one when this was a duplicate
     * @param executions those this occurrence started; none for a duplicate, and that of the first for a duplicate replay
     */
    public record Accepted(long event, boolean duplicate, List<Long> executions) {}

    /** The move of a schedule that is part of the commit that makes its event. */
    public record Fire(ScheduleKey key, Instant slot, ScheduleRow after) {}

    /**
     * Takes an occurrence in.
     *
     * @throws MillraceException {@code overloaded} or {@code store_unavailable}, both worth another try; nothing was stored
     *     unless the same key is answered as a duplicate later
     */
    public Accepted accept(Occurrence occurrence) {
        return accept(occurrence, Optional.empty());
    }

    /** Takes in the event of one slot of a schedule, and moves the schedule on in the same commit. */
    public Accepted fire(Occurrence occurrence, Fire fire) {
        return accept(occurrence, Optional.of(fire));
    }

    private Accepted accept(Occurrence occurrence, Optional<Fire> fire) {
        return withFreshIds(() -> acceptOnce(occurrence, fire));
    }

    /** Two nodes that both believe to have one number make the same ids for a moment; the next ones differ. */
    private static Accepted withFreshIds(Supplier<Accepted> commit) {
        for (int i = 1; i < MOST_IDS; i++) {
            try {
                return commit.get();
            } catch (IdTakenException e) {
                log.warn("{}", e.getMessage());
            }
        }
        return commit.get();
    }

    private Accepted acceptOnce(Occurrence occurrence, Optional<Fire> fire) {
        refuseOverload();
        long id = ids.next();
        List<Match> matches = matcher.match(occurrence, id);
        EventRow event = eventRow(id, occurrence, matches);
        List<Beginning> beginnings = matches.stream()
                .flatMap(match -> match.started().stream())
                .map(started -> new Beginning(started, occurrence.trace(), Matcher.ancestry(occurrence)))
                .toList();
        Accepted result =
                commit(new Acceptance(event, matches, occurrence.dedupe(), beginnings, fire, clock.instant()));
        (result.duplicate() ? duplicates : accepted).increment();
        if (result.duplicate()) {
            payloads.discard(event.data());
        }
        if (!result.executions().isEmpty()) { // nobody else will read it soon
            recall.remember(event, occurrence.data(), occurrence.headers());
        }
        return result;
    }

    /** Starts new executions for a stored event, on the newest versions of what it matches now. */
    public Accepted replay(EventRow event, Occurrence occurrence) {
        refuseOverload();
        Accepted result = withFreshIds(() -> {
            List<Beginning> beginnings = matcher.match(occurrence, event.id()).stream()
                    .flatMap(match -> match.started().stream())
                    .map(started -> new Beginning(started, occurrence.trace(), Matcher.ancestry(occurrence)))
                    .toList();
            return commit(new Replay(event, beginnings, Optional.empty(), clock.instant()));
        });
        if (!result.executions().isEmpty()) {
            recall.remember(event, occurrence.data(), occurrence.headers());
        }
        return result;
    }

    /**
     * Starts a new execution of one workflow for a stored event.
     *
     * @param once by which a second call for the same is recognised: it is a duplicate, with the execution of the first
     */
    Accepted replay(EventRow event, Published workflow, Optional<Occurrence.Dedupe> once, String trace) {
        refuseOverload();
        Accepted accepted = withFreshIds(() -> {
            Beginning beginning =
                    new Beginning(matcher.again(workflow, () -> recall.event(event.id())), trace, Ancestry.NONE);
            return commit(new Replay(event, List.of(beginning), once, clock.instant()));
        });
        if (accepted.executions().isEmpty()) {
            throw new MillraceException(
                    ErrorCode.CONFLICT,
                    "Nothing was started: as many executions of the workflow '" + workflow.id()
                            + "' as may are running, and it skips what comes meanwhile.");
        }
        return accepted;
    }

    private void refuseOverload() {
        if (committer.waiting() > MOST_WAITING) {
            throw MillraceException.retryLater(
                    ErrorCode.OVERLOADED,
                    "More events arrive than can be stored. Nothing was accepted; send it again in a moment.",
                    OVERLOAD_PAUSE);
        }
    }

    /** Commits with slots reserved for what can run at once, and runs it. */
    private Accepted commit(StartingUnit unit) {
        int slots = queue.slots().reserveToHandOver(unit.firstTasks(), PATIENCE);
        Started started =
                handover.commit(0, slots, ownership -> committer.commit(unit.owning(ownership)), Started::begun);
        started.begun().forEach(advanced -> queue.run(advanced.handedOver()));
        return new Accepted(started.event(), started.duplicate(), started.executions());
    }

    private EventRow eventRow(long id, Occurrence occurrence, List<Match> matches) {
        return new EventRow(
                id,
                occurrence.project(),
                occurrence.type(),
                occurrence.source(),
                occurrence.time(),
                payloads.kept(occurrence),
                Json.write(occurrence.headers()),
                Json.write(matches.stream().map(Match::told).toList()),
                occurrence.trace());
    }

    /** A unit that starts executions; it is told which slots it has when it is about to be committed. */
    interface StartingUnit {
        int firstTasks();

        Unit<Started> owning(Planning.Ownership ownership);
    }

    /**
     * What a commit started.
     *
     * @param begun the executions that this very commit made; none when an earlier one did, whose answer was lost
     */
    record Started(long event, boolean duplicate, List<Long> executions, List<Advanced> begun) {
        static Started duplicate(long holder) {
            return new Started(holder, true, List.of(), List.of());
        }

        static Started now(long event, List<Advanced> begun) {
            List<Long> executions =
                    begun.stream().map(advanced -> advanced.execution().id()).toList();
            return new Started(event, false, executions, begun);
        }

        /** @param made which of the executions that were to begin the earlier commit has made */
        static Started before(long event, List<Beginning> beginnings, Set<Long> made) {
            List<Long> executions = beginnings.stream()
                    .map(beginning -> beginning.start().execution())
                    .filter(made::contains)
                    .toList();
            return new Started(event, false, executions, List.of());
        }
    }

    /**
     * Makes the executions' rows and first tasks within a unit; slots are shared out in turn.
     *
     * @param asked when the unit was made: lanes count by the time at which it decides, which may be much later
     */
    static Begun begin(
            List<Beginning> beginnings,
            long event,
            Instant asked,
            Planning.Ownership ownership,
            Rows rows,
            List<Change> changes) {
        int slots = ownership.slots();
        Instant now = rows.noEarlierThan(asked);
        Entry entry = new Entry(rows, now, changes);
        List<Advanced> made = new ArrayList<>();
        Map<Long, String> skipped = new LinkedHashMap<>();
        for (Beginning beginning : beginnings) {
            Planning.Ownership left = new Planning.Ownership(ownership.node(), slots);
            switch (beginning.begin(event, now, entry, left, changes)) {
                case Beginning.Begun.Made(Advanced advanced) -> {
                    slots -= advanced.handedOver().size();
                    made.add(advanced);
                }
                case Beginning.Begun.Skipped(String reason) ->
                    skipped.put(beginning.start().execution(), reason);
            }
        }
        return new Begun(made, skipped);
    }

    /**
     * What came of several starts.
     *
     * @param skipped the ids of those that were not made, with the reason
     */
    record Begun(List<Advanced> made, Map<Long, String> skipped) {}

    /** What the starts have to pass, to be locked. */
    static List<LaneKey> lanes(List<Beginning> beginnings) {
        return beginnings.stream()
                .flatMap(beginning -> beginning.lanes().stream())
                .toList();
    }
}
