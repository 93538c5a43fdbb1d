package io.millrace.core.action;

import io.millrace.core.connection.Connections;
import io.millrace.core.connection.Health;
import io.millrace.core.connection.SecretMask;
import io.millrace.core.lane.Limits;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.Problem;
import io.millrace.core.tool.Catalogue;
import io.millrace.core.tool.InputCheck;
import io.millrace.sdk.Action;
import io.millrace.sdk.ActionCall;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.Allowance;
import io.millrace.sdk.Connection;
import io.millrace.sdk.EgressFactory;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Exchange;
import io.millrace.sdk.LookUp;
import io.millrace.sdk.ToolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one action once: opens its connection, checks its input, calls it within its deadline, and says what came of it. */
public final class ActionRunner {
    private static final Logger log = LoggerFactory.getLogger(ActionRunner.class);

    /** The largest output a step may have where nobody says otherwise, in bytes of JSON. */
    public static final int LARGEST_OUTPUT = 4 << 20;

    private static final int MOST_EXCHANGES = 10;

    private final Catalogue catalogue;
    private final Connections connections;
    private final EgressFactory egress;
    private final Deadlines deadlines;
    private final int largestOutput;
    private final CallIdentities identities;
    private final InputCheck inputs = new InputCheck();

    public ActionRunner(Catalogue catalogue, Connections connections, EgressFactory egress, Deadlines deadlines) {
        this(catalogue, connections, egress, deadlines, LARGEST_OUTPUT);
    }

    /** @param largestOutput the most bytes of JSON that an output may have */
    public ActionRunner(
            Catalogue catalogue,
            Connections connections,
            EgressFactory egress,
            Deadlines deadlines,
            int largestOutput) {
        this.catalogue = catalogue;
        this.connections = connections;
        this.egress = egress;
        this.deadlines = deadlines;
        this.largestOutput = largestOutput;
        this.identities = new CallIdentities(catalogue, connections);
    }

    /** The description of an action; empty when no installed tool has it. */
    public Optional<ActionSpec> spec(String action) {
        return catalogue.action(action);
    }

    /** The name of an action's tool as people know it. */
    public String toolTitle(String action) {
        String tool = action.substring(0, Math.max(0, action.indexOf('.')));
        return catalogue.tool(tool).map(known -> known.spec().title()).orElse(tool);
    }

    /** Whether it can be found out if an earlier call of an action with this input has done its work. */
    public boolean canLookUp(String action, Map<String, Object> input) {
        return catalogue.lookUp(action).filter(known -> known.canTell(input)).isPresent();
    }

    /** Which calls are the same. */
    public CallIdentities identities() {
        return identities;
    }

    /** How much a connection may be used. @throws io.millrace.core.shared.MillraceException when it cannot be looked up */
    public Limits limits(String project, String connection) {
        return connections.limits(project, connection);
    }

    /** Whether the tool has refused the credentials of a connection, and nobody has mended them since. */
    public boolean refused(String project, String connection) {
        return connections.refused(project, connection);
    }

    /** How much more the tool of an action allows, as the last answer to a call of it tells. */
    public Optional<Allowance> allowance(String action, Outcome outcome, Instant now) {
        if (outcome.exchanges().isEmpty()) {
            return Optional.empty();
        }
        return catalogue
                .tool(action.substring(0, Math.max(0, action.indexOf('.'))))
                .flatMap(tool -> tool.allowance(outcome.exchanges().getLast(), now));
    }

    /**
     * Runs on the calling thread, which an interrupt stops.
     *
     * @param mask hides the project's secrets; those of this call are added to it
     * @throws io.millrace.core.shared.MillraceException when the connection cannot be looked up; nothing was called then
     */
    public Outcome run(PreparedCall call, SecretMask mask) {
        return run(call, mask, given -> catalogue.code(call.action()).run(given));
    }

    /**
     * What a look-up has shown.
     *
     * @param outcome the action's output when its effect is there; a failure when it could not be found out
     */
    public record LookedUp(Outcome outcome, boolean found) {}

    /**
     * Finds out whether an earlier call has done its work, on the calling thread, which an interrupt stops.
     *
     * @param call as it would be made now: an input that has changed since is looked up as it is
     * @throws io.millrace.core.shared.MillraceException when the connection cannot be looked up; nothing was asked then
     */
    public LookedUp lookUp(PreparedCall call, SecretMask mask) {
        LookUp lookUp = catalogue.lookUp(call.action()).orElseThrow();
        AtomicBoolean found = new AtomicBoolean();
        Outcome outcome = run(call, mask, given -> {
            LookUp.Answer answer = lookUp.ask(given);
            found.set(answer.found());
            return answer.output();
        });
        return new LookedUp(outcome, found.get());
    }

