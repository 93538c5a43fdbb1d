package io.millrace.core.simulation;

import io.millrace.core.blob.FakeBlobStore;
import io.millrace.core.connection.FakeConnectionStore;
import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.FakeEngineStore;
import io.millrace.core.engine.SettableClock;
import io.millrace.core.workflow.FakeWorkflowStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** What all servers of one simulation share: the clock, the store, the tool, chance, and what is written down of it all. */
final class World {
    private static final int DEEPEST = 4;
    private static final int MOST_SERVERS = 3;
    private static final Duration LONG_PAUSE_STEP = Duration.ofSeconds(3);

    private final Kit kit;
    private final Chance chance;
    private final Weather weather;
    /** Whether the store admits one server at a time, as SQLite does. */
    private final boolean alone;

    private final Sabotage sabotage;
    private final SettableClock clock = new SettableClock(EngineRows.T0);
    private final FakeWorkflowStore workflowStore = new FakeWorkflowStore();
    private final FakeEngineStore store = new FakeEngineStore(workflowStore);
    private final FakeBlobStore blobStore = new FakeBlobStore();
    private final FakeConnectionStore connectionStore;
    private final SimulatedTimer timer = new SimulatedTimer(clock);
    private final Trace trace = new Trace(EngineRows.T0);
    private final Book book = new Book(this);
    private final List<Server> servers = new ArrayList<>();
    private final Deque<Server> stack = new ArrayDeque<>();
    private Runnable happening = () -> {};
    private boolean calm;
    private Instant outageUntil = Instant.MIN;
    private int names;

    World(Kit kit, long seed, Sabotage sabotage) {
        this.kit = kit;
        this.sabotage = sabotage;
        connectionStore = kit.connectionStore();
        chance = new Chance(seed);
        weather = Weather.of(chance);
        alone = chance.in(0.2);
        kit.tool().serve(this);
        kit.variables(store.variables(), clock).put(Book.project(), "COUNT", 0L, false, OptionalLong.empty());
    }

    /** @param something that may happen at any moment while something else is under way */
    void happens(Runnable something) {
        happening = something;
    }

    // --- its parts ---------------------------------------------------------------------------------------------------

    Sabotage sabotage() {
        return sabotage;
    }

    Kit kit() {
        return kit;
    }

    Chance chance() {
        return chance;
    }

    Weather weather() {
        return weather;
    }

    /** What has passed, whatever the clocks of the servers say. */
    long nanoTime() {
        return Duration.between(EngineRows.T0, clock.instant()).toNanos();
    }

    SettableClock clock() {
        return clock;
    }

    FakeEngineStore store() {
        return store;
    }

    FakeBlobStore blobStore() {
        return blobStore;
    }

    FakeConnectionStore connectionStore() {
        return connectionStore;
    }

    FakeWorkflowStore workflowStore() {
        return workflowStore;
    }

    SimulatedTimer timer() {
        return timer;
    }

    Book book() {
        return book;
    }

    Trace trace() {
        return trace;
    }

    String name(long execution) {
        return trace.execution(execution);
    }

    void tell(Server server, String what) {
        trace.add(clock.instant(), stack.size(), server.name(), what);
    }

    void tell(String what) {
        trace.add(clock.instant(), stack.size(), "", what);
    }

    boolean alone() {
        return alone;
    }

    // --- servers -----------------------------------------------------------------------------------------------------

    /** Those of which something can be asked now. */
    List<Server> up() {
        return servers.stream().filter(Server::up).toList();
    }

    boolean hasRoom() {
        return servers.stream().filter(server -> !server.gone()).count() < (alone ? 1 : MOST_SERVERS);
    }

    /** A new incarnation; it may die, or find no store, before it is one. */
    void start() {
        String name = "n" + ++names;
        int slots = chance.pick(1, 2, 3, 9, 16);
        trace.add(clock.instant(), stack.size(), name, "starts with " + slots + " slots");
        Server[] made = new Server[1];
        boolean before = calm;
        calm = true; // joining is a part of the start, which is tried again until it works
        try {
            made[0] = new Server(this, name, slots, alone, sabotage);
        } finally {
            calm = before;
        }
        servers.add(made[0]);
    }

    List<Server> servers() {
        return servers;
    }

    /** Something that this server does, until it is done or the server is gone. */
    void on(Server server, Runnable work) {
        stack.push(server);
        try {
            work.run();
        } catch (ServerDeath e) {
            if (!server.dead()) {
                throw e;
            }
        } finally {
            stack.pop();
            Thread.interrupted();
        }
    }

    /** The server that is at work right now. */
    Server onTop() {
        return Objects.requireNonNull(stack.peek());
    }

    boolean atRest() {
        return stack.isEmpty();
    }

    // --- time and faults ---------------------------------------------------------------------------------------------

    /** No more faults from now on. */
    void calmDown() {
        calm = true;
        outageUntil = Instant.MIN;
    }

    boolean strikes(double share) {
        return !calm && !book.isBroken() && chance.in(share);
    }

    boolean outage() {
        return !calm && clock.instant().isBefore(outageUntil);
    }

    void outageFor(Duration duration) {
        outageUntil = clock.instant().plus(duration);
    }

    void advance(Duration duration) {
        clock.advance(duration);
        timer.strike();
        Thread.interrupted(); // whose it was is known by the time; on this thread it would hit whoever is on top
    }

    /** A moment in which something else may happen before a server goes on. */
    void meanwhile(Server server) {
        if (stack.size() >= DEEPEST) {
            return;
        }
        if (strikes(weather.longPause())) {
            standStill(server);
        } else if (strikes(weather.interleaving())) {
            happening.run();
        }
        Thread.interrupted();
    }

    /** The server is out of the world for longer than its lease, while the others go on. */
    private void standStill(Server server) {
        tell(server, "stands still");
        server.standStill(() -> {
            for (int i = 0; i < 5 && !server.dead(); i++) {
                advance(LONG_PAUSE_STEP);
                up().forEach(other -> on(other, () -> beat(other)));
                happening.run();
            }
        });
        tell(server, "goes on");
    }

    private void beat(Server other) {
        if (other.free(Server.Duty.BEAT)) {
            book.allowed("beat", other, other::beat);
        }
    }
}
