package io.millrace.core.trigger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.core.event.Occurrence;
import io.millrace.core.execution.Intake;
import io.millrace.core.execution.Polling;
import io.millrace.core.execution.Polling.Answer;
import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.PollTrigger;
import io.millrace.core.workflow.Workflows;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks tools what is new. Where a poll stands is a row, which a node takes for itself before it asks; what it has found becomes
 * events first, each under a key made of its id, and then the row moves on. So nothing is lost when a server dies in between, and
 * what is listed again then is known by its key.
 *
 * <p>The first time, what the tool lists is what was there before: it is remembered, and starts nothing. It has no thread:
 * whoever owns it calls {@link #tick()} every {@link #PERIOD}.
 */
public final class Polls {
    /** How often due polls are looked for. */
    public static final Duration PERIOD = Duration.ofSeconds(1);

    /** The most events of one round; what is left is taken in at once in the next. */
    static final int MOST_ITEMS = 100;

    /** The most ids that a poll remembers. */
    static final int MOST_SEEN = 1_000;

    /** How long a node that has taken a poll may take, before others think that it has died. */
    static final Duration LEASE = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(Polls.class);
    private static final int MOST_AT_ONCE = 8;
    private static final int MAX_KEY = 150;
    private static final Duration REMEMBERED = Duration.ofDays(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final PollStore store;
    private final Workflows workflows;
    private final Polling polling;
    private final Intake intake;
    private final Executor threads;
    private final InstantSource clock;
    private final Counter empty;
    private final Counter fruitful;
    private final Counter failed;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    private final Set<ScheduleKey> asking = ConcurrentHashMap.newKeySet();
    private long seenRevision = -1;
    private Map<ScheduleKey, PollTrigger> published = Map.of();

    /** @param threads runs the calls, a few at a time */
    public Polls(
            PollStore store,
            Workflows workflows,
            Polling polling,
            Intake intake,
            Executor threads,
            InstantSource clock,
            MeterRegistry metrics) {
        this.store = store;
        this.workflows = workflows;
        this.polling = polling;
        this.intake = intake;
        this.threads = threads;
        this.clock = clock;
        empty = counter("empty", metrics);
        fruitful = counter("events", metrics);
        failed = counter("failed", metrics);
    }

    private static Counter counter(String result, MeterRegistry metrics) {
        return Counter.builder("millrace.polls")
                .tag("result", result)
                .description("Calls of poll triggers, by whether they brought events")
                .register(metrics);
    }

    /** Where the polls of a project stand. */
    public List<PollRow> standing(String project) {
        return store.ofProject(project);
    }

    /**
     * Lets a poll be asked at the next {@link #tick()} of any node, whenever its turn would have been. One that is being asked here
     * is left alone. One that another node is asking is asked twice: what both list is known by its key, and the later one of the
     * two decides where the poll stands.
     *
     * @throws MillraceException {@code not_found} when no such poll is published and enabled
     */
    public void hasten(String project, String workflow, String trigger) {
        ScheduleKey key = new ScheduleKey(project, workflow, trigger);
        if (workflows.polls().stream().noneMatch(poll -> key(poll).equals(key))) {
            throw new MillraceException(
                    ErrorCode.NOT_FOUND,
                    "The workflow '" + workflow + "' has no poll '" + trigger + "' that is published and enabled.");
        }
        Instant now = micros(clock.instant());
        store.ofProject(project).stream()
                .filter(row -> row.key().equals(key) && row.turnAt().isAfter(now) && !asking.contains(key))
                .forEach(row -> store.take(row, now));
    }

    /** Follows what is published and begins what is due, as far as there is room. Not for use by two threads. */
    public void tick() {
        follow();
        int free = room.availablePermits();
        if (free == 0) {
            return;
        }
        Instant now = clock.instant();
        for (PollRow row : store.due(now, free)) {
            PollTrigger trigger = published.get(row.key());
            Instant until = micros(now.plus(LEASE));
            if (trigger != null && room.tryAcquire()) {
                begin(row, trigger, until);
            }
        }
    }

    private void begin(PollRow row, PollTrigger trigger, Instant until) {
        boolean begun = false;
        // Before it is taken: whoever sees that it is taken shall see by whom.
        asking.add(row.key());
        try {
            if (store.take(row, until)) {
                threads.execute(() -> run(row, trigger, until));
                begun = true;
            }
        } finally {
            if (!begun) {
                over(row);
            }
        }
    }

    private void run(PollRow row, PollTrigger trigger, Instant until) {
        try {
            if (!store.save(ask(row, trigger), until)) {
                log.info("The poll {} was changed while it was asked; it is asked again", row.key());
            }
        } catch (RuntimeException e) {
            log.warn("The poll {} could not be done, and is tried again in {}: {}", row.key(), LEASE, e.toString());
        } finally {
            over(row);
        }
    }

    private void over(PollRow row) {
        asking.remove(row.key());
        room.release();
    }

    /** @return the row as it is to be afterwards */
    private PollRow ask(PollRow row, PollTrigger trigger) {
        Optional<String> cursor = cursor(row, trigger);
        try {
            return switch (polling.ask(trigger, cursor)) {
                case Answer.Listed(Object output) -> listed(row, trigger, cursor, Listing.of(trigger, output));
                case Answer.Refused refused -> refused(row, trigger, refused);
            };
        } catch (Listing.UnreadableException e) {
            return failed(
                    row,
                    String.valueOf(e.getMessage()),
                    later(row, trigger.poll().every()));
        } catch (MillraceException e) {
            return failed(row, String.valueOf(e.getMessage()), later(row, FIRST_PAUSE));
        }
    }

    private Optional<String> cursor(PollRow row, PollTrigger trigger) {
        if (trigger.spec().cursor().isEmpty()) {
            return Optional.empty();
        }
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return Optional.of(row.position().isEmpty() ? now : row.position());
    }

    private PollRow listed(PollRow row, PollTrigger trigger, Optional<String> cursor, Listing listing) {
        Instant now = clock.instant();
        List<String> fresh = listing.without(row.seen());
        Instant next = micros(now.plus(trigger.poll().every()));
        String reached = Listing.later(cursor, listing.cursor()).orElse("");
        if (!row.started()) {
            empty.increment();
            return row.asked(micros(now), next, reached, newest(row.seen(), fresh), 0);
        }
        List<String> taken = fresh.stream().limit(MOST_ITEMS).toList();
        for (String id : taken) {
            intake.accept(occurrence(row, trigger, id, listing.items().get(id), now));
        }
        (taken.isEmpty() ? empty : fruitful).increment();
        boolean more = taken.size() < fresh.size();
        return row.asked(
                micros(now),
                more ? micros(now) : next,
                more ? row.position() : reached,
                newest(row.seen(), taken),
                taken.size());
    }

    private static List<String> newest(List<String> known, List<String> added) {
        List<String> all = new ArrayList<>(known);
        all.addAll(added);
        return all.subList(Math.max(0, all.size() - MOST_SEEN), all.size());
    }

    private PollRow refused(PollRow row, PollTrigger trigger, Answer.Refused refused) {
        Duration pause = switch (refused.errorClass()) {
            case NETWORK, TIMEOUT, SERVER_ERROR -> later(row, FIRST_PAUSE);
            default -> later(row, trigger.poll().every());
        };
        return failed(
                row,
                refused.errorClass().code() + ": " + refused.message(),
                refused.pause().filter(asked -> asked.compareTo(pause) > 0).orElse(pause));
    }

    /** Each pause is twice the one before, up to an hour, or what was the first one if that is more. */
    private static Duration later(PollRow row, Duration first) {
        Duration longest = first.compareTo(LONGEST_PAUSE) > 0 ? first : LONGEST_PAUSE;
        Duration pause = first.multipliedBy(1L << Math.min(row.failures(), 12));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }

    private PollRow failed(PollRow row, String error, Duration pause) {
        failed.increment();
        Instant now = clock.instant();
        return row.failed(micros(now), micros(now.plus(pause)), error);
    }

    private Occurrence occurrence(PollRow row, PollTrigger trigger, String id, @Nullable Object item, Instant now) {
        ScheduleKey key = row.key();
        Occurrence.Origin origin = new Occurrence.FromPoll(key.workflow(), key.trigger());
        // With what is polled, as the same id means something else in another list.
        String known = digest(row.spec()) + "/" + (id.length() > MAX_KEY ? digest(id) : id);
        return new Occurrence(
                key.project(),
                origin,
                trigger.poll().poll(),
                origin.source(key.project()),
                now,
                Optional.of(new Occurrence.Dedupe(known, now.plus(REMEMBERED))),
                item,
                Map.of(),
                "poll-" + key.workflow() + "-" + now.toEpochMilli());
    }

    private static String digest(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void follow() {
        long revision = workflows.routingRevision();
        if (revision == seenRevision) {
            return;
        }
        Map<ScheduleKey, PollTrigger> now = new LinkedHashMap<>();
        workflows.polls().forEach(trigger -> now.put(key(trigger), trigger));
        Instant first = micros(clock.instant());
        store.add(now.entrySet().stream()
                .map(entry -> PollRow.first(entry.getKey(), spec(entry.getValue()), first))
                .toList());
        store.remove(store.all().stream()
                .map(PollRow::key)
                .filter(key -> !now.containsKey(key))
                .toList());
        published = now;
        seenRevision = revision;
    }

    private static ScheduleKey key(PollTrigger trigger) {
        return new ScheduleKey(
                trigger.workflow().project(),
                trigger.workflow().id(),
                trigger.poll().id());
    }

    /** What a change of makes it another poll; how often it is asked does not. */
    private static String spec(PollTrigger trigger) {
        return Json.write(List.of(
                trigger.poll().poll(),
                trigger.poll().connection().orElse(""),
                trigger.poll().input(),
                trigger.poll().items().orElse(""),
                trigger.poll().itemId().orElse("")));
    }

    /** As the store keeps times. */
    private static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
