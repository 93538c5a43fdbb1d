package io.millrace.core.simulation;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.lane.Rate;
import io.millrace.core.ledger.Batch;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.core.simulation.Server.RunningCall;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What limited lanes have let through, counted by itself from each commit: how many had begun in any window, what was put off
 * until a restless time is over, and who calls over a connection at once.
 */
final class LanesModel {
    /** Windows are looked at in parts of a 125th of the period, as the engine counts; so many cover a period and more. */
    private static final int PARTS = 125;

    private static final int COVER = 129;
    private static final Pattern JOINED = Pattern.compile("Joined into the execution (exe_\\w+)");

    private final Book book;
    /** By lane: how many began in each part of time. What is old enough is kept too. */
    private final Map<LaneKey, NavigableMap<Long, Integer>> starts = new HashMap<>();

    /** By lane: what the stored row said last. */
    private final Map<LaneKey, NavigableMap<Long, Integer>> stored = new HashMap<>();

    private final Map<LaneKey, Rate> rates = new HashMap<>();
    /** By lane: when those that it counts began. */
    private final Map<LaneKey, NavigableMap<Instant, Integer>> begun = new HashMap<>();

    private final Map<LaneKey, Integer> passed = new HashMap<>();
    /** The lanes whose rate was taken off once: not all that have passed them were counted. */
    private final Set<LaneKey> freed = new HashSet<>();
    /** By the execution that is put off: the newest event that was joined into it. */
    private final Map<Long, Long> putOff = new TreeMap<>();

    /** The calls over connections that have not come back. */
    private final Map<RunningCall, Account> calls = new LinkedHashMap<>();

    LanesModel(Book book) {
        this.book = book;
    }

    // --- what is stored ----------------------------------------------------------------------------------------------

    /** @param now the true time */
    void committed(Batch batch, Instant now) {
        batch.removedLanes().forEach(key -> forgotten(key, now));
        for (LaneRow row : batch.changedLanes()) {
            row.limits().rate().ifPresentOrElse(rate -> counted(row, rate, batch, now), () -> uncounted(row.key()));
            if (row.pending() != null) {
                Map<String, ?> pending = Json.readObject(row.pending());
                putOff.put((Long) pending.get("execution"), (Long) pending.get("event"));
            }
        }
        batch.newEvents().forEach(event -> {
            Matcher joined = JOINED.matcher(event.outcome());
            while (joined.find()) {
                putOff.put(Ids.parse("exe", joined.group(1)).orElseThrow(), event.id());
            }
        });
        batch.newExecutions().forEach(row -> {
            Long newest = putOff.remove(row.id());
            book.expect(
                    newest == null || newest == row.event(),
                    "an older event than the last one begins what was put off");
        });
    }

    private void counted(LaneRow row, Rate rate, Batch batch, Instant now) {
        LaneKey key = row.key();
        rates.put(key, rate);
        NavigableMap<Long, Integer> after = parse(row.starts());
        NavigableMap<Long, Integer> before =
                Optional.ofNullable(stored.put(key, after)).orElseGet(TreeMap::new);
        NavigableMap<Long, Integer> all = starts.computeIfAbsent(key, _ -> new TreeMap<>());
        long old = number(rate, now.plus(Server.MOST_SKEW)) - COVER;
        // Of one that was let in and comes too late for its turn, the start is taken back; it is counted anew.
        boolean mayTakeBack = !batch.removedTasks().isEmpty()
                || batch.changedTasks().stream()
                        .anyMatch(task -> task.kind().equals(TaskRow.BEGIN) || key.equals(task.lane()));
        int takenBack = 0;
        for (Map.Entry<Long, Integer> part : before.entrySet()) {
            int less = part.getValue() - after.getOrDefault(part.getKey(), 0);
            boolean forgotten = !after.containsKey(part.getKey()) && isOld(part.getKey(), after, old);
            if (less > 0 && !forgotten) {
                takenBack += less;
                all.merge(part.getKey(), -less, Integer::sum);
            }
        }
        book.expect(
                takenBack == 0 || (mayTakeBack && takenBack == 1),
                key.id() + " has forgotten starts that count: " + before + " became " + after);
        after.forEach((part, count) -> {
            int more = count - before.getOrDefault(part, 0);
            if (more > 0) {
                all.merge(part, more, Integer::sum);
                int sum = sum(all.subMap(part - COVER + 1, true, part, true));
                book.expect(sum <= rate.limit(), key.id() + " has let in " + sum + " in one period");
            }
        });
    }

