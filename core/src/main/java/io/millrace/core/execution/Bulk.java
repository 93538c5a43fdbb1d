package io.millrace.core.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.millrace.core.event.Occurrence;
import io.millrace.core.execution.Replays.OnVersion;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.shared.Cursor;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One change of many executions: first counted, then done in portions that the caller asks for one by one. The cursor that
 * the count gives is needed to begin, and binds what follows to what was counted: the same change, the same filter, and no
 * execution that came later.
 *
 * <p>A portion whose answer was lost can be asked for again. What it has cancelled or restarted is not found again, or has ended
 * after it was counted, and such are left alone; a replay is recognised by the cursor for {@link #REMEMBERED}.
 */
public final class Bulk {
    private static final Logger log = LoggerFactory.getLogger(Bulk.class);

    /** The most executions that are counted. */
    public static final int MOST_COUNTED = 100_000;

    /** The most executions of one portion. */
    public static final int PORTION = 100;

    /** How long a replay is known not to be done twice. */
    public static final Duration REMEMBERED = Duration.ofHours(24);

    private final ExecutionStore store;
    private final Executions executions;
    private final Replays replays;
    private final Ids ids;
    private final Executor spread;
    private final InstantSource clock;

    /** @param spread runs what is done of one portion, side by side or in turn */
    Bulk(ExecutionStore store, Executions executions, Replays replays, Ids ids, Executor spread, InstantSource clock) {
        this.store = store;
        this.executions = executions;
        this.replays = replays;
        this.ids = ids;
        this.spread = spread;
        this.clock = clock;
    }

    /** What can be done with many executions. */
    public enum Operation {
        CANCEL(ExecutionStatus.QUEUED, ExecutionStatus.RUNNING, ExecutionStatus.WAITING),
        RESTART(ExecutionStatus.FAILED, ExecutionStatus.CANCELLED),
        REPLAY(ExecutionStatus.SUCCEEDED, ExecutionStatus.FAILED, ExecutionStatus.CANCELLED);

        private final List<ExecutionStatus> applies;

        Operation(ExecutionStatus... applies) {
            this.applies = List.of(applies);
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is asked for.
     *
     * @param onVersion for {@link Operation#REPLAY}
     * @param filter whose statuses, if it has any, are among those that the operation applies to
     */
    public record Wish(Operation operation, OnVersion onVersion, ExecutionStore.Filter filter) {
        /** Those that the operation is for, where the filter is for more. */
        private ExecutionStore.Filter applying() {
            List<ExecutionStatus> wrong = filter.statuses().stream()
                    .filter(status -> !operation.applies.contains(status))
                    .toList();
            if (!wrong.isEmpty()) {
                throw new MillraceException(
                        ErrorCode.BAD_REQUEST,
                        "'" + operation.code() + "' is not for executions that are "
                                + wrong.getFirst().code() + ", only for those that are " + codes(operation.applies)
                                + ".");
            }
            return filter.statuses().isEmpty() ? filter.with(operation.applies) : filter;
        }

        private static String codes(List<ExecutionStatus> statuses) {
            return statuses.stream().map(ExecutionStatus::code).collect(Collectors.joining(", "));
        }
    }

    /**
     * How many executions a change would be for.
     *
     * @param matching how many there are, up to {@link #MOST_COUNTED}
     * @param more whether there are more than were counted
     * @param cursor what to begin with; empty when there are none
     */
    public record Count(int matching, boolean more, Optional<String> cursor) {}

    /**
     * What one portion did.
     *
     * @param done the executions it has changed, or the new ones of replays
     * @param next what to go on with; empty when that was all
     */
    public record Portion(List<Long> done, List<Refusal> refused, Optional<String> next) {}

    /** Why one execution was left as it is. */
    public record Refusal(long execution, ErrorCode code, String detail) {}

    /** Where a change stands. */
    private record Place(long bulk, long before) {
        String key() {
            return Ids.text("exe", bulk) + " " + Ids.text("exe", before);
        }

        static Optional<Place> read(String key) {
            String[] parts = key.split(" ", -1);
            return parts.length != 2
                    ? Optional.empty()
                    : Ids.parse("exe", parts[0])
                            .flatMap(bulk -> Ids.parse("exe", parts[1]).map(before -> new Place(bulk, before)));
        }
    }

    /** @throws MillraceException {@code bad_request} when the filter is for a status that the operation is not for */
    public Count count(String project, Wish wish) {
        ExecutionStore.Filter filter = wish.applying();
        List<ExecutionRow> newest = store.list(project, filter, Long.MAX_VALUE, 1);
        if (newest.isEmpty()) {
            return new Count(0, false, Optional.empty());
        }
        long before = newest.getFirst().id() + 1;
        int counted = store.count(project, filter, before, MOST_COUNTED + 1);
        String cursor = cursor(project, wish).write(new Place(ids.next(), before).key());
        return new Count(Math.min(counted, MOST_COUNTED), counted > MOST_COUNTED, Optional.of(cursor));
    }

    /**
     * Does the next portion.
     *
     * @param cursor of the count, or {@code next} of the portion before
     * @throws MillraceException {@code bad_request} when the cursor is of another change or filter
     */
    public Portion next(String project, Wish wish, String cursor, String trace) {
        Place place = place(project, wish, cursor);
        List<ExecutionRow> rows = store.list(project, wish.applying(), place.before(), PORTION + 1);
        List<ExecutionRow> portion = rows.subList(0, Math.min(rows.size(), PORTION));
        List<CompletableFuture<Outcome>> under = portion.stream()
                .map(row -> CompletableFuture.supplyAsync(() -> change(row, wish, place.bulk(), trace), spread))
                .toList();
        List<Outcome> outcomes = under.stream().map(CompletableFuture::join).toList();
        Optional<String> next = rows.size() <= PORTION
                ? Optional.empty()
                : Optional.of(cursor(project, wish)
                        .write(new Place(place.bulk(), portion.getLast().id()).key()));
        return new Portion(
                outcomes.stream().flatMap(outcome -> outcome.done().stream()).toList(),
                outcomes.stream().flatMap(outcome -> outcome.refused().stream()).toList(),
                next);
    }

    /** One of both is present. */
    private record Outcome(Optional<Long> done, Optional<Refusal> refused) {}

    private Outcome change(ExecutionRow row, Wish wish, long bulk, String trace) {
        if (row.finishedAt() != null && Ids.firstAt(row.finishedAt()) > bulk) {
            return refused(row, ErrorCode.CONFLICT, "It has ended after the executions were counted.");
        }
        String project = row.project();
        try {
            long done = switch (wish.operation()) {
                case CANCEL -> executions.cancel(project, row.id(), trace).id();
                case RESTART -> executions.restart(project, row.id(), trace).id();
                case REPLAY -> {
                    Occurrence.Dedupe once = new Occurrence.Dedupe(
                            "bulk " + bulk + " " + row.id(), clock.instant().plus(REMEMBERED));
                    yield replays.execution(project, row.id(), wish.onVersion(), Optional.of(once), trace)
                            .executions()
                            .getFirst();
                }
            };
            return new Outcome(Optional.of(done), Optional.empty());
        } catch (MillraceException e) {
            return refused(row, e.code(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.error("The execution {} could not be changed in bulk", Ids.text("exe", row.id()), e);
            return refused(row, ErrorCode.INTERNAL, "It failed by a fault of Millrace; the server's log says where.");
        }
    }

    private static Outcome refused(ExecutionRow row, ErrorCode code, String detail) {
        return new Outcome(Optional.empty(), Optional.of(new Refusal(row.id(), code, detail)));
    }

    private static Place place(String project, Wish wish, String cursor) {
        try {
            return cursor(project, wish).read(cursor, Place::read);
        } catch (MillraceException e) {
            throw new MillraceException(
                    ErrorCode.BAD_REQUEST,
                    "This cursor is of another change, filter or project. Count again and begin with the cursor that it gives.",
                    e);
        }
    }

    /** Of another change, filter or project it is another cursor. */
    private static Cursor cursor(String project, Wish wish) {
        ExecutionStore.Filter filter = wish.filter();
        String which = Json.write(Arrays.asList(
                project,
                wish.onVersion().name(),
                filter.statuses().stream().map(ExecutionStatus::code).toList(),
                filter.workflow().orElse(null),
                filter.tool().orElse(null),
                filter.action().orElse(null),
                filter.connection().orElse(null),
                filter.tag().orElse(null),
                filter.from().map(Instant::toString).orElse(null),
                filter.to().map(Instant::toString).orElse(null)));
        return new Cursor(
                "bulk " + wish.operation().code() + " " + Hashing.sha256().hashString(which, UTF_8));
    }
}
