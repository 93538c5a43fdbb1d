package io.millrace.core.simulation;

import io.millrace.core.event.Occurrence;
import io.millrace.core.execution.Approvals;
import io.millrace.core.execution.Settlements.Finding;
import io.millrace.core.execution.Settlements.Word;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.simulation.EventsModel.Delivery;
import io.millrace.core.simulation.Server.Duty;
import io.millrace.core.workflow.ExpectedRevision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One run of one seed: things happen, then the faults stop and everything must come to its end. */
final class Simulation {
    private static final int MOST_ROUNDS = 1_500;
    private static final Duration WINDOW = Duration.ofDays(3);

    private final World world;
    private final Chance chance;
    private final RandomShapes shapes;
    private final int moves;
    private int messages;
    private int words;
    private int answers;
    private int pauses;

    private Simulation(Kit kit, long seed, Sabotage sabotage) {
        world = new World(kit, seed, sabotage);
        chance = world.chance();
        shapes = new RandomShapes(chance, sabotage == Sabotage.NO_COMPARISON);
        moves = chance.between(30, 120);
        world.happens(this::move);
    }

    /**
     * What came of a run.
     *
     * @param broken the first rule that did not hold
     */
    record Result(long seed, Optional<String> broken, List<String> trace) {
        String told() {
            return "Seed " + seed + ": " + broken.orElse("no rule was broken") + "\n  Again, alone: "
                    + "-Dtest=SimulationTest -Dmillrace.simulation.seed=" + seed + "\n  "
                    + String.join("\n  ", trace);
        }
    }

    static Result run(Kit kit, long seed, Sabotage sabotage) {
        Simulation simulation = new Simulation(kit, seed, sabotage);
        try {
            simulation.play();
        } catch (RuntimeException | Error e) {
            StackTraceElement at = e.getStackTrace().length == 0 ? null : e.getStackTrace()[0];
            simulation.world.book().broken("the simulation itself ended with " + e + " at " + at);
        }
        return new Result(
                seed, simulation.world.book().broken(), simulation.world.trace().lines());
    }

    private void play() {
        world.start();
        int workflows = chance.between(1, 3);
        for (int i = 1; i <= workflows; i++) {
            publish(world.servers().getFirst(), "w" + i);
        }
        for (int i = 0; i < moves && !world.book().isBroken(); i++) {
            move();
            world.book().checkAtRest();
        }
        if (!world.book().isBroken()) {
            world.tell("no more faults");
            world.calmDown();
            settle();
        }
    }

    private void settle() {
        if (world.up().isEmpty()) {
            world.start();
        }
        Server first = world.up().getFirst();
        for (Account account : Account.values()) {
            mend(first, account);
        }
        List.of("w1", "w2", "w3").forEach(workflow -> world.on(first, () -> pause(first, workflow, false)));
        world.up().forEach(server -> world.on(first, () -> first.drain(server.id(), false)));
        for (int i = 0; i < MOST_ROUNDS && busy() && !world.book().isBroken(); i++) {
            world.advance(Duration.ofSeconds(3));
            world.up()
                    .forEach(server -> world.on(server, () -> {
                        server.beat();
                        server.wakeLanes();
                        do {
                            while (server.hasStarted()) {
                                server.runOne();
                            }
                        } while (server.claim() > 0);
                    }));
            decide(world.up().getFirst());
            world.book().checkAtRest();
        }
        world.book().checkEnd();
    }

    /** People look after what nobody else can decide. */
    private void decide(Server server) {
        world.book().executions().stream()
                .map(world.book()::row)
                .filter(row -> row.progress().contains("=U") && row.status() == ExecutionStatus.WAITING)
                .toList()
                .forEach(row -> world.on(server, () -> settle(server, row)));
    }

    private boolean busy() {
        return world.up().stream().anyMatch(Server::hasStarted)
                || world.book().owesAnything()
                || world.book().executions().stream()
                        .map(world.book()::row)
                        .anyMatch(row -> !row.status().ended());
    }

    // --- what may happen ---------------------------------------------------------------------------------------------

    private void move() {
        if (world.book().isBroken()) {
            return;
        }
        List<Server> up = world.up();
        if (up.isEmpty()) {
            if (world.hasRoom()) {
                world.start();
            }
            return;
        }
        Server server = chance.pick(up);
        int kind = chance.between(0, 99);
        if (kind < 18) {
            world.on(server, () -> receive(server));
        } else if (kind < 43) {
            world.on(server, () -> work(server));
        } else if (kind < 54) {
            time(server);
        } else if (kind < 62) {
            world.on(server, () -> beat(server));
        } else if (kind < 66) {
            world.on(server, () -> fire(server));
        } else if (kind < 74) {
            world.on(server, () -> wakeLanes(server));
        } else if (kind < 89) {
            world.on(server, () -> ask(server));
        } else if (kind < 91) {
            world.on(server, () -> mend(server, chance.pick(Account.values())));
        } else if (kind < 93) {
            world.on(server, () -> publish(server, chance.pick("w1", "w2", "w3")));
        } else {
            servers(server);
        }
    }

