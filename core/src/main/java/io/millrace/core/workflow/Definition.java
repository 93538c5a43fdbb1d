package io.millrace.core.workflow;

import java.util.List;
import java.util.Locale;

/**
 * A workflow as written, read and with every default filled in.
 *
 * @param id a slug, {@code [a-z0-9]([a-z0-9-]*[a-z0-9])?}, at most 64 characters
 * @param name what people read; the id when none was written
 * @param steps in the order written; their {@code needs} make a graph without cycles once validated
 * @param onFailure run once when the execution fails
 * @param flow what its executions keep to before they begin
 */
public record Definition(
        String id,
        String name,
        String description,
        List<String> tags,
        Kind kind,
        List<TriggerSpec> triggers,
        List<StepSpec> steps,
        List<StepSpec> onFailure,
        FlowSpec flow) {

    /** One whose executions begin at once. */
    public Definition(
            String id,
            String name,
            String description,
            List<String> tags,
            Kind kind,
            List<TriggerSpec> triggers,
            List<StepSpec> steps,
            List<StepSpec> onFailure) {
        this(id, name, description, tags, kind, triggers, steps, onFailure, FlowSpec.NONE);
    }

    /** Derived: a workflow of one action step is a tool action event. */
    public enum Kind {
        TOOL_ACTION,
        WORKFLOW;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
