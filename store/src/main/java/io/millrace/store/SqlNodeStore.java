package io.millrace.store;

import io.millrace.core.queue.NodeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Leases of nodes on SQL: in the store's time on PostgreSQL, so that the clocks of nodes need not agree. */
public final class SqlNodeStore implements NodeStore {
    private final Database database;

    public SqlNodeStore(Database database) {
        this.database = database;
    }

    private Instant storeTime(Handle handle, Instant now) {
        return database.dialect().manyNodes()
                ? Columns.instant(handle.createQuery("SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::bigint")
                        .mapTo(Long.class)
                        .one())
                : now;
    }

    @Override
    public int join(Joining node, Instant now, Duration lease) {
        return database.write(handle -> {
            if (database.dialect().manyNodes()) {
                handle.execute("LOCK TABLE node IN EXCLUSIVE MODE"); // two nodes must not take the same number
            }
            Instant time = storeTime(handle, now);
            int slot = freeNumber(handle, time);
            handle.createUpdate("INSERT INTO node"
                            + " (id, name, slot, started_at, lease_until, version, capacity, busy, draining)"
                            + " VALUES (:id, :name, :slot, :now, :until, :version, :capacity, 0, :draining)")
                    .bind("id", node.id())
                    .bind("name", node.name())
                    .bind("slot", slot)
                    .bind("now", Columns.micros(time))
                    .bind("until", Columns.micros(time.plus(lease)))
                    .bind("version", node.version())
                    .bind("capacity", node.capacity())
                    .bind("draining", node.draining() ? 1 : 0)
                    .execute();
            return slot;
        });
    }

