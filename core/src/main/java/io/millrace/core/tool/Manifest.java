package io.millrace.core.tool;

import io.millrace.sdk.ConnectionKind;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code tool.yaml} of format version 1 as it was read: structure checked, expressions not yet compiled. The format
 * is described in {@code docs/manifest.md}.
 *
 * @param connections by name of the kind
 * @param actions by name of the action
 * @param rateHeaders how answers tell what is left of the tool's limit, where it is not as the standard has it
 */
record Manifest(
        ToolSpec spec,
        Map<String, Kind> connections,
        Map<String, Operation> actions,
        Optional<RateHeaders> rateHeaders) {

    /** What one of the actions that {@link #spec()} lists does. */
    Operation operation(String action) {
        return Objects.requireNonNull(actions.get(action), action);
    }

    /** A value with expressions in it, and where it stands in the manifest. */
    record Written(String path, @Nullable Object value) {}

    /**
     * A connection kind and what it adds to every request.
     *
     * @param baseUrl the only place where an expression may decide on a host
     */
    record Kind(
            ConnectionKind spec,
            Optional<Written> baseUrl,
            Optional<Written> headers,
            Optional<Written> query,
            Auth auth,
            Optional<Test> test) {}

    /** How a request shows who it comes from. */
    sealed interface Auth {
        record None() implements Auth {}

        record Bearer(Written token) implements Auth {}

        record Basic(Written username, Written password) implements Auth {}

        record Header(Written name, Written value) implements Auth {}

        record Query(Written name, Written value) implements Auth {}
    }

    /**
     * The cheapest request that shows whether a connection works.
     *
     * @param message what to tell people when it does
     */
    record Test(Exchange exchange, Written message) {}

    /**
     * What an action does, with its differences between kinds of connections.
     *
     * @param exchange the request for every kind without its own; empty for an action that is code
     * @param byConnection the request by kind of connection
     * @param lookUp how to find out whether an earlier call has done its work
     */
    record Operation(Optional<Exchange> exchange, Map<String, Exchange> byConnection, Optional<LookUpText> lookUp) {}

    /**
     * One request that only reads, and how its answer tells whether an effect is there.
     *
     * @param when a condition on the input: whether it can be told at all; always when absent
     * @param exchange its result is the action's output, made when the effect is there
     * @param foundWhen a condition on the answer: whether the effect is there
     */
    record LookUpText(Optional<Written> when, Exchange exchange, Written foundWhen) {}

    /**
     * One request and how its answer is understood.
     *
     * @param successWhen a condition on the answer; any 2xx when absent
     * @param result the action's output; the answer's body when absent
     * @param idempotencyHeader the header that carries the attempt's key
     */
    record Exchange(
            Request request,
            Optional<Written> successWhen,
            Optional<Written> result,
            Errors errors,
            List<ResetSign> resetSigns,
            Optional<String> idempotencyHeader) {}

    record Request(
            Written method,
            Target target,
            Optional<Written> query,
            Optional<Written> headers,
            Optional<Written> body,
            Optional<Written> followRedirects) {}

    /** Where a request goes. */
    sealed interface Target {
        /** Below the connection's base URL; starts with a slash or is empty. */
        record Path(Written path) implements Target {}

        /** An absolute URL whose host is written in the manifest. */
        record Fixed(String origin, Written path) implements Target {}

        /** An address that the input gives whole. Credentials go there only when it is the connection's own host. */
        record Given(Written url) implements Target {}
    }

    /**
     * How a failed answer is explained. The first matching rule decides; without one the status does.
     *
     * @param message the tool's own words
     * @param code the tool's own code
     */
    record Errors(Optional<Written> message, Optional<Written> code, List<Rule> rules) {
        static final Errors NONE = new Errors(Optional.empty(), Optional.empty(), List.of());

        /** These, and then the rules of the other; what is absent here is taken from there. */
        Errors orElse(Errors other) {
            List<Rule> all = new ArrayList<>(rules);
            all.addAll(other.rules);
            return new Errors(message.or(other::message), code.or(other::code), List.copyOf(all));
        }
    }

    /**
     * One rule; all of its criteria must hold.
     *
     * @param statuses inclusive ranges; none means any status
     * @param codes the tool's own codes; none means any
     */
    record Rule(
            List<StatusRange> statuses,
            List<String> codes,
            Optional<Written> when,
            ErrorClass errorClass,
            Optional<String> advice) {}

    record StatusRange(int from, int to) {
        boolean contains(int status) {
            return status >= from && status <= to;
        }
    }

    /**
     * A place where the tool says how long to wait.
     *
     * @param header in lower case; empty when the value comes from the body
     * @param value an expression on the answer, when it is no header
     */
    record ResetSign(Optional<String> header, Optional<Written> value, ResetFormat format) {}
}
