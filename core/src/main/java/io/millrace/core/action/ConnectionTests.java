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
import java.util.function.Function;

/** Tries a connection with the cheapest call its tool knows, and keeps what was seen as the connection's health. */
public final class ConnectionTests {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Catalogue catalogue;
    private final Connections connections;
    private final SecretMasks masks;
    private final EgressFactory egress;
    private final Deadlines deadlines;
    private final Function<String, URI> catchers;

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

    /** What was seen, in a sentence for people. */
    public record Result(boolean works, String message) {}

    /**
     * Tests a connection now.
     *
     * @throws MillraceException {@code not_found}
     */
    public Result run(String project, String id) {
        ConnectionView view =
                connections.get(project, id).orElseThrow(() -> MillraceException.notFound("connection", id));
        Connection opened =
                connections.open(project, id).orElseThrow(() -> MillraceException.notFound("connection", id));
        Tool tool = catalogue.tool(view.tool()).orElseThrow(() -> MillraceException.notFound("tool", view.tool()));
        SecretMask mask = masks.of(project);
        try (Deadlines.Deadline deadline = deadlines.interruptAfter(TIMEOUT)) {
            String message = mask.text(tool.test(call(project, opened)));
            connections.recordTest(project, view, Health.Status.OK, message);
            return new Result(true, message);
        } catch (ToolException e) {
            Health.Status status =
                    e.errorClass() == ErrorClass.AUTHENTICATION ? Health.Status.NEEDS_REAUTH : Health.Status.FAILING;
            String message = mask.text(String.valueOf(e.getMessage()));
            connections.recordTest(project, view, status, message);
            return new Result(false, message);
        }
    }

    private ActionCall call(String project, Connection connection) {
        return new ActionCall(
                Map.of(),
                Optional.of(connection),
                egress.forAttempt(exchange -> {}),
                "test/" + project + "/" + connection.id(),
                TIMEOUT,
                catchers.apply(project));
    }
}
