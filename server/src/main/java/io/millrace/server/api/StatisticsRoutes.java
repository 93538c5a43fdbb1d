package io.millrace.server.api;

import static io.millrace.core.access.Permission.EXECUTION_READ;

import io.millrace.core.execution.Statistics;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.server.route.Call;
import io.millrace.server.route.QueryParameter;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the executions of a project went. */
final class StatisticsRoutes {
    private static final QueryParameter<Optional<Instant>> FROM =
            QueryParameter.time("from", "Created at this time or later; a day before 'to' when left out");
    private static final QueryParameter<Optional<Instant>> TO =
            QueryParameter.time("to", "Created before this time; now when left out");

    private final Statistics statistics;

    /** How many executions have each status. */
    record CountsView(int queued, int running, int waiting, int cancelling, int succeeded, int failed, int cancelled) {
        static CountsView of(Map<ExecutionStatus, Integer> counts) {
            return new CountsView(
                    counts.getOrDefault(ExecutionStatus.QUEUED, 0),
                    counts.getOrDefault(ExecutionStatus.RUNNING, 0),
                    counts.getOrDefault(ExecutionStatus.WAITING, 0),
                    counts.getOrDefault(ExecutionStatus.CANCELLING, 0),
                    counts.getOrDefault(ExecutionStatus.SUCCEEDED, 0),
                    counts.getOrDefault(ExecutionStatus.FAILED, 0),
                    counts.getOrDefault(ExecutionStatus.CANCELLED, 0));
        }
    }

    /**
     * @param successRate 0 to 1
     * @param p50Ms in milliseconds
     * @param p95Ms in milliseconds
     */
    record TallyView(
            int executions,
            CountsView counts,
            Optional<Double> successRate,
            Optional<Long> p50Ms,
            Optional<Long> p95Ms) {
        static TallyView of(Statistics.Tally tally) {
            return new TallyView(
                    tally.counts().values().stream().mapToInt(Integer::intValue).sum(),
                    CountsView.of(tally.counts()),
                    tally.successRate(),
                    tally.median().map(Duration::toMillis),
                    tally.slow().map(Duration::toMillis));
        }
    }

    record BucketView(Instant from, TallyView tally) {}

    /**
     * @param bucket how long each bucket is
     * @param countedFrom executions created before it were too many to be counted
     * @param complete whether all executions of the range are counted
     * @param unfinished of the whole project, whenever they began
     * @param queuedSince since when the oldest task that is due waits to be begun
     */
    record StatisticsView(
            Instant from,
            Instant to,
            Duration bucket,
            Instant countedFrom,
            boolean complete,
            int unfinished,
            Optional<Instant> queuedSince,
            TallyView total,
            List<BucketView> buckets) {
        static StatisticsView of(Statistics.Report report) {
            return new StatisticsView(
                    report.from(),
                    report.to(),
                    report.bucket(),
                    report.countedFrom(),
                    report.countedFrom().equals(report.from()),
                    report.unfinished(),
                    report.oldestDue(),
                    TallyView.of(report.all()),
                    report.buckets().stream()
                            .map(bucket -> new BucketView(bucket.from(), TallyView.of(bucket.tally())))
                            .toList());
        }
    }

    StatisticsRoutes(Statistics statistics) {
        this.statistics = statistics;
    }

    List<Route> routes() {
        return List.of(Route.get("/statistics")
                .needs(EXECUTION_READ)
                .query(FROM, TO)
                .gives(StatisticsView.class)
                .by("Count executions by status and time, as of the last five seconds", this::get));
    }

    private Reply<StatisticsView> get(Call<Void> call) {
        return Reply.ok(StatisticsView.of(statistics.of(call.project(), call.query(FROM), call.query(TO))));
    }
}
