package io.millrace.core.execution;

import io.millrace.core.shared.Ids;
import io.millrace.core.workflow.Published;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one trigger of one workflow says to an occurrence.
 *
 * @param started present when it starts the workflow
 * @param reason why it does not; empty when it does
 */
record Match(String workflow, String trigger, Optional<Start> started, String reason) {
    /** @param execution the id the execution will have */
    record Start(Published workflow, long execution) {}

    static Match started(Published workflow, String trigger, long execution) {
        return new Match(workflow.id(), trigger, Optional.of(new Start(workflow, execution)), "");
    }

    static Match refused(Published workflow, String trigger, String reason) {
        return new Match(workflow.id(), trigger, Optional.empty(), reason);
    }

    /** What the event keeps of it, for whoever asks why nothing started. */
    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("workflow", workflow);
        told.put("trigger", trigger);
        started.ifPresentOrElse(
                start -> told.put("execution", Ids.text("exe", start.execution())), () -> told.put("reason", reason));
        return told;
    }
}
