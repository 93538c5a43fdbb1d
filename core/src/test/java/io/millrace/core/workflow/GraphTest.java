package io.millrace.core.workflow;

import static io.millrace.core.workflow.StepSpec.RunIf.ALWAYS;
import static io.millrace.core.workflow.StepSpec.RunIf.FAILURE;
import static io.millrace.core.workflow.StepSpec.RunIf.SUCCESS;
import static io.millrace.core.workflow.StepStatus.CANCELLED;
import static io.millrace.core.workflow.StepStatus.FAILED;
import static io.millrace.core.workflow.StepStatus.PENDING;
import static io.millrace.core.workflow.StepStatus.READY;
import static io.millrace.core.workflow.StepStatus.RUNNING;
import static io.millrace.core.workflow.StepStatus.SKIPPED;
import static io.millrace.core.workflow.StepStatus.SUCCEEDED;
import static io.millrace.core.workflow.StepStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.Template;
import io.millrace.core.workflow.Graph.Next;
import io.millrace.core.workflow.PlannedStep.PlannedTransform;
import io.millrace.core.workflow.StepSpec.OnCrash;
import io.millrace.core.workflow.StepSpec.OnUnknown;
import io.millrace.core.workflow.StepSpec.RunIf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GraphTest {
    private final List<PlannedStep> steps = new ArrayList<>();

    @Test
    void a_step_without_needs_is_ready_at_once() {
        step("a", SUCCESS);
        step("b", ALWAYS);

        assertThat(next(Map.of())).isEqualTo(new Next(List.of("a", "b"), List.of()));
    }

    @Test
    void a_step_waits_until_all_it_needs_has_ended() {
        step("a", SUCCESS);
        step("b", SUCCESS);
        step("join", SUCCESS, "a", "b");

        assertThat(next(Map.of("a", SUCCEEDED, "b", RUNNING))).isEqualTo(nothing());
        assertThat(next(Map.of("a", SUCCEEDED, "b", SUCCEEDED))).isEqualTo(ready("join"));
    }

    @ParameterizedTest
    @EnumSource(StepStatus.class)
    void only_steps_that_have_ended_decide_others(StepStatus status) {
        step("a", SUCCESS);
        step("after", ALWAYS, "a");

        Next next = next(Map.of("a", status));

        assertThat(next.ready().contains("after")).isEqualTo(status.settled());
    }

    /** The columns: how two needs ended, and whether a step of each kind runs then. */
    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, SUCCEEDED, true,  false",
        "SUCCEEDED, SKIPPED,   true,  false",
        "SUCCEEDED, FAILED,    false, true",
        "SUCCEEDED, CANCELLED, false, false",
        "SKIPPED,   SKIPPED,   false, false",
        "SKIPPED,   FAILED,    false, true",
        "SKIPPED,   CANCELLED, false, false",
        "FAILED,    FAILED,    false, true",
        "FAILED,    CANCELLED, false, true",
        "CANCELLED, CANCELLED, false, false",
    })
    void the_outcome_of_the_needs_decides(StepStatus one, StepStatus other, boolean success, boolean failure) {
        step("a", SUCCESS);
        step("b", SUCCESS);
        step("on_success", SUCCESS, "a", "b");
        step("on_failure", FAILURE, "a", "b");
        step("on_any", ALWAYS, "a", "b");

        for (Map<String, StepStatus> statuses : List.of(Map.of("a", one, "b", other), Map.of("a", other, "b", one))) {
            Next next = next(statuses);
            assertThat(next.ready().contains("on_success")).isEqualTo(success);
            assertThat(next.skipped().contains("on_success")).isEqualTo(!success);
            assertThat(next.ready().contains("on_failure")).isEqualTo(failure);
            assertThat(next.skipped().contains("on_failure")).isEqualTo(!failure);
            assertThat(next.ready()).contains("on_any");
        }
    }

    @Test
    void exclusive_branches_meet_again() {
        step("decide", SUCCESS);
        step("large", SUCCESS, "decide");
        step("small", SUCCESS, "decide");
        step("meet", SUCCESS, "large", "small");

        assertThat(next(Map.of("decide", SUCCEEDED))).isEqualTo(ready("large", "small"));
        assertThat(next(Map.of("decide", SUCCEEDED, "large", SKIPPED, "small", RUNNING)))
                .isEqualTo(nothing());
        assertThat(next(Map.of("decide", SUCCEEDED, "large", SKIPPED, "small", SUCCEEDED)))
                .isEqualTo(ready("meet"));
        assertThat(next(Map.of("decide", SUCCEEDED, "large", SKIPPED, "small", SKIPPED)))
                .isEqualTo(new Next(List.of(), List.of("meet")));
    }

    @Test
    void branches_of_several_steps_meet_again_when_one_was_skipped_from_its_start() {
        step("decide", SUCCESS);
        step("large", SUCCESS, "decide");
        step("large_more", SUCCESS, "large");
        step("small", SUCCESS, "decide");
        step("small_more", SUCCESS, "small");
        step("meet", SUCCESS, "large_more", "small_more");

        Next afterSkip = next(Map.of("decide", SUCCEEDED, "large", SKIPPED, "small", RUNNING));
        assertThat(afterSkip).isEqualTo(new Next(List.of(), List.of("large_more")));
        assertThat(next(Map.of(
                        "decide",
                        SUCCEEDED,
                        "large",
                        SKIPPED,
                        "large_more",
                        SKIPPED,
                        "small",
                        SUCCEEDED,
                        "small_more",
                        SUCCEEDED)))
                .isEqualTo(ready("meet"));
    }

    @Test
    void a_failure_skips_what_depends_on_it_and_nothing_else() {
        step("a", SUCCESS);
        step("after_a", SUCCESS, "a");
        step("much_later", SUCCESS, "after_a");
        step("b", SUCCESS);
        step("after_b", SUCCESS, "b");

        assertThat(next(Map.of("a", FAILED, "b", SUCCEEDED)))
                .isEqualTo(new Next(List.of("after_b"), List.of("after_a", "much_later")));
    }

    @Test
    void a_handler_runs_after_a_failure_and_the_way_goes_on_behind_it() {
        step("try", SUCCESS);
        step("rescue", FAILURE, "try");
        step("go_on", SUCCESS, "rescue");
        step("clean_up", ALWAYS, "try", "rescue");

        assertThat(next(Map.of("try", FAILED))).isEqualTo(ready("rescue"));
        assertThat(next(Map.of("try", FAILED, "rescue", SUCCEEDED))).isEqualTo(ready("go_on", "clean_up"));
        assertThat(next(Map.of("try", SUCCEEDED))).isEqualTo(new Next(List.of("clean_up"), List.of("rescue", "go_on")));
    }

    @Test
    void cleaning_up_waits_until_the_whole_branch_is_at_rest() {
        step("a", SUCCESS);
        step("b", SUCCESS);
        step("both", SUCCESS, "a", "b");
        step("clean_up", ALWAYS, "both");

        assertThat(next(Map.of("a", FAILED, "b", RUNNING))).isEqualTo(nothing());
        assertThat(next(Map.of("a", FAILED, "b", SUCCEEDED))).isEqualTo(new Next(List.of("clean_up"), List.of("both")));
    }

    @Test
    void a_skip_settles_steps_written_before_it_too() {
        step("last", SUCCESS, "middle");
        step("middle", SUCCESS, "first");
        step("first", SUCCESS);

        assertThat(next(Map.of("first", FAILED)).skipped()).containsExactly("middle", "last");
    }

    @Test
    void an_unknown_outcome_holds_what_depends_on_it() {
        step("a", SUCCESS);
        step("after", ALWAYS, "a");

        assertThat(next(Map.of("a", UNKNOWN))).isEqualTo(nothing());
    }

    @Test
    void a_failure_step_without_needs_is_skipped() {
        step("a", FAILURE);

        assertThat(next(Map.of())).isEqualTo(new Next(List.of(), List.of("a")));
    }

    @Test
    void steps_that_are_no_longer_pending_are_left_alone() {
        step("a", SUCCESS);
        step("b", SUCCESS, "a");

        assertThat(next(Map.of("a", SUCCEEDED, "b", READY))).isEqualTo(nothing());
        assertThat(next(Map.of("a", SUCCEEDED, "b", FAILED))).isEqualTo(nothing());
    }

    @Test
    void knows_when_all_has_ended() {
        step("a", SUCCESS);
        step("b", SUCCESS, "a");

        assertThat(Graph.settled(steps, Map.of("a", SUCCEEDED))).isFalse();
        assertThat(Graph.settled(steps, Map.of("a", FAILED, "b", SKIPPED))).isTrue();
        assertThat(Graph.settled(steps, Map.of("a", SUCCEEDED, "b", UNKNOWN))).isFalse();
    }

    /** Whatever the graph and the outcomes, every step ends, and none starts before all it needs has ended. */
    @Test
    void every_graph_comes_to_an_end_and_keeps_its_order() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            steps.clear();
            for (int i = 0; i < 12; i++) {
                List<String> needs = new ArrayList<>();
                for (int j = 0; j < i; j++) {
                    if (random.nextInt(4) == 0) {
                        needs.add("s" + j);
                    }
                }
                step("s" + i, List.of(SUCCESS, FAILURE, ALWAYS).get(random.nextInt(3)), needs.toArray(String[]::new));
            }
            Map<String, StepStatus> statuses = run(random);
            assertThat(Graph.settled(steps, statuses)).as("seed %d", seed).isTrue();
        }
    }

    private Map<String, StepStatus> run(Random random) {
        List<StepStatus> outcomes = List.of(SUCCEEDED, SUCCEEDED, FAILED, SKIPPED, CANCELLED);
        Map<String, StepStatus> statuses = new HashMap<>();
        for (Next next = next(statuses); ; next = next(statuses)) {
            next.skipped().forEach(id -> statuses.put(id, SKIPPED));
            for (String id : next.ready()) {
                Map<String, StepStatus> before = Map.copyOf(statuses);
                assertThat(find(id).needs())
                        .allMatch(need -> before.getOrDefault(need, PENDING).settled());
                statuses.put(id, RUNNING);
            }
            List<String> running = statuses.keySet().stream()
                    .filter(id -> statuses.get(id) == RUNNING)
                    .sorted()
                    .toList();
            if (running.isEmpty()) {
                return statuses;
            }
            statuses.put(running.get(random.nextInt(running.size())), outcomes.get(random.nextInt(outcomes.size())));
        }
    }

    private PlannedStep find(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst().orElseThrow();
    }

    private void step(String id, RunIf runIf, String... needs) {
        steps.add(new PlannedStep(
                id,
                steps.size(),
                List.of(needs),
                runIf,
                Optional.empty(),
                new PlannedTransform(new FakeTemplate()),
                Optional.empty(),
                RetryPolicy.DEFAULT,
                Optional.empty(),
                OnUnknown.ASK,
                OnCrash.RETRY));
    }

    private Next next(Map<String, StepStatus> statuses) {
        return Graph.next(steps, statuses);
    }

    private static Next ready(String... ids) {
        return new Next(List.of(ids), List.of());
    }

    private static Next nothing() {
        return new Next(List.of(), List.of());
    }

    /** A value that is never asked for. */
    private record FakeTemplate() implements Template {
        @Override
        public Object resolve(Bindings bindings) {
            return "";
        }

        @Override
        public Set<String> references() {
            return Set.of();
        }

        @Override
        public boolean constant() {
            return true;
        }

        @Override
        public Map<String, Object> resultSchema() {
            return Map.of();
        }
    }
}
