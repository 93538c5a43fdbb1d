package io.millrace.core.execution;

import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.PlannedStep;
import io.millrace.core.workflow.StepStatus;
import io.millrace.sdk.ErrorClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What others are told of an execution that has ended.
 *
 * @param outputs of the last steps, those that no other needs, as far as they succeeded
 * @param leftOut the steps whose outputs would have been too much
 */
record ExecutionEnd(ExecutionRow row, Map<String, @Nullable Object> outputs, List<String> leftOut) {
    /** The most that outputs take together, in bytes of JSON. */
    static final int MAX_OUTPUT_BYTES = 256 << 10;

    /** Reads the outputs; those that come first have room first. */
    static ExecutionEnd of(ExecutionRow row, Plan plan, Recall recall) {
        Set<String> needed = new HashSet<>();
        plan.steps().forEach(step -> needed.addAll(step.needs()));
        Progress progress = Progress.parse(row.progress());
        Set<String> last = plan.steps().stream()
                .map(PlannedStep::id)
                .filter(id -> !needed.contains(id) && progress.of(id).status() == StepStatus.SUCCEEDED)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, Object> seen =
                recall.steps(row, last.stream().map(id -> "steps." + id).collect(Collectors.toSet()));
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        int left = MAX_OUTPUT_BYTES;
        for (String step : last) {
            Object output = seen.get(step) instanceof Map<?, ?> view ? view.get("output") : null;
            int size = Json.writeBytes(output).length;
            if (size <= left) {
                outputs.put(step, output);
                left -= size;
            } else {
                leftOut.add(step);
            }
        }
        return new ExecutionEnd(row, outputs, leftOut);
    }

    boolean succeeded() {
        return row.status() == ExecutionStatus.SUCCEEDED;
    }

    /** Of a step that waited for it. */
    String errorClass() {
        if (row.status() == ExecutionStatus.CANCELLED) {
            return ErrorClass.CANCELLED.code();
        }
        return text("class").isEmpty() ? ErrorClass.INTERNAL.code() : text("class");
    }

    /** Of a step that waited for it; empty when it succeeded. */
    String message() {
        String called = "The workflow '" + row.workflow() + "' (" + Ids.text("exe", row.id()) + ") ";
        return switch (row.status()) {
            case SUCCEEDED -> "";
            case CANCELLED -> called + "was cancelled.";
            default -> Journal.message(called + "failed: " + text("message"));
        };
    }

    private String text(String field) {
        Object failure = row.failure() == null ? null : Json.read(row.failure());
        return failure instanceof Map<?, ?> map && map.get(field) instanceof String text ? text : "";
    }

    /** Of a step that waited for it. */
    Map<String, @Nullable Object> output() {
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("execution", Ids.text("exe", row.id()));
        output.put("status", row.status().code());
        output.put("outputs", outputs);
        output.put("outputs_left_out", leftOut);
        return output;
    }

    /** Of the event that tells of it. */
    Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("workflow", row.workflow());
        data.put("event", Ids.text("evt", row.event()));
        data.putAll(output());
        data.put("failure", row.failure() == null ? null : Json.read(row.failure()));
        data.put("depth", (long) row.ancestry().depth());
        return data;
    }
}