    private Outcome run(PreparedCall call, SecretMask mask, Action work) {
        Optional<ActionSpec> known = catalogue.action(call.action());
        if (known.isEmpty()) {
            return refused("No installed tool has the action '" + call.action() + "'.");
        }
        ActionSpec spec = known.get();
        Map<String, Object> input = InputCheck.withDefaults(spec.input(), call.input());
        SecretMask ofInput = mask.andHiddenIn(input);
        List<Problem> problems = inputs.check(spec, input);
        if (!problems.isEmpty()) {
            return refused(ofInput.text("The input does not fit " + call.action() + ": "
                    + problems.stream().map(Problem::toString).collect(Collectors.joining("; "))));
        }
        Optional<Connection> connection = call.connection().flatMap(id -> connections.open(call.project(), id));
        if (call.connection().isPresent() && connection.isEmpty()) {
            return refused("There is no connection '" + call.connection().get() + "' in this project.");
        }
        if (connection.isEmpty() && spec.connection() == ActionSpec.ConnectionUse.REQUIRED) {
            return refused("The action '" + call.action() + "' needs a connection; name one in the step.");
        }
        SecretMask all =
                connection.map(opened -> ofInput.andHiddenIn(opened.secrets())).orElse(ofInput);
        return call(call, spec, input, connection, all, work);
    }

    private static Outcome refused(String message) {
        return new Outcome.Failed(ErrorClass.VALIDATION, message, Optional.empty(), List.of());
    }

    private Outcome call(
            PreparedCall call,
            ActionSpec spec,
            Map<String, Object> input,
            Optional<Connection> connection,
            SecretMask mask,
            Action work) {
        // Code that outlives its deadline may go on sending from a thread of its own.
        List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
        Duration timeout = call.timeout().orElse(spec.timeout());
        ActionCall actionCall = new ActionCall(
                input,
                connection,
                egress.forAttempt(exchange -> {
                    if (exchanges.size() < MOST_EXCHANGES) {
                        exchanges.add(masked(exchange, mask));
                    }
                }),
                call.key(),
                timeout,
                call.catcher());
        Outcome outcome;
        try (Deadlines.Deadline deadline = deadlines.interruptAfter(timeout)) {
            outcome = attempt(call.action(), work, actionCall, exchanges, mask, deadline);
        }
        noteHealth(call, connection, outcome);
        return outcome;
    }

    private Outcome attempt(
            String action,
            Action work,
            ActionCall call,
            List<Exchange> exchanges,
            SecretMask mask,
            Deadlines.Deadline deadline) {
        try {
            return succeeded(work.run(call), exchanges, mask);
        } catch (ToolException e) {
            if (deadline.passed() && e.errorClass() == ErrorClass.CANCELLED) {
                return timedOut(call.timeout(), exchanges);
            }
            return new Outcome.Failed(
                    e.errorClass(), mask.text(String.valueOf(e.getMessage())), e.retryAfter(), exchanges);
        } catch (OutOfMemoryError | InternalError e) {
            throw e; // this is about the server, not about the action: the task is given back, and at last quarantined
        } catch (RuntimeException | Error e) {
            if (deadline.passed()) {
                return timedOut(call.timeout(), exchanges);
            }
            log.error("The action {} failed in a way it should not", action, e);
            return new Outcome.Failed(
                    ErrorClass.INTERNAL,
                    "The action failed by a fault of its own: "
                            + mask.text(e.getClass().getSimpleName() + ": " + e.getMessage()),
                    Optional.empty(),
                    exchanges);
        }
    }

    /** The egress hides what it was given; this hides what the tool sends back of the project's other secrets too. */
    private static Exchange masked(Exchange exchange, SecretMask mask) {
        return new Exchange(
                exchange.startedAt(),
                exchange.duration(),
                exchange.method(),
                mask.text(exchange.url()),
                masked(exchange.requestHeaders(), mask),
                mask.text(exchange.requestBody()),
                exchange.status(),
                masked(exchange.answerHeaders(), mask),
                mask.text(exchange.answerBody()),
                exchange.remoteAddress(),
                mask.text(exchange.error()));
    }

    private static Map<String, List<String>> masked(Map<String, List<String>> headers, SecretMask mask) {
        Map<String, List<String>> masked = new LinkedHashMap<>();
        headers.forEach((name, values) ->
                masked.put(name, values.stream().map(mask::text).toList()));
        return masked;
    }

    private Outcome succeeded(@Nullable Object output, List<Exchange> exchanges, SecretMask mask) {
        Object masked = mask.value(output);
        byte[] json = Json.writeBytes(masked);
        if (json.length > largestOutput) {
            return new Outcome.Failed(
                    ErrorClass.VALIDATION,
                    "The output is larger than " + (largestOutput >> 10)
                            + " KiB. The action was done; ask it for less.",
                    Optional.empty(),
                    exchanges);
        }
        return new Outcome.Succeeded(masked, new String(json, StandardCharsets.UTF_8), exchanges);
    }

    private static Outcome timedOut(Duration timeout, List<Exchange> exchanges) {
        return new Outcome.Failed(
                ErrorClass.TIMEOUT, "The action did not end within " + timeout + ".", Optional.empty(), exchanges);
    }

    private void noteHealth(PreparedCall call, Optional<Connection> connection, Outcome outcome) {
        if (connection.isEmpty()) {
            return;
        }
        String id = connection.get().id();
        try {
            if (outcome instanceof Outcome.Succeeded) {
                connections.recordUse(call.project(), id, Health.Status.OK, "The last call succeeded.");
            } else if (outcome instanceof Outcome.Failed failed && failed.errorClass() == ErrorClass.AUTHENTICATION) {
                connections.recordUse(call.project(), id, Health.Status.NEEDS_REAUTH, failed.message());
            }
        } catch (RuntimeException e) {
            // What came of the call must not be lost because its traces could not be kept.
            log.warn("The health of the connection {} could not be recorded: {}", id, e.toString());
        }
    }
}
