package io.millrace.core.simulation;

import io.millrace.core.ledger.Batch;
import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.ledger.ScheduleRow;
import io.millrace.core.simulation.Shape.Beat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Slots of schedules: one after the other, each once, and none is missing where all are wanted. */
final class SchedulesModel {
    private final Book book;
    private final Map<ScheduleKey, ScheduleRow> last = new HashMap<>();
    /** All that was ever wanted of a schedule: a server may fire by what was published before. */
    private final Map<ScheduleKey, Set<Beat>> wanted = new HashMap<>();

    SchedulesModel(Book book) {
        this.book = book;
    }

    void published(Shape shape) {
        shape.beat()
                .ifPresent(beat ->
                        wanted.computeIfAbsent(key(shape), _ -> new HashSet<>()).add(beat));
    }

    private static ScheduleKey key(Shape shape) {
        return new ScheduleKey(Book.project(), shape.workflow(), RandomShapes.CLOCK);
    }

    void committed(Batch batch) {
        batch.changedSchedules().forEach(row -> {
            ScheduleRow before = last.put(row.key(), row);
            Instant slot = Objects.requireNonNull(row.lastAt());
            book.expect(
                    batch.newEvents().stream().anyMatch(event -> event.time().equals(slot)),
                    row.key() + " has moved past a slot without an event: " + slot);
            if (before != null && before.spec().equals(row.spec()) && row.fires() > 1) {
                follows(before, row, slot);
            }
        });
    }

    private void follows(ScheduleRow before, ScheduleRow row, Instant slot) {
        Duration gap = Duration.between(Objects.requireNonNull(before.lastAt()), slot);
        String told = row.key() + " fires " + slot + " after " + before.lastAt();
        book.expect(gap.isPositive() && row.fires() == before.fires() + 1, told);
        List<Beat> beats = wanted.getOrDefault(row.key(), Set.of()).stream()
                .filter(beat -> row.spec().contains(beat.interval().toString()))
                .toList();
        book.expect(
                beats.stream().anyMatch(beat -> gap.toMillis() % beat.interval().toMillis() == 0), told);
        if (beats.stream().allMatch(beat -> beat.misfire().equals("all"))) {
            book.expect(beats.getFirst().interval().equals(gap), told + ", and all are wanted");
        }
    }
}
