package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.lane.Limits;
import io.millrace.core.lane.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is let into the lane of a connection first, and what items of a list are to it. */
class LanePriorityTest extends EngineScenario {
    private static final Duration PERIOD = Duration.ofSeconds(60);

    @BeforeEach
    void connection() {
        engine.connect("chat", "token");
        engine.limit("chat", new Limits(Optional.empty(), Optional.of(new Rate(1, PERIOD))));
        engine.publish(aWorkflow("slow").does(aStep("s").calling("put").connection("chat")));
        engine.publish(aWorkflow("fast")
                .keeping("priority: high")
                .does(aStep("f").calling("put").connection("chat")));
    }

    @AfterEach
    void slots_are_counted_right() {
        assertThat(engine.store().lanes().miscounted(EngineRows.PROJECT, 10)).isEmpty();
    }

    @Test
    void what_is_urgent_overtakes_those_that_wait_and_says_what_it_waits_for() {
        engine.start("slow");
        engine.tick();
        engine.start("slow");
        engine.tick();
        Instant asked = engine.clock().instant();
        long fast = engine.start("fast");
        engine.tick();
        assertThat(engine.node()
                        .engine()
                        .executions()
                        .detail(EngineRows.PROJECT, fast)
                        .steps()
                        .getFirst()
                        .waitsIn())
                .hasValueSatisfying(waiting -> {
                    assertThat(waiting.why()).contains(LaneRow.Why.RATE);
                    assertThat(waiting.since()).isEqualTo(asked);
                });
        engine.live(PERIOD.multipliedBy(3));

        assertThat(engine.tool().order()).containsExactly("s", "f", "s");
    }

    @Test
    void nothing_starves_however_much_of_higher_priority_comes() {
        engine.start("slow");
        engine.tick();
        long waiting = engine.start("slow");
        for (int i = 0; i < 12; i++) {
            engine.start("fast");
            engine.start("fast");
            engine.live(PERIOD);
        }

        // A head start of five minutes: who has waited longer than that goes before all that came since.
        engine.assertThat(waiting).is("succeeded");
        assertThat(engine.tool().calls("f")).isNotEmpty();
    }

    @Test
    void the_items_of_a_list_keep_to_the_rate_and_the_slots_of_their_connection() {
        Duration period = Duration.ofSeconds(10);
        engine.limit("chat", new Limits(Optional.of(2), Optional.of(new Rate(4, period))));
        engine.addNode("two");
        List<Instant> calls = new ArrayList<>();
        engine.publish(aWorkflow("list")
                .does(aStep("a")
                        .calling("put")
                        .connection("chat")
                        .with("{ at: \"{{ item }}\" }")
                        .forEach("{ items: \"{{ event.data.all }}\", parallel: 10 }")));
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(i);
            engine.tool().next("a", call -> {
                calls.add(engine.clock().instant());
                assertThat(engine.store()
                                .lanes()
                                .find(Doors.lane(EngineRows.PROJECT, "chat"))
                                .orElseThrow()
                                .held())
                        .isLessThanOrEqualTo(2);
                return Map.of();
            });
        }
        long execution = engine.start("list", Map.of("all", all));
        engine.tick();
        for (int i = 0; i < 700; i++) {
            engine.advance(Duration.ofMillis(100));
        }

        engine.assertThat(execution).is("succeeded");
        assertThat(calls).hasSize(20);
        for (Instant from : calls) {
            assertThat(calls)
                    .filteredOn(at -> !at.isBefore(from) && at.isBefore(from.plus(period)))
                    .hasSizeLessThanOrEqualTo(4);
        }
    }
}
