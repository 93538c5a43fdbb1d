package io.millrace.core.workflow;

import io.millrace.core.expression.Template;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the executions of a workflow keep to before they begin, its keys compiled.
 *
 * @param keys by part: {@code concurrency}, {@code rate}, {@code debounce}; none for a part without a key
 */
public record PlannedFlow(FlowSpec spec, Map<String, Template> keys) {
    public PlannedFlow {
        keys = Map.copyOf(keys);
    }

    /** Whether executions have to pass anything before they begin. */
    public boolean limits() {
        return spec.concurrency().isPresent() || spec.rate().isPresent();
    }

    /** What the keys read, as {@link Template#references} says it. */
    public Set<String> references() {
        Set<String> read = new TreeSet<>();
        keys.values().forEach(key -> read.addAll(key.references()));
        return read;
    }

    public Optional<Template> key(String part) {
        return Optional.ofNullable(keys.get(part));
    }
}
