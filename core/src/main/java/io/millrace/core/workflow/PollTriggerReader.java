package io.millrace.core.workflow;

import io.millrace.core.workflow.TriggerSpec.Poll;
import io.millrace.core.yaml.Node;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the settings of a poll trigger. */
final class PollTriggerReader {
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final Pattern POINTER = Pattern.compile("(/([^/~]|~[01])*)*");

    private final Fields fields;

    PollTriggerReader(Fields fields) {
        this.fields = fields;
    }

    Poll read(String id, Optional<String> when) {
        if (!fields.has("name")) {
            fields.missing("name", "name: github.pull_request_opened");
        }
        String name = fields.text("name").orElse("");
        if (!name.isEmpty() && !Names.action(name)) {
            fields.problem("name", "A poll is written as tool.poll, such as github.pull_request_opened.");
        }
        Optional<String> connection = fields.text("connection");
        if (connection.isPresent() && !Names.slug(connection.get())) {
            fields.problem("connection", "A connection is named by its id, such as team-chat.");
        }
        Duration every = fields.duration("every", LONGEST).orElse(USUAL);
        if (every.compareTo(SHORTEST) < 0) {
            fields.problem("every", "The shortest time between two calls is " + SHORTEST + ".");
        }
        Poll poll = new Poll(id, when, name, connection, input(), every, pointer("items"), pointer("item_id"));
        fields.refuseOthers();
        return poll;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> input() {
        return fields.object("input")
                .flatMap(object -> fields.node("input"))
                .map(Node::json)
                .filter(Map.class::isInstance)
                .map(json -> (Map<String, Object>) json)
                .orElse(Map.of());
    }

    private Optional<String> pointer(String key) {
        Optional<String> pointer = fields.text(key, 200);
        pointer.filter(text -> !POINTER.matcher(text).matches())
                .ifPresent(text ->
                        fields.problem(key, "'" + text + "' is not a JSON Pointer (RFC 6901), such as /body/items."));
        return pointer;
    }
}
