package io.millrace.store;

import io.millrace.core.queue.NodeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Leases of nodes on SQL: in the store's time on PostgreSQL, so that the clocks of nodes need not agree. */
public final class SqlNodeStore implements NodeStore {
    private static final int MAX_NODES = 256;

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
    public int join(long id, String name, Instant now, Duration lease) {
        return database.write(handle -> {
            if (database.dialect().manyNodes()) {
                handle.execute("LOCK TABLE node IN EXCLUSIVE MODE"); // two nodes must not take the same number
            }
            Instant time = storeTime(handle, now);
            Set<Integer> taken = new HashSet<>(handle.createQuery("SELECT slot FROM node")
                    .mapTo(Integer.class)
                    .list());
            int slot = 0;
            while (taken.contains(slot)) {
                slot++;
            }
            if (slot >= MAX_NODES) {
                throw new IllegalStateException("More than " + MAX_NODES + " nodes share this database");
            }
            handle.createUpdate("INSERT INTO node (id, name, slot, started_at, lease_until)"
                            + " VALUES (:id, :name, :slot, :now, :until)")
                    .bind("id", id)
                    .bind("name", name)
                    .bind("slot", slot)
                    .bind("now", Columns.micros(time))
                    .bind("until", Columns.micros(time.plus(lease)))
                    .execute();
            return slot;
        });
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
    public boolean renew(long id, Instant now, Duration lease) {
        return database.write(handle -> {
            int renewed = handle.createUpdate("UPDATE node SET lease_until = :until WHERE id = :id")
                    .bind("until", Columns.micros(storeTime(handle, now).plus(lease)))
                    .bind("id", id)
                    .execute();
            return renewed == 1;
        });
    }

    @Override
    public int buryDead(long self, Instant now, boolean alone) {
        return database.write(handle -> {
            long time = Columns.micros(storeTime(handle, now));
            List<Long> dead = handle.createQuery(
                            "SELECT id FROM node WHERE id <> :self AND (lease_until <= :now OR :alone = 1)"
                                    + database.dialect().forUpdateSkipLocked())
                    .bind("self", self)
                    .bind("now", time)
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
            handle.createUpdate("DELETE FROM node WHERE id IN (<dead>)")
                    .bindList("dead", dead)
                    .execute();
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
    public void leave(long id) {
        database.run(handle -> {
            handle.execute("DELETE FROM node WHERE id = ?", id); // first, as whoever buries it locks the node first
            giveBackAll(handle, List.of(id), 0);
        });
    }
}
