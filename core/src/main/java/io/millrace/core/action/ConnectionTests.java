package io.millrace.core.action;

import io.millrace.core.connection.ConnectionView;
import io.millrace.core.connection.Connections;
import io.millrace.core.connection.Health;
import io.millrace.core.connection.SecretMask;
import io.millrace.core.connection.SecretMasks;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.tool.Catalogue;
import io.millrace.sdk.ActionCall;
import io.millrace.sdk.Connection;
import io.millrace.sdk.EgressFactory;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Tool;
import io.millrace.sdk.ToolException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries whether a connection works, by its tool's own test, and records what it shows. */
public final class ConnectionTests {
    private static final Logger log = LoggerFactory.getLogger(ConnectionTests.class);

    /** How long one test may take. */
    public static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Catalogue catalogue;
    private final Connections connections;
    private final SecretMasks masks;
    private final EgressFactory egress;
    private final Deadlines deadlines;
    private final Function<String, URI> catchers;

    /** @param message a sentence for people, secrets masked */
    public record Result(boolean works, String message) {}

    /** @param catchers the catcher of a project, ending in a slash */
    public ConnectionTests(
            Catalogue catalogue,
            Connections connections,
            SecretMasks masks,
            EgressFactory egress,
            Deadlines deadlines,
            Function<String, URI> catchers) {
        this.catalogue = catalogue;
        this.connections = connections;
        this.masks = masks;
        this.egress = egress;
        this.deadlines = deadlines;
        this.catchers = catchers;
    }

    /**
     * Runs on the calling thread, for at most {@link #TIMEOUT}.
     *
     * @throws MillraceException {@code not_found} when there is no such connection, or its tool is not installed any more
     */
    public Result run(String project, String id) {
        ConnectionView view =
                connections.get(project, id).orElseThrow(() -> MillraceException.notFound("connection", id));
        Tool tool = catalogue.tool(view.tool()).orElseThrow(() -> MillraceException.notFound("tool", view.tool()));
        Connection connection =
                connections.open(project, id).orElseThrow(() -> MillraceException.notFound("connection", id));
        ActionCall call = new ActionCall(
                Map.of(),
                Optional.of(connection),
                egress.forAttempt(exchange -> {}),
                "test-" + UUID.randomUUID(),
                TIMEOUT,
                catchers.apply(project));
        SecretMask mask = masks.of(project);
        Shown shown = attempt(tool, call);
        Result result = new Result(shown.status() == Health.Status.OK, mask.text(shown.message()));
        connections.recordTest(project, view, shown.status(), result.message());
        return result;
    }

    private record Shown(Health.Status status, String message) {}

    private Shown attempt(Tool tool, ActionCall call) {
        try (Deadlines.Deadline deadline = deadlines.interruptAfter(TIMEOUT)) {
            try {
                return new Shown(Health.Status.OK, tool.test(call));
            } catch (ToolException e) {
                boolean refused = e.errorClass() == ErrorClass.AUTHENTICATION;
                String message = deadline.passed() ? late() : String.valueOf(e.getMessage());
                return new Shown(refused ? Health.Status.NEEDS_REAUTH : Health.Status.FAILING, message);
            } catch (RuntimeException e) {
                if (deadline.passed()) {
                    return new Shown(Health.Status.FAILING, late());
                }
                log.error(
                        "The connection test of {} failed in a way it should not",
                        tool.spec().name(),
                        e);
                return new Shown(
                        Health.Status.FAILING,
                        "The test failed by a fault of the tool: "
                                + e.getClass().getSimpleName());
            }
        }
    }

    private static String late() {
        return "No answer came within " + TIMEOUT.toSeconds() + " seconds.";
    }
}
