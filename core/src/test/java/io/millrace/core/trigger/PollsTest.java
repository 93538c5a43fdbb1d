package io.millrace.core.trigger;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.engine.FailingLedgerStore.Moment;
import io.millrace.core.engine.ManualEngine;
import io.millrace.core.engine.ManualNode;
import io.millrace.core.execution.ExecutionStore;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.ErrorClass;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Polls, turned by hand. The tool is asked by the id of the workflow, as a step is by its own. */
class PollsTest {
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final ManualEngine engine = new ManualEngine();

    @AfterEach
    void rest() {
        engine.assertAtRest();
        engine.close();
    }

    private void polling(String settings) {
        engine.publish(aWorkflow("w")
                .startedBy("id: new, poll: " + settings)
                .does(aStep("a").with("{ id: \"{{ event.data.id }}\" }")));
    }

    private void lists(long... ids) {
        engine.tool()
                .answers(
                        "w",
                        Map.of(
                                "items",
                                LongStream.of(ids)
                                        .mapToObj(id -> Map.of("id", id, "at", at(id)))
                                        .toList()));
    }

    private static String at(long id) {
        return "2026-03-01T12:%02d:00Z".formatted(id);
    }

    private void round() {
        round(engine.node());
    }

    private void round(ManualNode node) {
        node.polls().tick();
        node.work();
    }

    private void next() {
        engine.clock().advance(EVERY);
        round();
    }

    private List<Object> events() {
        return engine.executionsOf("w").stream()
                .map(execution ->
                        engine.store().events().find(execution.event()).orElseThrow())
                .map(EventRow::data)
                .map(Json::read)
                .map(data -> data instanceof Map<?, ?> map ? map.get("id") : data)
                .map(Object.class::cast)
                .toList();
    }

    private PollRow row() {
        return engine.node().polls().standing("default").getFirst();
    }

    @Test
    void what_is_there_at_first_starts_nothing_and_what_is_new_later_starts_in_its_order() {
        polling("{ name: test.new_things }");
        lists(2, 1);
        round();
        assertThat(events()).isEmpty();
        lists(4, 3, 2, 1);
        next();

        assertThat(events()).containsExactly(3L, 4L);
        EventRow event = engine.store()
                .events()
                .find(engine.executionsOf("w").getFirst().event())
                .orElseThrow();
        assertThat(event.type()).isEqualTo("test.new_things");
        assertThat(event.source()).isEqualTo("/polls/default/w/new");
        assertThat(row().events()).isEqualTo(2);
        assertThat(row().lastAt()).isEqualTo(engine.clock().instant());
        assertThat(engine.tool().calls("w").getFirst().given().input()).containsEntry("size", 1L);
    }

    @Test
    void an_empty_poll_costs_one_call_and_no_rows() {
        polling("{ name: test.new_things, every: PT1H }");
        lists(1);
        round();
        lists(1);
        engine.clock().advance(Duration.ofMinutes(59));
        round();
        assertThat(engine.tool().calls("w")).hasSize(1);
        engine.clock().advance(Duration.ofMinutes(1));
        round();

        assertThat(engine.tool().calls("w")).hasSize(2);
        assertThat(engine.store().stores().executions().list("default", ExecutionStore.Filter.ALL, Long.MAX_VALUE, 9))
                .isEmpty();
    }

    @Test
    void a_round_brings_no_more_than_a_hundred_and_the_next_comes_at_once() {
        polling("{ name: test.new_things }");
        lists();
        round();
        long[] many = LongStream.rangeClosed(1, 150).map(id -> 151 - id).toArray();
        lists(many);
        lists(many);
        next();
        assertThat(events()).hasSize(100);
        round();
        assertThat(events()).hasSize(150).first().isEqualTo(1L);
        assertThat(events()).last().isEqualTo(150L);
    }

    @Test
    void the_cursor_is_given_and_moves_on() {
        polling("{ name: test.changed_things }");
        String begin = engine.clock().instant().toString();
        lists();
        round();
        lists(7, 9);
        next();
        lists(9);
        next();

        assertThat(engine.tool().calls("w"))
                .extracting(call -> call.given().input().get("since"))
                .containsExactly(begin, begin, at(9));
        assertThat(events()).containsExactly(7L, 9L);
    }

    @Test
    void errors_make_the_pauses_longer_and_a_rate_limit_is_waited_for() {
        polling("{ name: test.new_things }");
        engine.tool().fails("w", ErrorClass.NETWORK, "No route.").fails("w", ErrorClass.NETWORK);
        round();
        assertThat(row().lastError()).isEqualTo("network: No route.");
        assertThat(row().turnAt()).isEqualTo(engine.clock().instant().plusSeconds(30));
        engine.clock().advance(Duration.ofSeconds(30));
        round();
        assertThat(row().turnAt()).isEqualTo(engine.clock().instant().plusSeconds(60));

        engine.tool().asksForAPause("w", ErrorClass.RATE_LIMIT, Duration.ofHours(3));
        engine.clock().advance(Duration.ofSeconds(60));
        round();
        assertThat(row().turnAt()).isEqualTo(engine.clock().instant().plus(Duration.ofHours(3)));

        lists(1);
        engine.clock().advance(Duration.ofHours(3));
        round();
        assertThat(row().failures()).isZero();
        assertThat(row().lastError()).isEmpty();
    }

