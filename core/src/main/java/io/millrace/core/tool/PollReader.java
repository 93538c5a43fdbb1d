package io.millrace.core.tool;

import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.Effect;
import io.millrace.sdk.PollSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the {@code polls} of a manifest: each is an action that lists something, and how what is new in it is found. */
final class PollReader {
    private static final int MAX_POLLS = 100;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    /** RFC 6901; a tilde stands before 0 or 1 only. */
    private static final Pattern POINTER = Pattern.compile("(/([^/~]|~[01])*)*");

    private final List<ActionSpec> actions;

    /** @param actions of the same manifest */
    PollReader(List<ActionSpec> actions) {
        this.actions = actions;
    }

    List<PollSpec> read(Fields top) {
        List<PollSpec> polls = new ArrayList<>();
        for (Fields.Named named : top.namedObjects("polls")) {
            polls.add(poll(named.name(), named.fields()));
            named.fields().finish();
        }
        if (polls.size() > MAX_POLLS) {
            top.problem("polls", "A tool has at most " + MAX_POLLS + " polls.");
        }
        return List.copyOf(polls);
    }

    private PollSpec poll(String name, Fields fields) {
        if (!NAME.matcher(name).matches()) {
            fields.problemHere("The name '" + name + "' must match " + NAME + ".");
        }
        String action = fields.requiredText("action", 64);
        Optional<ActionSpec> called =
                actions.stream().filter(spec -> spec.name().equals(action)).findFirst();
        Map<String, Object> input = new LinkedHashMap<>();
        fields.map("input")
                .ifPresent(map -> map.forEach((key, value) -> {
                    if (value != null) {
                        input.put(key, value);
                    }
                }));
        if (!action.isEmpty() && called.isEmpty()) {
            List<String> names = actions.stream().map(ActionSpec::name).toList();
            fields.problem("action", "There is no action '" + action + "'." + Spelling.suggest(action, names));
        }
        called.filter(spec -> !onlyReads(spec, input))
                .ifPresent(_ -> fields.problem("action", "A poll calls again and again, so its action may only read."));
        return new PollSpec(
                name,
                fields.requiredText("title", 60),
                fields.requiredText("description", 1000),
                action,
                Map.copyOf(input),
                pointer(fields, "items", fields.text("items", "")),
                pointer(fields, "id", fields.requiredText("id", 200)),
                fields.flag("newest_first", true),
                fields.object("cursor").map(PollReader::cursor));
    }

    /** What decides on the effect must be said here: a trigger cannot change it then. */
    private static boolean onlyReads(ActionSpec spec, Map<String, Object> input) {
        boolean decided =
                spec.effectBy().map(by -> input.containsKey(by.input())).orElse(true);
        return decided && spec.effectFor(input) == Effect.READ;
    }

    private static PollSpec.Cursor cursor(Fields fields) {
        PollSpec.Cursor cursor = new PollSpec.Cursor(
                fields.requiredText("input", 64), pointer(fields, "item", fields.requiredText("item", 200)));
        fields.finish();
        return cursor;
    }

    private static String pointer(Fields fields, String name, String pointer) {
        if (!POINTER.matcher(pointer).matches()) {
            fields.problem(name, "'" + pointer + "' is not a JSON Pointer, such as /items or /id.");
        }
        return pointer;
    }
}
