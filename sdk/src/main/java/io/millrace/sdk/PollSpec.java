package io.millrace.sdk;

import java.util.Map;
import java.util.Optional;

/**
 * Something that happens in a tool and is found by asking again and again: a list that an action gives, and how its items are
 * told apart. Places are JSON Pointers (RFC 6901); an empty one is the whole value.
 *
 * @param name without the tool, {@code issue_opened}; {@code [a-z][a-z0-9_]*}
 * @param title what people read in lists, at most a few words
 * @param description one or two sentences; Markdown
 * @param action the action of the same tool that gives the list; it only reads
 * @param input what is given to it besides what the trigger says, which cannot change it
 * @param items where the list stands in its output
 * @param id where an item has what tells it from all others: a text or a number
 * @param newestFirst whether the newest item comes first; events come in the order in which things happened
 * @param cursor how the action is asked for what is new only; empty when it gives what is newest anyway
 */
public record PollSpec(
        String name,
        String title,
        String description,
        String action,
        Map<String, Object> input,
        String items,
        String id,
        boolean newestFirst,
        Optional<Cursor> cursor) {

    /**
     * A time that grows from item to item, such as when it was changed.
     *
     * @param input the property of the action's input that takes the largest one seen
     * @param item where an item has it: a text as RFC 3339 writes times in UTC
     */
    public record Cursor(String input, String item) {}
}