    @Test
    void an_answer_that_is_no_list_or_has_items_without_ids_is_told() {
        polling("{ name: test.new_things, items: /other }");
        lists(1);
        round();
        assertThat(row().lastError()).contains("no list at '/other'");
        polling("{ name: test.new_things, item_id: /zzz }");
        lists(1);
        round();
        assertThat(row().lastError()).contains("no id at '/zzz'");
        assertThat(row().failures()).isEqualTo(1);
    }

    @Test
    void one_that_is_asked_for_now_does_not_wait_for_its_turn_and_waits_again_afterwards() {
        polling("{ name: test.new_things, every: PT1H }");
        lists(1);
        round();
        lists(2, 1);
        engine.clock().advance(Duration.ofMinutes(1));
        engine.node().polls().hasten("default", "w", "new");
        round();
        assertThat(events()).containsExactly(2L);
        assertThat(row().turnAt()).isEqualTo(engine.clock().instant().plus(Duration.ofHours(1)));
    }

    @Test
    void one_that_is_being_asked_is_not_asked_twice() {
        polling("{ name: test.new_things }");
        lists(1);
        engine.node().polls().tick();
        engine.clock().advance(Duration.ofSeconds(5));
        engine.node().polls().hasten("default", "w", "new");
        round();
        assertThat(engine.tool().calls("w")).hasSize(1);
        assertThat(row().turnAt()).isEqualTo(engine.clock().instant().plus(EVERY));
    }

    @Test
    void one_that_another_node_is_asking_is_asked_twice_and_nothing_starts_twice() {
        polling("{ name: test.new_things }");
        lists();
        round();
        lists(1);
        lists(1);
        engine.clock().advance(EVERY);
        ManualNode other = engine.addNode("other");
        other.polls().tick();
        engine.clock().advance(Duration.ofSeconds(5));
        engine.node().polls().hasten("default", "w", "new");
        round();
        other.work();
        assertThat(engine.tool().calls("w")).hasSize(3);
        assertThat(events()).containsExactly(1L);
    }

    @Test
    void what_is_no_poll_or_is_disabled_cannot_be_asked_for() {
        polling("{ name: test.new_things }");
        lists();
        round();
        assertThatThrownBy(() -> engine.node().polls().hasten("default", "w", "zzz"))
                .isInstanceOf(MillraceException.class)
                .hasMessageContaining("no poll 'zzz'");
        engine.workflows().disable("default", "w");
        assertThatThrownBy(() -> engine.node().polls().hasten("default", "w", "new"))
                .isInstanceOf(MillraceException.class)
                .hasMessageContaining("published and enabled");
    }

    @Test
    void two_nodes_ask_once_and_a_dead_one_is_followed_by_the_other() {
        polling("{ name: test.new_things }");
        lists(1);
        ManualNode other = engine.addNode("other");
        engine.node().polls().tick();
        round(other);
        assertThat(engine.tool().calls("w")).isEmpty();
        engine.node().die();

        engine.clock().advance(Polls.LEASE);
        round(other);
        assertThat(engine.tool().calls("w")).hasSize(1);
        assertThat(row().started()).isTrue();
    }

    @Test
    void whichever_commit_fails_each_item_becomes_one_event() {
        polling("{ name: test.new_things }");
        lists();
        round();
        int commit = 1;
        for (Moment moment : Moment.values()) {
            for (int i = 1; i <= 4; i++) {
                long[] ids = {commit * 10L + 2, commit * 10L + 1};
                lists(ids);
                lists(ids);
                engine.clock().advance(EVERY);
                engine.store().ledger().failCommit(i, moment);
                round();
                engine.live(Duration.ofSeconds(12));
                next();
                engine.live(Duration.ofSeconds(12));
                commit++;
            }
        }
        assertThat(events()).doesNotHaveDuplicates().hasSize(16);
    }

    @Test
    void another_list_is_begun_anew_and_its_ids_are_others() {
        polling("{ name: test.new_things }");
        lists();
        round();
        lists(1);
        next();
        polling("{ name: test.new_things, item_id: /id, items: /items }");
        lists();
        round();
        lists(1);
        next();
        assertThat(events()).containsExactly(1L, 1L);
    }

    @Test
    void the_condition_is_judged_for_each_item_and_a_disabled_workflow_is_not_polled() {
        engine.publish(aWorkflow("w")
                .startedBy("poll: { name: test.new_things }, when: \"event.data.id > 1\"")
                .does(aStep("a")));
        lists();
        round();
        lists(2, 1);
        next();
        assertThat(events()).containsExactly(2L);

        engine.workflows().disable("default", "w");
        next();
        assertThat(engine.tool().calls("w")).hasSize(2);
        assertThat(engine.node().polls().standing("default")).isEmpty();
    }

    @Test
    void no_more_ids_are_remembered_than_need_be() {
        polling("{ name: test.new_things }");
        for (int round = 0; round < 12; round++) {
            int first = round * 100;
            lists(IntStream.range(0, 100).mapToLong(i -> first + 100 - i).toArray());
            round();
            engine.clock().advance(EVERY);
        }
        assertThat(row().seen()).hasSize(Polls.MOST_SEEN).last().isEqualTo("1200");
    }

    @Test
    void what_cannot_be_polled_is_not_published() {
        for (String wrong : Arrays.asList(
                "{ name: test.zzz }",
                "{ name: test.new_things, input: { size: 7 } }",
                "{ name: test.new_things, connection: zzz }",
                "{ name: test.new_things, every: PT1S }",
                "{ name: test.new_things, items: x }")) {
            assertThatThrownBy(() -> polling(wrong))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            MillraceException.class,
                            e -> assertThat(e.problems()).hasSize(1));
        }
    }
}
