package io.millrace.core.workflow;

import java.util.List;
import java.util.Map;

/** What control steps take and give, as JSON Schemas, so that they are checked like actions when a version is published. */
final class ControlSchemas {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> TIME = Map.of("type", "string", "format", "date-time");

    static final Map<String, Object> WAIT = object(Map.of("for", TEXT, "until", TEXT));
    static final Map<String, Object> WAITED = output(Map.of("waited_until", TIME));

    static final Map<String, Object> APPROVAL = object(Map.of("title", Map.of(), "details", Map.of()));
    static final Map<String, Object> APPROVED = output(Map.of(
            "approved",
            Map.of("type", "boolean"),
            "by",
            Map.of("type", List.of("string", "null")),
            "at",
            TIME,
            "note",
            TEXT));

    static final Map<String, Object> VARIABLE_SET = output(Map.of("name", TEXT, "value", Map.of()));

    private static final Map<String, Object> TEXTS = Map.of("type", "array", "items", TEXT);

    static final Map<String, Object> STARTED = output(Map.of("execution", TEXT, "status", TEXT));
    static final Map<String, Object> CALLED = output(
            Map.of("execution", TEXT, "status", TEXT, "outputs", Map.of("type", "object"), "outputs_left_out", TEXTS));

    /** The data of the event that another workflow's end makes. */
    static final Map<String, Object> ENDED = output(Map.of(
            "workflow",
            TEXT,
            "execution",
            TEXT,
            "event",
            TEXT,
            "status",
            TEXT,
            "failure",
            Map.of(),
            "outputs",
            Map.of("type", "object"),
            "outputs_left_out",
            TEXTS,
            "depth",
            Map.of("type", "integer")));

    /** What a foreach step goes over. */
    static final Map<String, Object> LIST = Map.of("type", "array");

    private static final Map<String, Object> WHOLE = Map.of("type", "integer");

    private ControlSchemas() {}

    /**
     * What a foreach step gives.
     *
     * @param each the schema of what its work gives for one item
     */
    static Map<String, Object> forEach(Map<String, Object> each) {
        Map<String, Object> outputs = Map.of("type", "array", "items", each);
        return output(Map.of("count", WHOLE, "succeeded", WHOLE, "failed", WHOLE, "outputs", outputs));
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        return Map.of("type", "object", "properties", properties, "additionalProperties", false);
    }

    /** An object in which every field is always there. */
    private static Map<String, Object> output(Map<String, Object> properties) {
        return Map.of(
                "type",
                "object",
                "properties",
                properties,
                "required",
                List.copyOf(properties.keySet()),
                "additionalProperties",
                false);
    }
}