    private static int freeNumber(Handle handle, Instant time) {
        Set<Integer> taken = new HashSet<>(
                handle.createQuery("SELECT slot FROM node").mapTo(Integer.class).list());
        Map<Integer, Long> freed = handle.createQuery("SELECT slot, freed_at FROM node_number")
                .reduceRows(new HashMap<>(), (known, row) -> {
                    known.put(row.getColumn("slot", Integer.class), row.getColumn("freed_at", Long.class));
                    return known;
                });
        long rested = Columns.micros(time.minus(REST));
        return IntStream.range(0, MAX_NODES)
                .filter(number -> !taken.contains(number))
                .filter(number -> freed.getOrDefault(number, Long.MIN_VALUE) <= rested)
                .boxed()
                .min(Comparator.<Integer>comparingLong(number -> freed.getOrDefault(number, Long.MIN_VALUE))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow(() -> new IllegalStateException(
                        "More than " + MAX_NODES + " nodes share this database, or have within the last minute"));
    }

    /** Forgets nodes and keeps since when their numbers are free; the node first, so that nobody waits in a circle. */
    private static void free(Handle handle, List<Long> nodes, long time) {
        List<Integer> numbers = handle.createQuery("DELETE FROM node WHERE id IN (<nodes>) RETURNING slot")
                .bindList("nodes", nodes)
                .mapTo(Integer.class)
                .list();
        for (int number : numbers) {
            handle.execute(
                    "INSERT INTO node_number (slot, freed_at) VALUES (?, ?)"
                            + " ON CONFLICT (slot) DO UPDATE SET freed_at = excluded.freed_at",
                    number,
                    time);
        }
    }

    @Override
    public long newestId() {
        return database.read(handle -> Stream.of("event", "execution")
                .mapToLong(table -> handle.createQuery("SELECT max(id) FROM " + table)
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(0L))
                .max()
                .orElse(0));
    }

    @Override
    public Standing renew(long id, int busy, Instant now, Duration lease) {
        return database.write(handle -> standing(handle.createQuery(
                        "UPDATE node SET lease_until = :until, busy = :busy WHERE id = :id RETURNING draining")
                .bind("until", Columns.micros(storeTime(handle, now).plus(lease)))
                .bind("busy", busy)
                .bind("id", id)));
    }

    @Override
    public Instant time(Instant now) {
        return database.dialect().manyNodes() ? database.read(handle -> storeTime(handle, now)) : now;
    }

    @Override
    public Standing standing(long id) {
        return database.read(handle -> standing(
                handle.createQuery("SELECT draining FROM node WHERE id = :id").bind("id", id)));
    }

    private static Standing standing(Query draining) {
        return draining.mapTo(Integer.class)
                .findOne()
                .map(wanted -> wanted == 1 ? Standing.DRAINING : Standing.ACTIVE)
                .orElse(Standing.GONE);
    }

    @Override
    public List<Member> members(Instant now) {
        return database.read(handle -> {
            long time = Columns.micros(storeTime(handle, now));
            return handle.createQuery("SELECT * FROM node ORDER BY id")
                    .map((row, context) -> new Member(
                            row.getLong("id"),
                            row.getString("name"),
                            row.getString("version"),
                            row.getInt("slot"),
                            Columns.instant(row.getLong("started_at")),
                            Columns.instant(row.getLong("lease_until")),
                            row.getLong("lease_until") > time,
                            row.getInt("capacity"),
                            row.getInt("busy"),
                            row.getInt("draining") == 1))
                    .list();
        });
    }

    @Override
    public boolean drain(long id, boolean draining) {
        return database.write(
                handle -> handle.execute("UPDATE node SET draining = ? WHERE id = ?", draining ? 1 : 0, id) == 1);
    }

    @Override
    public int buryDead(long self, Instant now, boolean alone) {
        return database.write(handle -> {
            long time = Columns.micros(storeTime(handle, now));
            List<Long> dead = handle.createQuery(
                            "SELECT id FROM node WHERE id <> :self AND (lease_until <= :now OR lease_until > :latest OR :alone = 1)"
                                    + database.dialect().forUpdateSkipLocked())
                    .bind("self", self)
                    .bind("now", time)
                    .bind("latest", time + LONGEST_LEASE.toNanos() / 1_000)
                    .bind("alone", alone ? 1 : 0)
                    .mapTo(Long.class)
                    .list();
            List<Long> unknown = unknownOwners(handle, self);
            if (dead.isEmpty() && unknown.isEmpty()) {
                return 0;
            }
            int tasks = giveBackAll(
                    handle, Stream.concat(dead.stream(), unknown.stream()).toList(), 1);
            if (dead.isEmpty()) {
                return tasks;
            }
            free(handle, dead, time);
            return tasks;
        });
    }

    /**
     * Incarnations that hold tasks and are no members: they were buried, or have left, before they took the last of them.
     * Whoever is alive joined before it took its first task, so one look tells.
     */
    private static List<Long> unknownOwners(Handle handle, long self) {
        return handle.createQuery("SELECT DISTINCT owner FROM task WHERE place = 2 AND owner <> :self"
                        + " AND owner NOT IN (SELECT id FROM node)")
                .bind("self", self)
                .mapTo(Long.class)
                .list();
    }

    /** Locks the tasks of all in the one order in which everybody locks tasks, so that nobody waits in a circle. */
    private int giveBackAll(Handle handle, List<Long> nodes, int crashes) {
        return handle.createUpdate("WITH held AS MATERIALIZED (SELECT subject, step, item FROM task"
                        + " WHERE place = 2 AND owner IN (<nodes>) ORDER BY subject, step, item"
                        + database.dialect().forUpdate() + ")"
                        + " UPDATE task SET place = 1, owner = NULL, fence = fence + 1, crashes = crashes + :crashes"
                        + " WHERE place = 2 AND owner IN (<nodes>)"
                        + " AND (subject, step, item) IN (SELECT subject, step, item FROM held)")
                .bindList("nodes", nodes)
                .bind("crashes", crashes)
                .execute();
    }

    @Override
    public void leave(long id, Instant now) {
        database.run(handle -> {
            free(
                    handle,
                    List.of(id),
                    Columns.micros(storeTime(handle, now))); // first, as whoever buries it locks the node first
            giveBackAll(handle, List.of(id), 0);
        });
    }
}
