package io.millrace.app.command;

import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of connection as the server describes it.
 *
 * @param json with {@code name}, and the JSON Schemas {@code config} and {@code secrets}
 */
record ConnectionKind(Object json) {

    /**
     * The kind that is meant.
     *
     * @param wanted null when nobody said; there must be only one then
     */
    static ConnectionKind of(Api api, String tool, @Nullable String wanted) {
        List<Object> kinds =
                JsonPath.list(api.get(Api.path("/api/v1/tools/", tool, "")).json(), "connection_kinds");
        if (kinds.isEmpty()) {
            throw new CommandException(Exit.FAILED, "The tool '" + tool + "' has no connections; it needs none.");
        }
        List<Object> fitting = kinds.stream()
                .filter(kind -> wanted == null || JsonPath.text(kind, "name").equals(wanted))
                .toList();
        if (fitting.size() != 1) {
            throw new CommandException(
                    Exit.USAGE,
                    (wanted == null
                                    ? "The tool '" + tool + "' has several kinds of connections."
                                    : "The tool '" + tool + "' has no kind of connection '" + wanted + "'.")
                            + " Say which with --kind:" + described(kinds));
        }
        return new ConnectionKind(fitting.getFirst());
    }

    private static String described(List<Object> kinds) {
        StringBuilder lines = new StringBuilder();
        kinds.forEach(kind -> lines.append("\n  ")
                .append(Table.plain(JsonPath.text(kind, "name")))
                .append(" - ")
                .append(Table.plain(JsonPath.text(kind, "title"))));
        return lines.toString();
    }

    String name() {
        return JsonPath.text(json, "name");
    }

    /** The names of the secrets that a connection of this kind cannot do without. */
    List<String> requiredSecrets() {
        return JsonPath.list(json, "secrets", "required").stream()
                .map(String::valueOf)
                .toList();
    }

    /** What was typed, as the schema wants it: {@code 587} is a number for a port and a text for a user name. */
    Object setting(String name, String typed) {
        Object type = JsonPath.at(json, "config", "properties", name, "type");
        if (type == null || type.equals("string")) {
            return typed;
        }
        try {
            Object value = Json.read(typed.getBytes(StandardCharsets.UTF_8));
            return value == null ? typed : value;
        } catch (MillraceException e) {
            // The server says what it wants instead.
            return typed;
        }
    }
}
