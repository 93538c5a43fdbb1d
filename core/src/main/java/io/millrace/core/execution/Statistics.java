package io.millrace.core.execution;

import com.github.benmanes.caffeine.cache.Cache;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.queue.TaskStore;
import io.millrace.core.shared.Caches;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How the executions of a project went. Counted from an index, the newest first and never more than {@link #MOST_COUNTED},
 * so that asking costs the same however long the history is; a report says since when it is complete. However many dashboards
 * are open, a report is made once in {@link #KEPT}.
 */
public final class Statistics {
    /** The most executions that one report counts. */
    public static final int MOST_COUNTED = 50_000;

    /** The longest range of one report. */
    public static final Duration LONGEST = Duration.ofDays(31);

    /** How long the report of a range is given again before it is made anew. */
    public static final Duration KEPT = Duration.ofSeconds(5);

    private static final ExecutionStore.Filter UNFINISHED = ExecutionStore.Filter.ALL.with(ExecutionStatus.UNFINISHED);
    private static final int MOST_KEPT = 200;
    private static final Duration SHORT = Duration.ofHours(2);
    private static final Duration MIDDLE = Duration.ofHours(49);

    private final ExecutionStore executions;
    private final TaskStore tasks;
    private final InstantSource clock;
    private final int mostCounted;
    private final Cache<Question, Report> reports;

    public Statistics(ExecutionStore executions, TaskStore tasks, InstantSource clock) {
        this(executions, tasks, clock, MOST_COUNTED);
    }

    Statistics(ExecutionStore executions, TaskStore tasks, InstantSource clock, int mostCounted) {
        this.executions = executions;
        this.tasks = tasks;
        this.clock = clock;
        this.mostCounted = mostCounted;
        this.reports = Caches.newBuilder()
                .maximumSize(MOST_KEPT)
                .expireAfterWrite(KEPT)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    private record Question(String project, Optional<Instant> from, Optional<Instant> to) {}

    /**
     * @param bucket how long each bucket is; the last one may end before it is full
     * @param countedFrom executions created from here on are counted; {@code from} unless there were too many
     * @param unfinished executions of the project that have not ended, whenever they began; at most {@link #MOST_COUNTED}
     *     are counted
     * @param oldestDue since when the task that waits longest for a free slot is due; empty when none waits
     */
    public record Report(
            Instant from,
            Instant to,
            Duration bucket,
            Instant countedFrom,
            Tally all,
            List<Bucket> buckets,
            int unfinished,
            Optional<Instant> oldestDue) {}

    /** The executions created in a part of the range. */
    public record Bucket(Instant from, Tally tally) {}

    /**
     * @param counts by status; a status that none has is 0
     * @param successRate of those that succeeded or failed, 0 to 1; empty while there are none
     * @param median how long half of those that succeeded or failed took at most, from acceptance to end; nearest rank
     * @param slow how long 95 of 100 of them took at most
     */
    public record Tally(
            Map<ExecutionStatus, Integer> counts,
            Optional<Double> successRate,
            Optional<Duration> median,
            Optional<Duration> slow) {

        static Tally of(List<ExecutionStore.Course> courses) {
            Map<ExecutionStatus, Integer> counts = new EnumMap<>(ExecutionStatus.class);
            for (ExecutionStatus status : ExecutionStatus.values()) {
                counts.put(status, 0);
            }
            courses.forEach(course -> counts.merge(course.status(), 1, Integer::sum));
            int succeeded = counts.getOrDefault(ExecutionStatus.SUCCEEDED, 0);
            int failed = counts.getOrDefault(ExecutionStatus.FAILED, 0);
            long[] micros = courses.stream()
                    .flatMap(course -> course.took().stream())
                    .mapToLong(took -> took.toNanos() / 1000)
                    .sorted()
                    .toArray();
            Optional<Double> rate =
                    succeeded + failed == 0 ? Optional.empty() : Optional.of(succeeded / (double) (succeeded + failed));
            return new Tally(counts, rate, rank(micros, 50), rank(micros, 95));
        }

        /** The smallest value that so many of a hundred are no larger than. */
        private static Optional<Duration> rank(long[] sorted, int hundredths) {
            if (sorted.length == 0) {
                return Optional.empty();
            }
            int place = Math.ceilDiv(sorted.length * hundredths, 100);
            return Optional.of(Duration.ofNanos(sorted[place - 1] * 1000));
        }
    }

    /**
     * How it went, as of the last {@link #KEPT}.
     *
     * @param from beginning of the range and of its first bucket; a day before its end when empty
     * @param to end of the range, itself not in it; now when empty
     * @throws MillraceException {@code bad_request} for a range that is empty or longer than {@link #LONGEST}
     */
    public Report of(String project, Optional<Instant> from, Optional<Instant> to) {
        return reports.get(new Question(project, from, to), this::report);
    }

    private Report report(Question question) {
        String project = question.project();
        Instant now = clock.instant();
        Instant end = question.to().orElse(now);
        Instant begin = question.from().orElseGet(() -> end.minus(Duration.ofDays(1)));
        if (!begin.isBefore(end)) {
            throw new MillraceException(ErrorCode.BAD_REQUEST, "'from' must be before 'to'.");
        }
        if (Duration.between(begin, end).compareTo(LONGEST) > 0) {
            throw new MillraceException(
                    ErrorCode.BAD_REQUEST,
                    "Statistics cover at most " + LONGEST.toDays() + " days at once. Choose 'from' and 'to' closer.");
        }
        List<ExecutionStore.Course> newestFirst = executions.courses(project, begin, end, mostCounted + 1);
        boolean tooMany = newestFirst.size() > mostCounted;
        List<ExecutionStore.Course> counted = tooMany ? newestFirst.subList(0, mostCounted) : newestFirst;
        Duration bucket = bucket(Duration.between(begin, end));
        return new Report(
                begin,
                end,
                bucket,
                tooMany ? counted.getLast().createdAt() : begin,
                Tally.of(counted),
                buckets(counted, begin, end, bucket),
                executions.count(project, UNFINISHED, Long.MAX_VALUE, mostCounted),
                tasks.oldestDue(project, now));
    }

    private static Duration bucket(Duration range) {
        if (range.compareTo(SHORT) <= 0) {
            return Duration.ofMinutes(5);
        }
        return range.compareTo(MIDDLE) <= 0 ? Duration.ofHours(1) : Duration.ofDays(1);
    }

    private static List<Bucket> buckets(
            List<ExecutionStore.Course> courses, Instant begin, Instant end, Duration bucket) {
        int count = Math.toIntExact(Math.ceilDiv(Duration.between(begin, end).toMillis(), bucket.toMillis()));
        List<List<ExecutionStore.Course>> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(new ArrayList<>());
        }
        for (ExecutionStore.Course course : courses) {
            // ids and times are read off the clock one after the other, so one may lie a moment outside
            long place = Duration.between(begin, course.createdAt()).dividedBy(bucket);
            parts.get(Math.clamp(place, 0, count - 1)).add(course);
        }
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            buckets.add(new Bucket(begin.plus(bucket.multipliedBy(i)), Tally.of(parts.get(i))));
        }
        return buckets;
    }
}
