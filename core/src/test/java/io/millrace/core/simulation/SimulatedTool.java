package io.millrace.core.simulation;

import io.millrace.core.engine.FakeTool;
import io.millrace.core.shared.Ids;
import io.millrace.sdk.Action;
import io.millrace.sdk.ActionCall;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.LookUp;
import io.millrace.sdk.ToolException;
import io.millrace.sdk.ToolPackage;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tool {@code test} on the other end of a simulation: it answers, fails, hangs and dawdles as chance will have it. */
final class SimulatedTool implements ToolPackage {
    /** What the engine gives an action beyond its deadline before it interrupts it. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final FakeTool described = new FakeTool();
    private @Nullable World world;

    /** Calls are from now on made in this world. */
    void serve(World newWorld) {
        world = newWorld;
    }

    @Override
    public String name() {
        return described.name();
    }

    @Override
    public Map<String, Action> code() {
        return described.code().keySet().stream()
                .collect(Collectors.toMap(action -> action, action -> call -> run(action, call)));
    }

    @Override
    public Map<String, LookUp> lookUps() {
        return Map.of("once", this::lookUp);
    }

    private LookUp.Answer lookUp(ActionCall call) throws ToolException {
        World at = Objects.requireNonNull(world);
        Server server = at.onTop();
        server.mayDie("before it looks up " + call.key());
        at.meanwhile(server);
        if (at.strikes(at.weather().toolFault())) {
            throw failed(at.chance()
                    .pick(
                            ErrorClass.TIMEOUT,
                            ErrorClass.NETWORK,
                            ErrorClass.SERVER_ERROR,
                            ErrorClass.RATE_LIMIT,
                            ErrorClass.AUTHORIZATION));
        }
        boolean there =
                at.sabotage() != Sabotage.NO_LOOK_UP && at.book().effects().there(call.key());
        at.tell(server, "looks up " + call.key() + ": " + (there ? "done" : "not there"));
        server.mayDie("after it looked up " + call.key());
        return there ? LookUp.Answer.found(call.input()) : LookUp.Answer.NOT_THERE;
    }

    @Override
    public Optional<InputStream> open(String path) {
        return described.open(path);
    }

    private Object run(String action, ActionCall call) throws ToolException {
        World at = Objects.requireNonNull(world);
        Server server = at.onTop();
        String[] key = call.key().split("/");
        long execution = Ids.parse("exe", key[0]).orElseThrow();
        server.mayDie("before it calls " + key[1]);
        Instant deadline = at.clock().instant().plus(call.timeout()).plus(GRACE);
        Server.RunningCall running = server.begin(execution, key[1]);
        try {
            boolean holds = at.book().called(running, key[2], call.input());
            at.tell(server, "calls " + key[1] + " of " + at.name(execution));
            Object answer = action.equals("once")
                    ? once(at, server, running, deadline, call, holds)
                    : meanwhileBehaving(at, server, running, deadline, call);
            server.mayDie("after it called " + key[1]);
            return answer;
        } finally {
            server.end(running);
            at.book().over(running);
        }
    }

    private Object meanwhileBehaving(
            World at, Server server, Server.RunningCall running, Instant deadline, ActionCall call)
            throws ToolException {
        at.meanwhile(server);
        return behave(at, server, running, deadline, call);
    }

    /** Does its work at once or never, and what is told of it may be anything that leaves a doubt. */
    private Object once(
            World at, Server server, Server.RunningCall running, Instant deadline, ActionCall call, boolean holds)
            throws ToolException {
        boolean fault = at.strikes(at.weather().toolFault());
        boolean done = !fault || at.chance().in(0.5);
        if (done) {
            at.book().effects().done(call.key(), holds);
        }
        at.meanwhile(server);
        if (!fault) {
            return call.input();
        }
        return switch (at.chance().between(0, 4)) {
            case 0 -> throw failed(ErrorClass.TIMEOUT);
            case 1 -> throw failed(ErrorClass.SERVER_ERROR);
            case 2 -> throw new OutOfMemoryError("as the simulation wants it");
            case 3 -> {
                if (done) {
                    yield hang(at, server, running, deadline, call);
                }
                throw failed(at.chance().pick(ErrorClass.NETWORK, ErrorClass.RATE_LIMIT, ErrorClass.CONFLICT));
            }
            default -> {
                if (done) {
                    yield dawdle(at, server, running, deadline, call);
                }
                throw failed(ErrorClass.NETWORK);
            }
        };
    }

    private Object behave(World at, Server server, Server.RunningCall running, Instant deadline, ActionCall call)
            throws ToolException {
        if (!at.strikes(at.weather().toolFault())) {
            return call.input();
        }
        return switch (at.chance().between(0, 9)) {
            case 0 -> hang(at, server, running, deadline, call);
            case 1 -> dawdle(at, server, running, deadline, call);
            case 2 -> throw new OutOfMemoryError("as the simulation wants it");
            case 3 -> throw new IllegalStateException("as the simulation wants it");
            case 4 ->
                throw ToolException.retryAfter(
                        ErrorClass.RATE_LIMIT, "Slow down.", at.chance().millis(0, 20_000));
            case 5, 6 -> throw failed(ErrorClass.TIMEOUT);
            case 7 -> throw failed(ErrorClass.SERVER_ERROR);
            case 8 -> throw failed(ErrorClass.NETWORK);
            default -> throw failed(at.chance().pick(ErrorClass.values()));
        };
    }

    private static ToolException failed(ErrorClass errorClass) {
        return new ToolException(errorClass, "The tool said " + errorClass.code() + ".");
    }

    /** Waits until it is interrupted, by a cancel or by the deadline. */
    private static Object hang(World at, Server server, Server.RunningCall running, Instant deadline, ActionCall call)
            throws ToolException {
        at.tell(server, "hangs in a call");
        while (!running.interrupted() && at.clock().instant().isBefore(deadline)) {
            at.advance(Duration.ofSeconds(1));
            at.meanwhile(server);
            server.mayDie("in a call");
        }
        return wake(at, call);
    }

    /** Takes its time, maybe more than it has. */
    private static Object dawdle(World at, Server server, Server.RunningCall running, Instant deadline, ActionCall call)
            throws ToolException {
        at.advance(at.chance().millis(1, 25_000));
        at.meanwhile(server);
        server.mayDie("in a call");
        boolean interrupted = running.interrupted() || !at.clock().instant().isBefore(deadline);
        return interrupted ? wake(at, call) : call.input();
    }

    private static Object wake(World at, ActionCall call) throws ToolException {
        if (at.chance().in(0.3)) {
            return call.input(); // it was too late to stop
        }
        throw new ToolException(ErrorClass.CANCELLED, "The call was interrupted.");
    }
}
