package io.millrace.core.tool;

import io.millrace.core.tool.Manifest.Exchange;
import io.millrace.core.tool.Manifest.Kind;
import io.millrace.core.tool.Manifest.LookUpText;
import io.millrace.core.tool.Manifest.Target;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.ActionSpec.ConnectionUse;
import io.millrace.sdk.Effect;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the {@code lookup} of an action: how to find out whether an earlier call has done its work. */
final class LookUpReader {
    /** Some tools take a search as POST; the other methods change something by their nature. */
    private static final Set<String> READING = Set.of("GET", "HEAD", "POST");

    private final ExchangeReader exchanges;

    LookUpReader(ExchangeReader exchanges) {
        this.exchanges = exchanges;
    }

    static boolean isEverUnsafe(ActionSpec action) {
        return action.effect() == Effect.UNSAFE
                || action.effectBy().stream().anyMatch(by -> by.values().containsValue(Effect.UNSAFE));
    }

    /** @param fields of the look-up @param kinds of connections of the tool */
    LookUpText read(Fields fields, ActionSpec action, Map<String, Kind> kinds) {
        if (!isEverUnsafe(action)) {
            fields.problemHere("Only an action that is unsafe to repeat has a 'lookup'; this one is "
                    + action.effect().code() + ".");
        }
        LookUpText lookUp = new LookUpText(
                fields.writtenText("when"), exchanges.exchange(fields), fields.requiredWritten("found_when"));
        if (!fields.has("result")) {
            fields.problemHere("'result' is missing: what the action gives when its effect is there.");
        }
        Exchange exchange = lookUp.exchange();
        String method = String.valueOf(exchange.request().method().value()).toUpperCase(Locale.ROOT);
        if (fields.has("request") && !READING.contains(method)) {
            fields.problem("request", "A look-up only reads, so its method is written out: GET, HEAD or POST.");
        }
        if (exchange.idempotencyHeader().isPresent()) {
            fields.problem("idempotency_header", "A look-up changes nothing, so it needs no key.");
        }
        if (exchange.request().target() instanceof Target.Path) {
            checkBase(fields, action, kinds);
        }
        fields.finish();
        return lookUp;
    }

    private static void checkBase(Fields fields, ActionSpec action, Map<String, Kind> kinds) {
        if (action.connection() != ConnectionUse.REQUIRED) {
            fields.problem(
                    "request", "A 'path' goes below a connection's base_url, so the connection must be required.");
        }
        kinds.forEach((kind, template) -> {
            if (action.worksWith(kind) && template.baseUrl().isEmpty()) {
                fields.problem("request", "The kind of connection '" + kind + "' has no base_url for this 'path'.");
            }
        });
    }
}