    private void time(Server server) {
        switch (chance.between(0, 9)) {
            case 0 -> {
                int most = (int) Server.MOST_SKEW.toMillis();
                server.skew(chance.millis(-most, most));
            }
            case 1 -> world.advance(chance.millis(5_000, 40_000));
            case 2 -> {
                if (world.strikes(world.weather().refusal())) {
                    world.tell("the store is out");
                    world.outageFor(chance.millis(100, 12_000));
                }
            }
            default -> world.advance(chance.millis(1, 4_000));
        }
    }

    private void servers(Server server) {
        if (world.hasRoom() && chance.in(0.5)) {
            world.start();
        } else if (world.strikes(world.weather().death() * 10)) {
            world.tell(server, "dies");
            server.die();
        } else if (chance.in(0.3)) {
            Server other = chance.pick(world.servers());
            boolean drains = chance.in(0.5);
            world.tell(server, "is asked to let " + other.name() + (drains ? " drain" : " work"));
            world.on(server, () -> world.book().allowed("drain", server, () -> server.drain(other.id(), drains)));
        } else if (chance.in(0.2) && server.free(Duty.BEAT)) {
            world.on(server, () -> {
                world.tell(server, "stops");
                world.book().allowed("stop", server, server::stop);
                if (world.alone() || chance.in(0.6)) {
                    server.die();
                }
            });
        }
    }

    private void work(Server server) {
        if (server.hasStarted() && chance.in(0.7)) {
            world.book().allowed("work", server, server::runOne);
        } else if (server.free(Duty.CLAIM)) {
            world.book().allowed("claim", server, server::claim);
        }
    }

    private void beat(Server server) {
        if (server.free(Duty.BEAT)) {
            world.book().allowed("beat", server, server::beat);
        }
    }

    private void fire(Server server) {
        if (server.free(Duty.SCHEDULES)) {
            world.book().allowed("schedules", server, server::fireSchedules);
        }
    }

    private void wakeLanes(Server server) {
        if (server.free(Duty.LANES)) {
            world.book().allowed("lanes", server, server::wakeLanes);
        }
    }

    private void mend(Server server, Account account) {
        world.tell(server, "is given the credentials of " + account.id() + " anew");
        world.book().allowed("save a connection", server, () -> server.mend(account));
    }

    private void publish(Server server, String workflow) {
        // Only those before it by number, so that no workflow starts itself in the end.
        List<String> others = Stream.of("w1", "w2", "w3")
                .filter(other -> !other.equals(workflow) && world.book().isPublished(other))
                .toList();
        List<String> earlier =
                others.stream().filter(other -> other.compareTo(workflow) < 0).toList();
        List<String> later =
                others.stream().filter(other -> other.compareTo(workflow) > 0).toList();
        Shape shape = shapes.next(workflow, earlier, later);
        world.book().allowed("publish", server, () -> {
            server.workflows().save(Book.project(), workflow, shape.yaml(), new ExpectedRevision.Any(), "simulation");
            int version = server.workflows()
                    .publish(Book.project(), workflow, new ExpectedRevision.Any(), "simulation")
                    .version();
            world.tell("publishes " + workflow + " " + version + "\n"
                    + shape.yaml().indent(8));
            world.book().published(shape, version);
        });
    }

    // --- what people and other machines ask --------------------------------------------------------------------------

    private void receive(Server server) {
        String trace = "message " + ++messages;
        boolean byHand = chance.in(0.4);
        Occurrence.Origin origin =
                byHand ? new Occurrence.FromPerson("w1") : new Occurrence.FromWebhook(chance.pick("orders", "parcels"));
        String source = origin.source(Book.project());
        Optional<String> key = chance.in(0.6) ? Optional.of("key " + chance.between(1, 6)) : Optional.empty();
        Instant now = world.clock().instant();
        Occurrence occurrence = new Occurrence(
                Book.project(),
                origin,
                "simulated",
                source,
                now,
                key.map(text -> new Occurrence.Dedupe(text, now.plus(WINDOW))),
                Map.of("n", (long) chance.between(0, 9)),
                Map.of(),
                trace);
        world.tell(
                server,
                "receives " + trace + " for " + source
                        + key.map(text -> ", " + text).orElse(""));
        world.book()
                .events()
                .sent(trace, new Delivery(key.map(text -> source + " " + text).orElse("")));
        answered(server, "receiving " + trace, () -> server.engine().intake().accept(occurrence))
                .ifPresent(told -> {
                    world.tell(server, "answers " + trace + (told.duplicate() ? ": a duplicate" : ": accepted"));
                    world.book().events().acknowledged(trace, told);
                });
    }

