package io.millrace.core.trigger;

import io.millrace.core.shared.Json;
import io.millrace.core.workflow.PollTrigger;
import io.millrace.sdk.PollSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a tool has listed, the oldest first, each id once.
 *
 * @param cursor the largest one that any item has; empty when none has
 */
record Listing(Map<String, @Nullable Object> items, Optional<String> cursor) {
    /** An answer that is no list of things with ids. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    static Listing of(PollTrigger trigger, @Nullable Object output) throws UnreadableException {
        PollSpec spec = trigger.spec();
        String place = trigger.poll().items().orElse(spec.items());
        if (!(at(output, place) instanceof List<?> list)) {
            throw new UnreadableException("There is no list at '" + place + "' in what the tool answered.");
        }
        List<@Nullable Object> ordered = new ArrayList<>(list);
        if (spec.newestFirst()) {
            Collections.reverse(ordered);
        }
        String idPlace = trigger.poll().itemId().orElse(spec.id());
        Map<String, @Nullable Object> items = new LinkedHashMap<>();
        Optional<String> cursor = Optional.empty();
        for (Object item : ordered) {
            String id = switch (at(item, idPlace)) {
                case String text when !text.isBlank() -> text;
                case Number number -> Json.write(number);
                case null, default ->
                    throw new UnreadableException("An item of the list has no id at '" + idPlace + "'.");
            };
            items.putIfAbsent(id, item);
            Optional<String> own = spec.cursor()
                    .flatMap(by -> at(item, by.item()) instanceof String text ? Optional.of(text) : Optional.empty());
            cursor = later(cursor, own);
        }
        return new Listing(items, cursor);
    }

    /** Times in one form of RFC 3339 and in UTC are ordered as texts are. */
    static Optional<String> later(Optional<String> one, Optional<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().compareTo(other.get()) >= 0 ? one : other;
    }

    /** The ids that are not among these, the oldest first. */
    List<String> without(List<String> known) {
        Set<String> seen = new HashSet<>(known);
        return items.keySet().stream().filter(id -> !seen.contains(id)).toList();
    }

    /** What stands at a JSON Pointer (RFC 6901); null when nothing does. */
    private static @Nullable Object at(@Nullable Object json, String pointer) {
        Object value = json;
        for (String part :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            String key = part.replace("~1", "/").replace("~0", "~");
            value = switch (value) {
                case Map<?, ?> map -> map.get(key);
                case List<?> list
                when key.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(key) < list.size() ->
                    list.get(Integer.parseInt(key));
                case null, default -> null;
            };
        }
        return value;
    }
}
