package io.millrace.core.execution;

import io.millrace.core.shared.Json;
import io.millrace.core.workflow.StepSpec.OnReject;
import io.millrace.sdk.ErrorClass;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer to an approval, and what it makes of the step.
 *
 * @param by the name of a person or token; null when nobody answered in time
 * @param note may be empty; masked
 */
record Approval(boolean approved, @Nullable String by, Instant at, String note) {
    /** The kind of task that waits for an answer; due when it is no longer waited for. */
    static final String TASK = "approval";

    /** What a step fails with whose approval is rejected: somebody put an end to it. */
    static final ErrorClass REJECTED = ErrorClass.CANCELLED;

    /** For people: who said what, and why. */
    String told() {
        String verb = approved ? "Approved" : "Rejected";
        String author = by == null ? ", as nobody answered in time" : " by " + by;
        return verb + author + (note.isBlank() ? "." : ": " + note);
    }

    boolean fails(OnReject onReject) {
        return !approved && onReject == OnReject.FAIL;
    }

    /** The step's output as JSON text; a step that fails has it, too. */
    String output() {
        return Json.write(value());
    }

    Map<String, @Nullable Object> value() {
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("approved", approved);
        output.put("by", by);
        output.put("at", at.toString());
        output.put("note", note);
        return output;
    }
}
