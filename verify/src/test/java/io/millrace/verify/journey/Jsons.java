package io.millrace.verify.journey;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the tests read and write it. */
final class Jsons {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Jsons() {}

    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    static String write(@Nullable Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static List<JsonNode> list(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    /** The first object of a list that has a field of that value. */
    static JsonNode find(JsonNode array, String field, String value) {
        return list(array).stream()
                .filter(item -> item.path(field).asString().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + field + " is '" + value + "' in " + array));
    }
}
