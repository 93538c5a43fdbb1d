package io.millrace.core.workflow;

import io.millrace.core.shared.Json;
import io.millrace.sdk.ActionKind;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.ActionSpec.ConnectionUse;
import io.millrace.sdk.Effect;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A few actions with the schemas that tests need. */
final class FakeActions implements Actions {
    private final Map<String, ActionSpec> specs = new TreeMap<>();

    FakeActions() {
        add("slack.send_message", ConnectionUse.REQUIRED, """
                {"type": "object", "required": ["channel"], "properties": {
                  "channel": {"type": "string"},
                  "text": {"type": "string", "maxLength": 40},
                  "mode": {"enum": ["plain", "rich"]},
                  "count": {"type": "integer", "minimum": 1, "maximum": 9},
                  "blocks": {"type": "array", "items": {"$ref": "#/$defs/block"}},
                  "target": {"oneOf": [{"type": "string"}, {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}]},
                  "more": {"type": "object", "additionalProperties": {"type": "string"}}},
                 "anyOf": [{"required": ["text"]}, {"required": ["blocks"], "properties": {"hint": {"type": "string"}}}],
                 "$defs": {"block": {"type": "object", "properties": {"kind": {"type": "string"}}}}}""", """
                {"type": "object", "properties": {"ok": {"type": "boolean"}, "ts": {"type": "string"}}}""");
        add("http.request", ConnectionUse.OPTIONAL, "{}", "{}");
        add("clock.now", ConnectionUse.NONE, "{\"type\": \"object\", \"properties\": {}}", "{\"type\": \"object\"}");
    }

    private void add(String name, ConnectionUse connection, String input, String output) {
        ActionSpec spec = new ActionSpec(
                name.substring(name.indexOf('.') + 1),
                name,
                "",
                "",
                ActionKind.CREATE,
                Effect.UNSAFE,
                Json.readObject(input),
                Json.readObject(output),
                connection,
                Duration.ofSeconds(30),
                false,
                List.of());
        specs.put(name, spec);
    }

    @Override
    public Optional<ActionSpec> action(String fullName) {
        return Optional.ofNullable(specs.get(fullName));
    }

    @Override
    public Collection<String> names() {
        return specs.keySet();
    }
}
