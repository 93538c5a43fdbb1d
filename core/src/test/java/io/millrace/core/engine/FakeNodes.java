package io.millrace.core.engine;

import io.millrace.core.queue.NodeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Nodes and their leases in memory. */
final class FakeNodes implements NodeStore {
    private final FakeEngineStore rows;
    private final FakeTasks tasks;

    /** One incarnation of a node. */
    record Node(Joining node, int slot, Instant startedAt, Instant leaseUntil, int busy, boolean draining) {}

    FakeNodes(FakeEngineStore rows) {
        this.rows = rows;
        this.tasks = new FakeTasks(rows);
    }

    @Override
    public int join(Joining node, Instant now, Duration lease) {
        synchronized (rows) {
            int slot = IntStream.range(0, MAX_NODES)
                    .filter(number -> rows.nodes.values().stream().noneMatch(member -> member.slot() == number))
                    .filter(number -> !freed(number).plus(REST).isAfter(now))
                    .boxed()
                    .min(Comparator.comparing(this::freed).thenComparing(number -> number))
                    .orElseThrow(() -> new IllegalStateException("no number is free"));
            Node member = new Node(node, slot, now, now.plus(lease), 0, node.draining());
            if (rows.nodes.putIfAbsent(node.id(), member) != null) {
                throw new IllegalStateException("an incarnation joins once");
            }
            return slot;
        }
    }

    private Instant freed(int number) {
        return rows.freedNumbers.getOrDefault(number, Instant.EPOCH);
    }

    private void free(Collection<Long> gone, Instant now) {
        gone.forEach(id ->
                Optional.ofNullable(rows.nodes.remove(id)).ifPresent(node -> rows.freedNumbers.put(node.slot(), now)));
    }

    @Override
    public long newestId() {
        synchronized (rows) {
            return Stream.concat(rows.events.keySet().stream(), rows.executions.keySet().stream())
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
        }
    }

    @Override
    public Standing renew(long id, int busy, Instant now, Duration lease) {
        synchronized (rows) {
            rows.nodes.computeIfPresent(
                    id,
                    (key, known) -> new Node(
                            known.node(), known.slot(), known.startedAt(), now.plus(lease), busy, known.draining()));
            return standing(id);
        }
    }

    @Override
    public Instant time(Instant now) {
        return now;
    }

    @Override
    public Standing standing(long id) {
        synchronized (rows) {
            Node known = rows.nodes.get(id);
            return known == null ? Standing.GONE : known.draining() ? Standing.DRAINING : Standing.ACTIVE;
        }
    }

    @Override
    public List<Member> members(Instant now) {
        synchronized (rows) {
            return rows.nodes.values().stream()
                    .map(known -> new Member(
                            known.node().id(),
                            known.node().name(),
                            known.node().version(),
                            known.slot(),
                            known.startedAt(),
                            known.leaseUntil(),
                            known.leaseUntil().isAfter(now),
                            known.node().capacity(),
                            known.busy(),
                            known.draining()))
                    .toList();
        }
    }

    @Override
    public boolean drain(long id, boolean draining) {
        synchronized (rows) {
            return rows.nodes.computeIfPresent(
                            id,
                            (key, known) -> new Node(
                                    known.node(),
                                    known.slot(),
                                    known.startedAt(),
                                    known.leaseUntil(),
                                    known.busy(),
                                    draining))
                    != null;
        }
    }

    @Override
    public int buryDead(long self, Instant now, boolean alone) {
        synchronized (rows) {
            List<Long> dead = new ArrayList<>(tasks.ownersOf(owner -> owner != self && !rows.nodes.containsKey(owner)));
            rows.nodes.entrySet().stream()
                    .filter(node -> node.getKey() != self)
                    .filter(node -> alone
                            || !node.getValue().leaseUntil().isAfter(now)
                            || node.getValue().leaseUntil().isAfter(now.plus(LONGEST_LEASE)))
                    .forEach(node -> dead.add(node.getKey()));
            free(dead, now);
            return dead.stream().mapToInt(node -> tasks.giveBackAll(node, true)).sum();
        }
    }

    @Override
    public void leave(long id, Instant now) {
        synchronized (rows) {
            tasks.giveBackAll(id, false);
            free(List.of(id), now);
        }
    }
}
