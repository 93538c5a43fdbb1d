package io.millrace.core.simulation;

import io.millrace.core.engine.FakeTool;
import io.millrace.core.shared.Ids;
import io.millrace.sdk.Action;
import io.millrace.sdk.ActionCall;
import io.millrace.sdk.ErrorClass;
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
        return described.code().keySet().stream().collect(Collectors.toMap(action -> action, action -> this::run));
    }

    @Override
    public Optional<InputStream> open(String path) {
        return described.open(path);
    }

    private Object run(ActionCall call) throws ToolException {
        World at = Objects.requireNonNull(world);
        Server server = at.onTop();
        String[] key = call.key().split("/");
        long execution = Ids.parse("exe", key[0]).orElseThrow();
        server.mayDie("before it calls " + key[1]);
        Instant deadline = at.clock().instant().plus(call.timeout()).plus(GRACE);
        Server.RunningCall running = server.begin(execution, key[1]);
        try {
            at.book().called(running, key[2], call.input());
            at.tell(server, "calls " + key[1] + " of " + at.name(execution));
            at.meanwhile(server);
            Object answer = behave(at, server, running, deadline, call);
            server.mayDie("after it called " + key[1]);
            return answer;
        } finally {
            server.end(running);
            at.book().over(running);
        }
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
