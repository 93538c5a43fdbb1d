package io.millrace.core.execution;

import io.millrace.core.ledger.TaskKey;
import io.millrace.core.workflow.StepStatus;
import io.millrace.sdk.ErrorClass;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How far each step has come, in the compact form of an execution's row: {@code post=S1;record=R0}, a letter for the
 * status and the number of recorded tries, with the counters of its {@link Fan} behind a colon where it is done for each item
 * of a list. A step that is not mentioned is pending and was never tried. Immutable.
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

    /**
     * Of one step.
     *
     * @param tries how many tries of the step itself are in the journal; those of items are counted for each item
     * @param fan null for a step that is done once, and for one that has not begun with its items
     */
    record Entry(StepStatus status, int tries, @Nullable Fan fan) {
        private static Entry parse(String text) {
            int colon = text.indexOf(':');
            int end = colon < 0 ? text.length() : colon;
            StepStatus status = STATUSES.get(text.charAt(0));
            if (status == null) {
                throw new IllegalArgumentException("unreadable progress: " + text);
            }
            int tries = Integer.parseInt(text, 1, end, 10);
            return new Entry(status, tries, colon < 0 ? null : Fan.parse(text.substring(colon + 1)));
        }

        private String text() {
            return LETTERS.get(status) + Integer.toString(tries) + (fan == null ? "" : ":" + fan.text());
        }

        Entry with(StepStatus other) {
            return new Entry(other, tries, fan);
        }
    }

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
            if (equals <= 0 || equals + 2 >= part.length()) {
                throw new IllegalArgumentException("unreadable progress: " + text);
            }
            entries.put(part.substring(0, equals), Entry.parse(part.substring(equals + 1)));
        }
        return new Progress(entries);
    }

    /** The same for whoever only wants a look or an end: what cannot be read is as if nothing had been done. */
    static Progress parseOrNone(String text) {
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        entries.forEach((step, entry) ->
                text.append(text.isEmpty() ? "" : ";").append(step).append('=').append(entry.text()));
        return text.toString();
    }

    Entry of(String step) {
        return entries.getOrDefault(step, new Entry(StepStatus.PENDING, 0, null));
    }

    Progress with(String step, StepStatus status, int tries) {
        return with(step, new Entry(status, tries, of(step).fan()));
    }

    private Progress with(String step, Entry entry) {
        Map<String, Entry> changed = new LinkedHashMap<>(entries);
        changed.put(step, entry);
        return new Progress(changed);
    }

    /** The step is in the midst of its items. */
    Progress with(String step, Fan fan) {
        return with(step, new Entry(StepStatus.RUNNING, of(step).tries(), fan));
    }

    /** A step that was in the midst of its items begins another round with those that are left. */
    Progress idle(String step) {
        Entry entry = of(step);
        return with(step, new Entry(StepStatus.READY, entry.tries(), fan(step).idle()));
    }

    /** The state of a foreach step that is in the midst of its items. */
    Fan fan(String step) {
        Fan fan = of(step).fan();
        if (fan == null) {
            throw new IllegalStateException("the step " + step + " goes over no items");
        }
        return fan;
    }

    /** A task is no more, because its execution is cancelled: with it ends its step, or one of its items. */
    Progress cancelled(TaskKey task) {
        return ended(task, StepStatus.CANCELLED, null);
    }

    /**
     * The same for a task that has come to its end while its execution is being cancelled. A step whose last item has ended is
     * cancelled, however that item ended.
     *
     * @param errorClass null unless it failed or is unknown
     */
    Progress ended(TaskKey task, StepStatus how, @Nullable ErrorClass errorClass) {
        Entry entry = of(task.step());
        if (task.item() == 0 || entry.fan() == null) {
            return with(task.step(), how);
        }
        Fan left = entry.fan().ended(how, errorClass);
        return with(
                task.step(), new Entry(left.live() > 0 ? entry.status() : StepStatus.CANCELLED, entry.tries(), left));
    }

    Progress with(String step, StepStatus status) {
        return with(step, of(step).with(status));
    }

    /** Changes the status of every mentioned step. */
    Progress map(UnaryOperator<StepStatus> change) {
        Map<String, Entry> changed = new LinkedHashMap<>();
        entries.forEach((step, entry) -> changed.put(step, entry.with(change.apply(entry.status()))));
        return new Progress(changed);
    }

    /** The execution has ended: no step and no item of one is under way any more. */
    Progress over() {
        Map<String, Entry> over = new LinkedHashMap<>();
        entries.forEach((step, entry) -> over.put(
                step,
                new Entry(
                        entry.status().settled() ? entry.status() : StepStatus.CANCELLED,
                        entry.tries(),
                        entry.fan() == null ? null : entry.fan().idle())));
        return new Progress(over);
    }

    Map<String, StepStatus> statuses() {
        Map<String, StepStatus> statuses = new LinkedHashMap<>();
        entries.forEach((step, entry) -> statuses.put(step, entry.status()));
        return statuses;
    }

    boolean any(StepStatus status) {
        for (Entry entry : entries.values()) {
            if (entry.status() == status) {
                return true;
            }
        }
        return false;
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
