package io.millrace.core.execution;

import io.millrace.core.workflow.StepStatus;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How far each step has come, in the compact form of an execution's row: {@code post=S1;record=R0}, a letter for the
 * status and the number of recorded tries. A step that is not mentioned is pending and was never tried. Immutable.
 *
 * <p>Step ids are {@code [a-z][a-z0-9_]*}, so the separators need no escaping.
 */
final class Progress {
    private static final Map<StepStatus, Character> LETTERS = Map.of(
            StepStatus.PENDING, 'P',
            StepStatus.READY, 'R',
            StepStatus.RUNNING, 'X',
            StepStatus.RETRYING, 'Y',
            StepStatus.WAITING, 'W',
            StepStatus.SUCCEEDED, 'S',
            StepStatus.FAILED, 'F',
            StepStatus.SKIPPED, 'K',
            StepStatus.CANCELLED, 'C',
            StepStatus.UNKNOWN, 'U');
    private static final Map<Character, StepStatus> STATUSES = inverse();

    static final Progress NONE = new Progress(Map.of());

    private final Map<String, Entry> entries;

    /** @param tries how many tries are in the journal */
    record Entry(StepStatus status, int tries) {}

    private Progress(Map<String, Entry> entries) {
        this.entries = entries;
    }

    private static Map<Character, StepStatus> inverse() {
        Map<Character, StepStatus> statuses = new HashMap<>();
        LETTERS.forEach((status, letter) -> statuses.put(letter, status));
        return Map.copyOf(statuses);
    }

    /** @throws IllegalArgumentException when the text has another form */
    static Progress parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (String part : text.split(";")) {
            int equals = part.indexOf('=');
            boolean whole = equals > 0 && equals + 2 < part.length();
            StepStatus status = whole ? STATUSES.get(part.charAt(equals + 1)) : null;
            if (status == null) {
                throw new IllegalArgumentException("unreadable progress: " + text);
            }
            entries.put(part.substring(0, equals), new Entry(status, Integer.parseInt(part.substring(equals + 2))));
        }
        return new Progress(entries);
    }

    /** The same for whoever only wants an end: what cannot be read is as if nothing had been done. */
    static Progress parseOrNone(String text) {
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        entries.forEach((step, entry) -> text.append(text.isEmpty() ? "" : ";")
                .append(step)
                .append('=')
                .append(LETTERS.get(entry.status()))
                .append(entry.tries()));
        return text.toString();
    }

    Entry of(String step) {
        return entries.getOrDefault(step, new Entry(StepStatus.PENDING, 0));
    }

    Progress with(String step, StepStatus status, int tries) {
        Map<String, Entry> changed = new LinkedHashMap<>(entries);
        changed.put(step, new Entry(status, tries));
        return new Progress(changed);
    }

    Progress with(String step, StepStatus status) {
        return with(step, status, of(step).tries());
    }

    /** Changes the status of every mentioned step. */
    Progress map(UnaryOperator<StepStatus> change) {
        Map<String, Entry> changed = new LinkedHashMap<>();
        entries.forEach((step, entry) -> changed.put(step, new Entry(change.apply(entry.status()), entry.tries())));
        return new Progress(changed);
    }

    Map<String, StepStatus> statuses() {
        Map<String, StepStatus> statuses = new LinkedHashMap<>();
        entries.forEach((step, entry) -> statuses.put(step, entry.status()));
        return statuses;
    }

    boolean any(StepStatus status) {
        return entries.values().stream().anyMatch(entry -> entry.status() == status);
    }

    /** Whether any step has a task. */
    boolean live() {
        return busy() || any(StepStatus.WAITING);
    }

    /** Whether any step is to be done now, or tried again. */
    boolean busy() {
        return any(StepStatus.READY) || any(StepStatus.RUNNING) || any(StepStatus.RETRYING);
    }
}
