package io.millrace.core.expression;

import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Functions on maps, which take objects of a known schema too. */
final class MapFunctions {
    private static final CelType MAP = MapType.create(STRING, DYN);
    private static final CelType NAMES = ListType.create(STRING);

    private MapFunctions() {}

    static List<BuiltIn> all() {
        return List.of(
                BuiltIn.function("merge", "merge_map_map", MAP, List.of(DYN, DYN), a -> merge(a[0], a[1])),
                BuiltIn.function(
                        "pick", "pick_map_list", MAP, List.of(DYN, NAMES), a -> pick(a[0], (List<?>) a[1], true)),
                BuiltIn.function(
                        "omit", "omit_map_list", MAP, List.of(DYN, NAMES), a -> pick(a[0], (List<?>) a[1], false)));
    }

    /** The entries of both; where both have one, that of the second. What is inside is not merged. */
    private static Map<Object, Object> merge(Object first, Object second) {
        Map<Object, Object> merged = new LinkedHashMap<>(map("merge", first));
        merged.putAll(map("merge", second));
        Meter.current().container(merged);
        return merged;
    }

    private static Map<Object, Object> pick(Object value, List<?> names, boolean kept) {
        Set<String> named = new HashSet<>();
        for (Object name : names) {
            if (name instanceof String text) {
                named.add(text); // nothing else names an entry, and lists as keys of a table can be made to collide
            }
        }
        Map<Object, Object> picked = new LinkedHashMap<>();
        map(kept ? "pick" : "omit", value).forEach((key, entry) -> {
            if ((key instanceof String text && named.contains(text)) == kept) {
                picked.put(key, entry);
            }
        });
        return picked;
    }

    private static Map<?, ?> map(String function, Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new CelInvalidArgumentException(function + " takes maps, and this is " + Values.typeName(value) + ".");
    }
}
