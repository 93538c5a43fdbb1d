package io.millrace.core.event;

import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.EngineRows.anEvent;
import static io.millrace.core.engine.EngineRows.anExecution;
import static io.millrace.core.engine.EngineRows.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.EngineStores;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.LedgerStore;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store tells about events. */
public abstract class EventStoreContract {
    private EventStore events;
    private LedgerStore ledger;

    protected abstract EngineStores stores();

    @BeforeEach
    void given() {
        EngineStores stores = stores();
        events = stores.events();
        ledger = stores.ledger();
        write(
                stores.ledger(),
                new Change.AddEvent(anEvent(1, "default", "/hooks/default/a")),
                new Change.AddEvent(anEvent(2, "default", "/hooks/default/b")),
                new Change.AddEvent(anEvent(3, "default", "/hooks/default/a")),
                new Change.AddEvent(anEvent(4, "other", "/hooks/other/a")));
    }

    @Test
    void an_event_is_found_as_it_was_written() {
        assertThat(events.find(2)).contains(anEvent(2, "default", "/hooks/default/b"));
        assertThat(events.find(9)).isEmpty();
    }

    @Test
    void a_list_shows_the_newest_of_one_project_first_and_goes_on_page_by_page() {
        assertThat(events.list("default", Optional.empty(), Long.MAX_VALUE, 2))
                .extracting(EventSummary::id)
                .containsExactly(3L, 2L);
        assertThat(events.list("default", Optional.empty(), 2, 2))
                .extracting(EventSummary::id)
                .containsExactly(1L);
        assertThat(events.list("other", Optional.empty(), Long.MAX_VALUE, 9))
                .extracting(EventSummary::id)
                .containsExactly(4L);
    }

    @Test
    void the_slots_of_a_schedule_that_have_fired_are_found_between_two_times() {
        String source = "/schedules/default/w/clock";
        write(
                ledger,
                slot(5, source, T0),
                slot(6, source, T0.plusSeconds(60)),
                slot(7, source, T0.plusSeconds(120)),
                slot(8, "/schedules/default/w/other", T0.plusSeconds(60)));

        assertThat(events.slots("default", source, T0, T0.plusSeconds(120)))
                .containsExactlyInAnyOrder(T0, T0.plusSeconds(60));
        assertThat(events.slots("other", source, T0, T0.plusSeconds(120))).isEmpty();
    }

    private static Change slot(long id, String source, Instant time) {
        return new Change.AddEvent(new EventRow(id, "default", "schedule", source, time, "{}", "{}", "[]", "trace"));
    }

    @Test
    void a_list_is_restricted_by_source() {
        assertThat(events.list("default", Optional.of("/hooks/default/a"), Long.MAX_VALUE, 9))
                .extracting(EventSummary::id)
                .containsExactly(3L, 1L);
        assertThat(events.list("default", Optional.of("/hooks/other/a"), Long.MAX_VALUE, 9))
                .isEmpty();
    }

    @Test
    void a_list_tells_how_large_an_event_is_and_how_much_it_started_but_not_its_data() {
        write(
                ledger,
                new Change.AddExecution(anExecution(1, "default", "orders", 1, 3, ExecutionStatus.RUNNING, T0)),
                new Change.AddExecution(anExecution(2, "default", "orders", 1, 3, ExecutionStatus.RUNNING, T0)),
                new Change.AddEvent(new EventRow(5, "default", "order", "/manual", T0, "\"é\"", "{}", "[]", "trace")));

        assertThat(events.list("default", Optional.empty(), Long.MAX_VALUE, 3))
                .containsExactly(
                        new EventSummary(5, "order", "/manual", T0, 0, 4),
                        new EventSummary(3, "order", "/hooks/default/a", T0, 2, 7),
                        new EventSummary(2, "order", "/hooks/default/b", T0, 0, 7));
    }

    @Test
    void an_event_is_kept_whatever_characters_its_sender_calls_it_by() {
        write(ledger, new Change.AddEvent(new EventRow(6, "default", "a\0b", "/manual", T0, "1", "{}", "[]", "trace")));

        assertThat(events.find(6).orElseThrow().type()).matches("a[\0\ufffd]b");
    }
}
