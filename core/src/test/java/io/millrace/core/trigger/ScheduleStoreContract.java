package io.millrace.core.trigger;

import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.EngineRows.aSchedule;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.EngineStores;
import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.ledger.ScheduleRow;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does with the places where schedules stand. */
public abstract class ScheduleStoreContract {
    private ScheduleStore schedules;

    protected abstract EngineStores stores();

    @BeforeEach
    void open() {
        schedules = stores().schedules();
    }

    private static ScheduleRow over(String workflow) {
        return new ScheduleRow(aSchedule(workflow, T0).key(), "once", null, 1, T0);
    }

    @Test
    void an_added_schedule_stands_at_its_first_slot() {
        schedules.add(List.of(aSchedule("a", T0), aSchedule("b", T0.plusSeconds(1))));

        assertThat(schedules.all()).containsExactlyInAnyOrder(aSchedule("a", T0), aSchedule("b", T0.plusSeconds(1)));
    }

    @Test
    void a_schedule_added_again_stands_where_it_stood() {
        schedules.add(List.of(aSchedule("a", T0)));
        schedules.add(List.of(aSchedule("a", T0.plusSeconds(99))));

        assertThat(schedules.all()).containsExactly(aSchedule("a", T0));
    }

    @Test
    void a_schedule_with_another_timing_starts_anew() {
        ScheduleRow fired = new ScheduleRow(aSchedule("a", T0).key(), "every hour", T0, 0, null);
        schedules.add(List.of(fired));
        ScheduleRow other = new ScheduleRow(fired.key(), "every day", T0.plusSeconds(5), 0, null);
        schedules.add(List.of(other));

        assertThat(schedules.all()).containsExactly(other);
    }

    @Test
    void a_removed_schedule_is_gone() {
        schedules.add(List.of(aSchedule("a", T0), aSchedule("b", T0)));
        schedules.remove(
                List.of(aSchedule("a", T0).key(), aSchedule("never", T0).key()));

        assertThat(schedules.all()).containsExactly(aSchedule("b", T0));
    }

    @Test
    void due_are_those_whose_slot_has_come_the_longest_due_first() {
        schedules.add(List.of(
                aSchedule("late", T0.minusSeconds(1)),
                aSchedule("now", T0),
                aSchedule("soon", T0.plusSeconds(1)),
                aSchedule("latest", T0.minusSeconds(5)),
                over("over")));

        assertThat(schedules.due(T0, 10))
                .extracting(row -> row.key().workflow())
                .containsExactly("latest", "late", "now");
        assertThat(schedules.due(T0, 1)).extracting(row -> row.key().workflow()).containsExactly("latest");
    }

    @Test
    void schedules_of_a_project_are_found() {
        ScheduleRow other = new ScheduleRow(new ScheduleKey("other", "a", "clock"), "spec", T0, 0, null);
        schedules.add(List.of(aSchedule("a", T0), other));

        assertThat(schedules.ofProject("other")).containsExactly(other);
        assertThat(schedules.ofProject("nobody")).isEmpty();
    }

    @Test
    void a_slot_is_skipped_only_by_who_saw_it() {
        ScheduleRow row = aSchedule("a", T0);
        schedules.add(List.of(row));
        ScheduleRow next = new ScheduleRow(row.key(), row.spec(), T0.plusSeconds(60), 0, null);

        schedules.skip(next, T0.minusSeconds(60));
        assertThat(schedules.all()).containsExactly(row);

        schedules.skip(next, T0);
        assertThat(schedules.all()).containsExactly(next);

        schedules.skip(new ScheduleRow(row.key(), row.spec(), null, 0, null), T0.plusSeconds(60));
        assertThat(schedules.due(T0.plusSeconds(3600), 10)).isEmpty();
    }
}
