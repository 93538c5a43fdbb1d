package io.millrace.core.execution;

import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.EngineRows.aTask;
import static io.millrace.core.engine.EngineRows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.engine.EngineStores;
import io.millrace.core.engine.FakeEngineStore;
import io.millrace.core.engine.SettableClock;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.FakeWorkflowStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private final EngineStores stores = new FakeEngineStore(new FakeWorkflowStore()).stores();
    private int number;

    private void given(ExecutionStatus status, Instant created, Duration took) {
        long id = Ids.firstAt(created) + ++number;
        write(
                stores.ledger(),
                new Change.AddExecution(new ExecutionRow(
                        id,
                        "default",
                        "orders",
                        1,
                        id,
                        status,
                        "",
                        null,
                        1,
                        created,
                        status.ended() ? created.plus(took) : null)));
    }

    private Statistics.Report report(int mostCounted, Instant from, Instant to) {
        return new Statistics(stores.executions(), stores.tasks(), () -> T0, mostCounted)
                .of("default", Optional.of(from), Optional.of(to));
    }

    private static int count(Statistics.Tally tally, ExecutionStatus status) {
        return tally.counts().getOrDefault(status, -1);
    }

    @Test
    void executions_are_counted_by_status_in_the_bucket_of_their_acceptance() {
        given(ExecutionStatus.SUCCEEDED, T0, Duration.ofMillis(10));
        given(ExecutionStatus.FAILED, T0.plus(Duration.ofMinutes(59)), Duration.ofHours(3));
        given(ExecutionStatus.RUNNING, T0.plus(Duration.ofHours(1)), Duration.ZERO);

        Statistics.Report report = report(10, T0, T0.plus(Duration.ofMinutes(150)));

        assertThat(report.bucket()).isEqualTo(Duration.ofHours(1));
        assertThat(report.buckets())
                .extracting(Statistics.Bucket::from)
                .containsExactly(T0, T0.plusSeconds(3600), T0.plusSeconds(7200));
        assertThat(report.buckets())
                .extracting(bucket -> bucket.tally().counts().values().stream()
                        .mapToInt(each -> each)
                        .sum())
                .containsExactly(2, 1, 0);
        assertThat(count(report.buckets().getFirst().tally(), ExecutionStatus.FAILED))
                .isEqualTo(1);
        assertThat(count(report.all(), ExecutionStatus.RUNNING)).isEqualTo(1);
        assertThat(count(report.all(), ExecutionStatus.CANCELLED)).isZero();
        assertThat(report.countedFrom()).isEqualTo(T0);
    }

    @Test
    void rate_and_durations_are_those_of_what_succeeded_or_failed() {
        for (int i = 1; i <= 19; i++) {
            given(ExecutionStatus.SUCCEEDED, T0.plusSeconds(i), Duration.ofMillis(i));
        }
        given(ExecutionStatus.FAILED, T0.plusSeconds(20), Duration.ofSeconds(9));
        given(ExecutionStatus.CANCELLED, T0.plusSeconds(21), Duration.ofDays(9));
        given(ExecutionStatus.QUEUED, T0.plusSeconds(22), Duration.ZERO);

        Statistics.Tally all = report(100, T0, T0.plusSeconds(60)).all();

        assertThat(all.successRate()).contains(0.95);
        assertThat(all.median()).contains(Duration.ofMillis(10));
        assertThat(all.slow()).contains(Duration.ofMillis(19));
    }

    @Test
    void nothing_that_has_ended_means_no_rate_and_no_duration() {
        given(ExecutionStatus.QUEUED, T0, Duration.ZERO);
        given(ExecutionStatus.CANCELLED, T0, Duration.ZERO);

        Statistics.Tally all = report(100, T0, T0.plusSeconds(60)).all();

        assertThat(all.successRate()).isEmpty();
        assertThat(all.median()).isEmpty();
        assertThat(all.slow()).isEmpty();
    }

    @Test
    void of_too_many_the_newest_are_counted_and_the_report_says_since_when() {
        for (int i = 0; i < 5; i++) {
            given(ExecutionStatus.SUCCEEDED, T0.plusSeconds(i), Duration.ZERO);
        }

        Statistics.Report report = report(3, T0, T0.plusSeconds(60));

        assertThat(report.countedFrom()).isEqualTo(T0.plusSeconds(2));
        assertThat(count(report.all(), ExecutionStatus.SUCCEEDED)).isEqualTo(3);
        assertThat(report(5, T0, T0.plusSeconds(60)).countedFrom())
                .as("exactly as many as are counted")
                .isEqualTo(T0);
    }

    @Test
    void the_task_that_waits_longest_says_how_old_the_queue_is() {
        write(
                stores.ledger(),
                new Change.AddTask(aTask(1, "a", "default", T0.minusSeconds(5))),
                new Change.AddTask(aTask(2, "a", "default", T0.minusSeconds(9))),
                new Change.AddTask(aTask(3, "a", "other", T0.minusSeconds(60))));

        assertThat(report(1, T0.minusSeconds(60), T0).oldestDue()).contains(T0.minusSeconds(9));
    }

    @Test
    void what_has_not_ended_is_counted_whenever_it_began() {
        given(ExecutionStatus.WAITING, T0.minus(Duration.ofDays(9)), Duration.ZERO);
        given(ExecutionStatus.RUNNING, T0, Duration.ZERO);
        given(ExecutionStatus.FAILED, T0, Duration.ZERO);

        Statistics.Report report = report(10, T0, T0.plusSeconds(60));

        assertThat(count(report.all(), ExecutionStatus.WAITING)).isZero();
        assertThat(report.unfinished()).isEqualTo(2);
        assertThat(report(1, T0, T0.plusSeconds(60)).unfinished())
                .as("no further than is counted")
                .isEqualTo(1);
    }

    @Test
    void a_report_is_given_again_for_five_seconds() {
        SettableClock clock = new SettableClock(T0);
        Statistics statistics = new Statistics(stores.executions(), stores.tasks(), clock);
        Supplier<Statistics.Report> today =
                () -> statistics.of("default", Optional.of(T0), Optional.of(T0.plus(Duration.ofDays(1))));
        Statistics.Report first = today.get();
        given(ExecutionStatus.RUNNING, T0, Duration.ZERO);

        clock.advance(Statistics.KEPT.minusMillis(1));
        assertThat(today.get()).isEqualTo(first);
        assertThat(statistics
                        .of("default", Optional.of(T0), Optional.of(T0.plusSeconds(60)))
                        .unfinished())
                .as("of another range")
                .isEqualTo(1);
        assertThat(statistics
                        .of("other", Optional.of(T0), Optional.of(T0.plus(Duration.ofDays(1))))
                        .unfinished())
                .as("of another project")
                .isZero();

        clock.advance(Duration.ofMillis(1));
        assertThat(today.get().unfinished()).isEqualTo(1);
    }

    @Test
    void without_a_range_it_is_the_day_until_now() {
        Statistics.Report report = new Statistics(stores.executions(), stores.tasks(), () -> T0)
                .of("default", Optional.empty(), Optional.empty());

        assertThat(report.from()).isEqualTo(T0.minus(Duration.ofDays(1)));
        assertThat(report.to()).isEqualTo(T0);
        assertThat(report.buckets()).hasSize(24);
    }

    @Test
    void a_range_that_is_empty_or_too_long_is_refused() {
        assertThatThrownBy(() -> report(1, T0, T0))
                .isInstanceOf(MillraceException.class)
                .hasMessageContaining("before");
        assertThatThrownBy(() -> report(1, T0, T0.plus(Duration.ofDays(32))))
                .isInstanceOf(MillraceException.class)
                .hasMessageContaining("31 days");
        assertThat(report(1, T0, T0.plus(Duration.ofDays(31))).buckets()).hasSize(31);
    }
}
