package io.millrace.core.engine;

import io.millrace.core.queue.NodeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Nodes and their leases in memory. */
final class FakeNodes implements NodeStore {
    private final FakeEngineStore rows;
    private final FakeTasks tasks;

    /** One incarnation of a node. */
    record Member(int slot, Instant leaseUntil) {}

    FakeNodes(FakeEngineStore rows) {
        this.rows = rows;
        this.tasks = new FakeTasks(rows);
    }

    @Override
    public int join(long id, String name, Instant now, Duration lease) {
        synchronized (rows) {
            int slot = IntStream.range(0, 256)
                    .filter(number -> rows.nodes.values().stream().noneMatch(node -> node.slot() == number))
                    .findFirst()
                    .orElseThrow();
            if (rows.nodes.putIfAbsent(id, new Member(slot, now.plus(lease))) != null) {
                throw new IllegalStateException("an incarnation joins once");
            }
            return slot;
        }
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
    public boolean renew(long id, Instant now, Duration lease) {
        synchronized (rows) {
            Member known = rows.nodes.get(id);
            if (known == null) {
                return false;
            }
            rows.nodes.put(id, new Member(known.slot(), now.plus(lease)));
            return true;
        }
    }

    @Override
    public int buryDead(long self, Instant now, boolean alone) {
        synchronized (rows) {
            List<Long> dead = new ArrayList<>(tasks.ownersOf(owner -> owner != self && !rows.nodes.containsKey(owner)));
            rows.nodes.entrySet().stream()
                    .filter(node -> node.getKey() != self)
                    .filter(node -> alone || !node.getValue().leaseUntil().isAfter(now))
                    .forEach(node -> dead.add(node.getKey()));
            rows.nodes.keySet().removeAll(dead);
            return dead.stream().mapToInt(node -> tasks.giveBackAll(node, true)).sum();
        }
    }

    @Override
    public void leave(long id) {
        synchronized (rows) {
            tasks.giveBackAll(id, false);
            rows.nodes.remove(id);
        }
    }
}
