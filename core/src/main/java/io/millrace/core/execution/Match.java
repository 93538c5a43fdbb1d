package io.millrace.core.execution;

import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.Published;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one trigger of one workflow says to an occurrence.
 *
 * @param started present when it starts the workflow
 * @param reason why it does not; empty when it does
 */
record Match(String workflow, String trigger, Optional<Start> started, String reason) {
    /**
     * A workflow that is to be started.
     *
     * @param execution the id the execution will have
     * @param gates what it has to pass before it begins
     * @param debounced where it is joined with others first
     */
    record Start(Published workflow, long execution, List<Gate> gates, Optional<Debounced> debounced) {}

    static Match started(
            Published workflow, String trigger, long execution, List<Gate> gates, Optional<Debounced> debounced) {
        return new Match(workflow.id(), trigger, Optional.of(new Start(workflow, execution, gates, debounced)), "");
    }

    private static Match refused(String workflow, String trigger, String reason) {
        return new Match(workflow, trigger, Optional.empty(), reason);
    }

    static Match refused(Published workflow, String trigger, String reason) {
        return refused(workflow.id(), trigger, reason);
    }

    /**
     * The executions that were made, by what the event keeps of its matches: others were skipped, or joined with those of other
     * events.
     *
     * @param outcome as the event has it
     */
    static Set<Long> made(String outcome) {
        return kept(outcome, "execution")
                .flatMap(id -> Ids.parse("exe", id).stream())
                .collect(Collectors.toSet());
    }

    /** Why triggers have started nothing, by what the event keeps of its matches. */
    static List<String> reasons(String outcome) {
        return kept(outcome, "reason").distinct().toList();
    }

    private static Stream<String> kept(String outcome, String name) {
        return Json.read(outcome) instanceof List<?> matches
                ? matches.stream()
                        .map(match -> match instanceof Map<?, ?> told ? told.get(name) : null)
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                : Stream.empty();
    }

    /** What the event keeps of it, for whoever asks why nothing started. */
    Map<String, Object> told() {
        return told(Map.of());
    }

    /** @param skipped executions that are not made after all, with the reason */
    Map<String, Object> told(Map<Long, String> skipped) {
        Optional<String> why = started.map(start -> skipped.get(start.execution()));
        if (why.isPresent()) {
            return refused(workflow, trigger, why.get()).told();
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("workflow", workflow);
        told.put("trigger", trigger);
        started.ifPresentOrElse(
                start -> told.put("execution", Ids.text("exe", start.execution())), () -> told.put("reason", reason));
        return told;
    }
}
