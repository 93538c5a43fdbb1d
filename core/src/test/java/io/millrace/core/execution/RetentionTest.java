package io.millrace.core.execution;

import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.EngineRows.anEvent;
import static io.millrace.core.engine.EngineRows.anExecution;
import static io.millrace.core.engine.EngineRows.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.blob.BlobSweep;
import io.millrace.core.blob.FakeBlobStore;
import io.millrace.core.engine.FakeEngineStore;
import io.millrace.core.engine.SettableClock;
import io.millrace.core.execution.Retention.Kept;
import io.millrace.core.ledger.CachedResult;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.shared.Ids;
import io.millrace.core.workflow.FakeWorkflowStore;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is dropped when, by the rules of the installation and of projects. */
class RetentionTest {
    private final FakeEngineStore store = new FakeEngineStore(new FakeWorkflowStore());
    private final SettableClock clock = new SettableClock(T0);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    private record FixedRules(Kept common, Map<String, Kept> own) implements Retention.Rules {}

    private Retention retention(Map<String, Kept> own) {
        return new Retention(
                store.executions(),
                store.results(),
                new FixedRules(Kept.both(Duration.ofDays(30)), own),
                new BlobSweep(new FakeBlobStore(), store.blobUses(), clock),
                () -> {},
                clock,
                metrics);
    }

    private long ended(String project, int no) {
        long id = Ids.firstAt(T0) + no;
        write(
                store.ledger(),
                new Change.AddEvent(anEvent(id, project, "/hooks/" + project + "/a")),
                new Change.AddExecution(anExecution(id, project, ExecutionStatus.SUCCEEDED)));
        return id;
    }

    private boolean kept(long execution) {
        return store.executions().find(execution).isPresent();
    }

    @Test
    void each_project_keeps_its_history_as_long_as_it_says_and_the_others_as_configured() {
        long brief = ended("brief", 1);
        long usual = ended("usual", 2);
        long thorough = ended("thorough", 3);
        try (Retention retention = retention(
                Map.of("brief", Kept.both(Duration.ofDays(7)), "thorough", Kept.both(Duration.ofDays(365))))) {
            clock.advance(Duration.ofDays(8));
            assertThat(retention.sweep()).isEqualTo(2);
            assertThat(kept(brief)).isFalse();
            assertThat(kept(usual)).isTrue();

            clock.advance(Duration.ofDays(23));
            retention.sweep();
            assertThat(kept(usual)).isFalse();
            assertThat(kept(thorough)).isTrue();

            clock.advance(Duration.ofDays(365));
            retention.sweep();
            assertThat(kept(thorough)).isFalse();
        }
        assertThat(metrics.get("millrace.retention.dropped")
                        .tag("kind", "history")
                        .counter()
                        .count())
                .isEqualTo(6);
    }

    @Test
    void without_rules_of_projects_all_is_dropped_together() {
        ended("one", 1);
        ended("two", 2);
        clock.advance(Duration.ofDays(31));
        try (Retention retention = retention(Map.of())) {
            assertThat(retention.sweep()).isEqualTo(4);
            assertThat(retention.sweep()).isZero();
        }
    }

    @Test
    void results_that_may_not_be_reused_any_more_are_dropped() {
        write(
                store.ledger(),
                new Change.CacheResult(new CachedResult("a", "one", null, 1, "s", 0, 1, T0.plusSeconds(60))),
                new Change.CacheResult(new CachedResult("b", "one", null, 1, "s", 0, 1, T0.plusSeconds(61))));
        clock.advance(Duration.ofSeconds(60));
        try (Retention retention = retention(Map.of())) {
            assertThat(retention.sweep()).isEqualTo(1);
            assertThat(retention.sweep()).isZero();
        }
        assertThat(store.results().find("a")).isEmpty();
        assertThat(store.results().find("b")).isPresent();
        assertThat(metrics.get("millrace.retention.dropped")
                        .tag("kind", "result")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void every_event_is_kept_for_the_shorter_of_both_times() {
        assertThat(new Kept(Duration.ofDays(9), Duration.ofDays(3)).everyEvent())
                .isEqualTo(Duration.ofDays(3));
        assertThat(new Kept(Duration.ofDays(9), Duration.ofDays(30)).everyEvent())
                .isEqualTo(Duration.ofDays(9));
    }
}