    /** Whoever passes it is counted no more, and so are those not that have passed it. */
    private void uncounted(LaneKey lane) {
        if (rates.remove(lane) != null) {
            stored.remove(lane);
            begun.remove(lane);
            freed.add(lane);
        }
    }

    private static boolean isOld(long part, NavigableMap<Long, Integer> after, long old) {
        return part <= (after.isEmpty() ? old : after.lastKey() - COVER);
    }

    private void forgotten(LaneKey key, Instant now) {
        NavigableMap<Long, Integer> before = stored.remove(key);
        if (before != null && !before.isEmpty()) {
            long old = number(Objects.requireNonNull(rates.get(key)), now.plus(Server.MOST_SKEW)) - COVER;
            book.expect(
                    before.lastKey() <= old || book.mayBeUncounted(key),
                    key.id() + " is gone with starts that may count: " + before);
        }
    }

    private static NavigableMap<Long, Integer> parse(String text) {
        NavigableMap<Long, Integer> parts = new TreeMap<>();
        if (!text.isEmpty()) {
            String[] words = text.split(" ");
            long number = Long.parseLong(words[0]);
            for (int i = 1; i < words.length; i++) {
                String[] sides = words[i].split(":");
                number += Long.parseLong(sides[0]);
                parts.put(number, Integer.parseInt(sides[1]));
            }
        }
        return parts;
    }

    private static long number(Rate rate, Instant time) {
        long width = rate.period().dividedBy(PARTS).toNanos() / 1_000;
        return Math.floorDiv(ChronoUnit.MICROS.between(Instant.EPOCH, time), width);
    }

    /**
     * An execution has passed the lane in which beginnings are counted; told after the commit that let it.
     *
     * @param atOnce whether it has begun when it was counted
     */
    void begun(LaneKey lane, Instant now, boolean atOnce) {
        int count = passed.merge(lane, 1, Integer::sum);
        int counted = sum(starts.getOrDefault(lane, new TreeMap<>()));
        book.expect(
                count <= counted || freed.contains(lane),
                lane.id() + " has counted " + counted + " beginnings of " + count);
        if (!atOnce) {
            return;
        }
        NavigableMap<Instant, Integer> all = begun.computeIfAbsent(lane, _ -> new TreeMap<>());
        all.merge(now, 1, Integer::sum);
        Optional.ofNullable(rates.get(lane)).ifPresent(rate -> {
            // One server's clock may be ahead of the time, and that of the next one behind.
            Duration sure = rate.period().minus(Server.MOST_SKEW.multipliedBy(2));
            int latest = sum(all.tailMap(now.minus(sure), false));
            book.expect(
                    sure.isNegative() || latest <= rate.limit(), lane.id() + " saw " + latest + " begin in " + sure);
        });
    }

    private static int sum(Map<?, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether something is put off that must begin one day. */
    boolean owesAnything() {
        return !putOff.isEmpty();
    }

    void checkEnd() {
        book.expect(putOff.isEmpty(), "what was put off never begins: " + putOff);
    }

    // --- what is called ----------------------------------------------------------------------------------------------

    /** @param holds tells which of those that call have their task still */
    void called(RunningCall call, Account account, Predicate<RunningCall> holds) {
        calls.put(call, account);
        long atOnce = calls.entrySet().stream()
                .filter(other -> other.getValue() == account && holds.test(other.getKey()))
                .count();
        int most = account.limits().slots().orElse(Integer.MAX_VALUE);
        book.expect(atOnce <= most, atOnce + " call at once over " + account.id());
    }

    void over(RunningCall call) {
        calls.remove(call);
    }
}