    private void ask(Server server) {
        switch (chance.between(0, 8)) {
            case 6, 7 -> onSome(row -> row.progress().contains("=W"), row -> approve(server, row));
            case 8 -> pause(server, chance.pick("w1", "w2", "w3"), chance.in(0.4));
            case 0, 1 -> onSome(row -> !row.status().ended(), row -> cancel(server, row.id()));
            case 2 -> onSome(row -> row.status().ended(), row -> restart(server, row.id()));
            case 3 -> replay(server);
            default -> onSome(row -> row.progress().contains("=U"), row -> settle(server, row));
        }
    }

    private void onSome(Predicate<ExecutionRow> kind, java.util.function.Consumer<ExecutionRow> act) {
        List<ExecutionRow> rows = world.book().executions().stream()
                .map(world.book()::row)
                .filter(row -> kind.test(row) || chance.in(0.02))
                .toList();
        if (!rows.isEmpty()) {
            act.accept(chance.pick(rows));
        }
    }

    private void cancel(Server server, long execution) {
        world.tell(server, "is asked to cancel " + world.name(execution));
        answered(server, "cancel", () -> server.engine().executions().cancel(Book.project(), execution, "cancel"))
                .ifPresent(row -> server.interrupted(execution));
    }

    private void restart(Server server, long execution) {
        world.tell(server, "is asked to restart " + world.name(execution));
        String trace = "restart " + ++messages;
        answered(server, "restart", () -> server.engine().executions().restart(Book.project(), execution, trace));
    }

    private void approve(Server server, ExecutionRow row) {
        List<String> asking = world.book()
                .model(row.id())
                .shape()
                .all()
                .filter(step -> step.work().kind() == Shape.Kind.APPROVAL)
                .map(Shape.Step::id)
                .toList();
        if (asking.isEmpty()) {
            return;
        }
        String step = chance.pick(asking);
        boolean yes = chance.in(0.5);
        String note = "answer " + ++answers;
        world.tell(server, "is given " + note + " to " + step + " of " + world.name(row.id()) + ": " + yes);
        Approvals.Word word = new Approvals.Word(yes, note, "Ann", "admin");
        answered(server, note, () -> server.engine().approvals().answer(Book.project(), row.id(), step, word, note))
                .ifPresent(_ -> world.book().answers().acknowledged(note));
    }

    private void pause(Server server, String workflow, boolean paused) {
        if (!world.book().isPublished(workflow)) {
            return;
        }
        world.tell(server, "is asked to " + (paused ? "pause " : "resume ") + workflow);
        int asked = ++pauses;
        boolean told = world.book().allowed("pause", server, () -> {
            if (paused) {
                server.engine().pausing().pause(Book.project(), workflow);
            } else {
                server.engine().pausing().resume(Book.project(), workflow);
            }
        });
        if (told && !server.dead() && asked == pauses) {
            world.book()
                    .answers()
                    .acknowledged(workflow, paused, world.store().lanes().shut(Integer.MAX_VALUE));
        }
    }

    private void replay(Server server) {
        List<Long> events = world.book().events().all();
        if (!events.isEmpty()) {
            long event = chance.pick(events);
            world.tell(server, "is asked to replay " + world.trace().event(event));
            String trace = "replay " + ++messages;
            answered(server, "replay", () -> server.engine().replays().event(Book.project(), event, trace))
                    .ifPresent(told -> world.book().events().acknowledgedReplay(event, told));
        }
    }

    private void settle(Server server, ExecutionRow row) {
        List<String> unknown = world.book()
                .model(row.id())
                .shape()
                .all()
                .map(Shape.Step::id)
                .filter(id -> row.progress().contains(id + "=U"))
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        String step = chance.pick(unknown);
        Finding finding = chance.pick(Finding.values());
        String note = "word " + ++words;
        Object output = finding == Finding.SUCCEEDED ? Map.of("n", 1L) : null;
        world.tell(server, "is told that " + step + " of " + world.name(row.id()) + " is to be " + finding);
        answered(
                        server,
                        "settle",
                        () -> server.engine()
                                .settlements()
                                .settle(Book.project(), row.id(), step, new Word(finding, output, note, "Ann"), note))
                .ifPresent(_ -> world.book().answers().acknowledged(note));
    }

    /** The answer, if there was one. */
    private <T> Optional<T> answered(Server server, String what, Supplier<T> question) {
        AtomicReference<T> answer = new AtomicReference<>();
        world.book().allowed(what, server, () -> answer.set(question.get()));
        return server.dead() ? Optional.empty() : Optional.ofNullable(answer.get());
    }
}
