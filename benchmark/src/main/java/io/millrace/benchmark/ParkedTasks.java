package io.millrace.benchmark;

import io.millrace.store.Database;
import io.millrace.store.DatabaseLocation;
import io.millrace.store.Databases;
import io.millrace.store.SqlTaskStore;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * What tasks that wait in a lane cost the others: claims of ready tasks without them, and beside them. It fills the
 * database it is given, which must be an empty one.
 */
final class ParkedTasks {
    private static final int CLAIMS = 200;
    private static final int EACH = 50;
    private static final int BATCH = 10_000;
    private static final int READY = 1;
    private static final int PARKED = 0;

    private final DatabaseLocation location;
    private final int parked;
    private long next = 1;

    private ParkedTasks(DatabaseLocation location, int parked) {
        this.location = location;
        this.parked = parked;
    }

    static ParkedTasks of(Arguments arguments) {
        ParkedTasks made = new ParkedTasks(
                location(arguments.text("database")), arguments.number("parked", 1_000_000));
        arguments.requireAllUsed();
        return made;
    }

    private static DatabaseLocation location(String database) {
        return database.startsWith("jdbc:")
                ? new DatabaseLocation.Postgres(database, Optional.empty(), Optional.empty())
                : new DatabaseLocation.Sqlite(Path.of(database));
    }

    void run(PrintStream out) {
        try (Database database = Databases.open(location)) {
            claims(database);
            long without = claims(database);
            add(database, parked, PARKED);
            claims(database);
            long with = claims(database);
            out.printf(
                    "claim of %d tasks, median of %d: %d us without, %d us beside %d parked: %.2f x%n",
                    EACH, CLAIMS, without, with, parked, (double) with / without);
        }
    }

    /** The median time of a claim, in microseconds. */
    private long claims(Database database) {
        add(database, CLAIMS * EACH, READY);
        SqlTaskStore tasks = new SqlTaskStore(database);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < CLAIMS; i++) {
            long begin = System.nanoTime();
            int claimed = tasks.claim(1, Instant.now(), EACH).size();
            times.add((System.nanoTime() - begin) / 1_000);
            if (claimed != EACH) {
                throw new IllegalStateException("claimed " + claimed + " tasks instead of " + EACH);
            }
        }
        return times.stream().sorted().skip(CLAIMS / 2).findFirst().orElseThrow();
    }

    private void add(Database database, int count, int place) {
        for (int done = 0; done < count; done += BATCH) {
            int size = Math.min(BATCH, count - done);
            database.run(handle -> {
                PreparedBatch batch = handle.prepareBatch("INSERT INTO task (subject, step, item, kind, project, place,"
                        + " turn_at, owner, fence, tries, spent, crashes, trace, lane)"
                        + " VALUES (?, 'a', 0, 'step', 'default', ?, ?, NULL, 1, 0, 0, 0, 'trace', ?)");
                for (int i = 0; i < size; i++) {
                    batch.add(next, place, next, place == PARKED ? "default connection:chat " : null);
                    next++;
                }
                batch.execute();
            });
        }
    }
}
