package io.millrace.core.ledger;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one group. Slots are counted off the tasks and executions that the group changes, so whoever ends an
 * execution or a task need not know of lanes; and once all units have decided, whoever waits is let in as far as there is
 * room, in the same commit.
 *
 * <p>Everybody who locks a task that waits also locks its lane, later, and looks at the lane here before the commit. So a
 * group may pass over waiting tasks that another one has locked: the other one comes to look after it.
 */
final class GroupLanes {
    /** Those that had to wait may be let in so long before their time: they are claimed at their time all the same. */
    private static final Duration AHEAD = Duration.ofMillis(500);

    /** The most that one commit lets into a lane; the rest follows when the lane is looked at again, at once. */
    private static final int MOST_RELEASED = 64;

    private static final Comparator<TaskRow> TURN =
            Comparator.comparing(TaskRow::turnAt).thenComparing(TaskRow::key);

    private final LoadedRows.Parked parked;
    private final Map<LaneKey, LaneRow> stored = new HashMap<>();
    private final Map<LaneKey, LaneRow> rows = new TreeMap<>();
    private final Set<LaneKey> touched = new TreeSet<>();
    private final Set<LaneKey> removed = new TreeSet<>();
    private @Nullable Instant released;

    GroupLanes(Collection<LaneRow> lanes, LoadedRows.Parked parked) {
        this.parked = parked;
        lanes.forEach(lane -> {
            stored.put(lane.key(), lane);
            rows.put(lane.key(), lane);
        });
    }

    LaneRow row(LaneKey key) {
        return Optional.ofNullable(rows.get(key))
                .orElseThrow(() -> new IllegalStateException("the lane was not locked: " + key.id()));
    }

    void set(LaneRow row) {
        rows.put(row.key(), row.holding(row(row.key()).held()));
        touched.add(row.key());
    }

    /** Somebody's row has changed, and with it perhaps the lane of which it has a slot. */
    void moved(Optional<LaneKey> before, Optional<LaneKey> after) {
        if (before.equals(after)) {
            return;
        }
        before.ifPresent(key -> count(key, -1));
        after.ifPresent(key -> count(key, 1));
    }

    /** So many more have a slot. */
    void count(LaneKey key, long more) {
        LaneRow row = row(key);
        rows.put(key, row.holding(row.held() + more));
        touched.add(key);
    }

    /** Somebody waits in it, and may wait no more when the group is done. */
    void touch(LaneKey key) {
        touched.add(key);
    }

    /** Those that wait in a lane as the group sees them now. */
    List<TaskRow> heads(LaneKey key, int most, GroupRows group) {
        List<TaskRow> own = group.parkedIn(key);
        List<TaskRow> heads = new ArrayList<>(own);
        parked.heads(key, most + group.changedOf(key)).stream()
                .filter(head -> !group.knows(head.key()))
                .forEach(heads::add);
        return heads.stream().sorted(TURN).limit(most).toList();
    }

    /**
     * Lets in whoever may be let in now.
     *
     * @return from when on the first of them is ready; null when nobody was let in
     */
    @Nullable
    Instant settle(GroupRows group, Instant now) {
        for (LaneKey key : List.copyOf(touched)) {
            settle(key, group, now);
        }
        return released;
    }

    private void settle(LaneKey key, GroupRows group, Instant now) {
        LaneRow row = row(key).asOf(now);
        Instant horizon = now.plus(AHEAD);
        int most = (int) Math.min(row.room(now), MOST_RELEASED);
        List<TaskRow> heads = List.of();
        if (most > 0 && !row.nextSpread(now).isAfter(horizon)) {
            heads = heads(key, most, group);
        }
        boolean all = heads.size() < most;
        int let = 0;
        while (let < heads.size() && row.room(now) > 0) {
            Instant at = row.nextSpread(now);
            if (at.isAfter(horizon)) {
                break;
            }
            TaskRow head = heads.get(let);
            boolean timed = row.limits().rate().isPresent() || row.learned() != null || at.isAfter(now);
            TaskRow ready = head.released(timed ? at : head.turnAt());
            row = (head.countedOnRelease() ? row.entered(at, now) : row).holding(row.held() + 1);
            group.release(ready);
            released = released == null || ready.turnAt().isBefore(released) ? ready.turnAt() : released;
            let++;
        }
        boolean nobody = all && let == heads.size() && !row.nextSpread(now).isAfter(horizon);
        finish(row, nobody, now);
    }

    /** @param nobody whether nobody waits any more, as far as is known */
    private void finish(LaneRow row, boolean nobody, Instant now) {
        LaneKey key = row.key();
        Instant wakeAt = row.wakeAt();
        boolean due = wakeAt != null && !wakeAt.isAfter(now);
        if (nobody && row.idle() && due) {
            rows.remove(key);
            removed.add(key);
            return;
        }
        rows.put(key, row.pending() != null ? row : row.wakingAt(wakeAt(row, nobody, now)));
    }

    private static @Nullable Instant wakeAt(LaneRow row, boolean nobody, Instant now) {
        Instant wakeAt = row.wakeAt();
        boolean later = wakeAt != null && wakeAt.isAfter(now);
        if (row.refusedAt() != null) {
            return later ? wakeAt : now.plus(LaneRow.RECHECK);
        }
        Instant next = row.nextSpread(now);
        Instant look = now.plus(LaneRow.LOOK);
        if (!nobody && next.isAfter(now)) {
            Instant ahead = next.minus(AHEAD.dividedBy(2));
            Instant turn = ahead.isAfter(now) ? ahead : next;
            return turn.isBefore(look) ? turn : look;
        }
        if (!nobody && row.room(now) > 0) {
            return now; // more wait than one commit lets in
        }
        if (later) {
            return wakeAt;
        }
        return nobody
                ? now.plus(row.limits()
                        .rate()
                        .map(rate -> rate.period().plus(LaneRow.KEPT))
                        .orElse(LaneRow.KEPT))
                : look;
    }

    Collection<LaneRow> changed() {
        return rows.values().stream()
                .filter(row -> !row.equals(stored.get(row.key())))
                .toList();
    }

    Collection<LaneKey> removed() {
        return removed;
    }
}
