package io.millrace.core.expression;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Functions on lists: sums, order, groups and parts. A field is named by its text; a missing one counts as null. */
final class ListFunctions {
    private static final CelType ITEM = TypeParamType.create("A");
    private static final CelType LIST = ListType.create(ITEM);
    private static final CelType ANY_LIST = ListType.create(DYN);

    private ListFunctions() {}

    static List<BuiltIn> all() {
        return List.of(
                BuiltIn.function(
                        "lists.range", "lists_range", ListType.create(INT), List.of(INT), a -> range((long) a[0])),
                BuiltIn.function("sum", "sum_list", DYN, List.of(ANY_LIST), a -> sum((List<?>) a[0])),
                BuiltIn.function("avg", "avg_list", DYN, List.of(ANY_LIST), a -> average((List<?>) a[0])),
                BuiltIn.function("min", "min_list", ITEM, List.of(LIST), a -> extreme("min", (List<?>) a[0], c -> -c)),
                BuiltIn.function("max", "max_list", ITEM, List.of(LIST), a -> extreme("max", (List<?>) a[0], c -> c)),
                BuiltIn.function(
                        "group_by",
                        "group_by_list_string",
                        MapType.create(STRING, LIST),
                        List.of(LIST, STRING),
                        a -> groupBy((List<?>) a[0], (String) a[1])),
                BuiltIn.function(
                        "sort_by",
                        "sort_by_list_string",
                        LIST,
                        List.of(LIST, STRING),
                        a -> sortBy((List<?>) a[0], (String) a[1], false)),
                BuiltIn.function(
                        "sort_by",
                        "sort_by_list_string_bool",
                        LIST,
                        List.of(LIST, STRING, BOOL),
                        a -> sortBy((List<?>) a[0], (String) a[1], (boolean) a[2])),
                // What the macro sortBy turns into; CEL's own gives the list the type of the pairs.
                BuiltIn.function(
                        "lists.@sortByAssociatedKeys",
                        "sort_by_keys",
                        LIST,
                        List.of(ListType.create(LIST)),
                        a -> sortByKeys((List<?>) a[0])),
                BuiltIn.function("unique", "unique_list", LIST, List.of(LIST), a -> unique((List<?>) a[0], null)),
                BuiltIn.function(
                        "unique",
                        "unique_list_string",
                        LIST,
                        List.of(LIST, STRING),
                        a -> unique((List<?>) a[0], (String) a[1])),
                BuiltIn.function(
                        "chunk",
                        "chunk_list_int",
                        ListType.create(LIST),
                        List.of(LIST, INT),
                        a -> chunk((List<?>) a[0], (long) a[1])));
    }

    private static List<Long> range(long end) {
        Meter.current().elements(end);
        return LongStream.range(0, end).boxed().toList();
    }

    private static Number sum(List<?> numbers) {
        Number sum = 0L;
        Meter meter = Meter.current();
        for (Object number : numbers) {
            meter.tick();
            sum = Numbers.add(sum, Numbers.number(number, "sum"));
        }
        return sum;
    }

    private static Object average(List<?> numbers) {
        if (numbers.isEmpty()) {
            throw new CelInvalidArgumentException("the average of an empty list is not defined.");
        }
        return Numbers.asDouble(sum(numbers)) / numbers.size();
    }

    private static Object extreme(String name, List<?> values, IntUnaryOperator direction) {
        if (values.isEmpty()) {
            throw new CelInvalidArgumentException("the " + name + " of an empty list is not defined.");
        }
        Object best = values.getFirst();
        for (Object value : values) {
            if (direction.applyAsInt(compare(value, best)) > 0) {
                best = value;
            }
        }
        return best;
    }

    private static Map<String, List<Object>> groupBy(List<?> items, String field) {
        Map<String, List<Object>> groups = new LinkedHashMap<>();
        Meter meter = Meter.current();
        for (Object item : items) {
            meter.tick();
            String key = groupName(field(item, field, "group_by"));
            groups.computeIfAbsent(key, name -> new ArrayList<>()).add(item);
        }
        meter.container(groups);
        return groups;
    }

    private static String groupName(Object value) {
        return switch (value) {
            case String text -> text;
            case Map<?, ?> map -> throw new CelInvalidArgumentException("group_by cannot group by a map.");
            case List<?> list -> throw new CelInvalidArgumentException("group_by cannot group by a list.");
            default -> CodingFunctions.toJson(value);
        };
    }

    private static List<Object> sortBy(List<?> items, String field, boolean descending) {
        Comparator<Object> order = (a, b) -> compareNullsFirst(field(a, field, "sort_by"), field(b, field, "sort_by"));
        List<Object> sorted = new ArrayList<>(items);
        sorted.sort(descending ? order.reversed() : order);
        return sorted;
    }

    /** @param pairs lists of a key and an item */
    private static List<Object> sortByKeys(List<?> pairs) {
        List<Object> sorted = new ArrayList<>(pairs);
        sorted.sort((a, b) -> compareNullsFirst(((List<?>) a).getFirst(), ((List<?>) b).getFirst()));
        sorted.replaceAll(pair -> ((List<?>) pair).getLast());
        return sorted;
    }

    private static int compareNullsFirst(Object first, Object second) {
        boolean firstNull = first == NullValue.NULL_VALUE;
        boolean secondNull = second == NullValue.NULL_VALUE;
        return firstNull || secondNull ? Boolean.compare(secondNull, firstNull) : compare(first, second);
    }

    static List<Object> unique(List<?> items, @Nullable String field) {
        Meter meter = Meter.current();
        meter.container(items);
        Set<Identity> met = new HashSet<>();
        List<Object> unique = new ArrayList<>();
        for (Object item : items) {
            if (met.add(Identity.of(field == null ? item : field(item, field, "unique"), meter))) {
                unique.add(item);
            }
        }
        return unique;
    }

    private static List<List<Object>> chunk(List<?> items, long size) {
        if (size < 1) {
            throw new CelInvalidArgumentException("chunk needs a size of at least 1, and it is " + size + ".");
        }
        List<List<Object>> chunks = new ArrayList<>();
        int step = (int) Math.min(size, items.size());
        for (int from = 0; from < items.size(); from += step) {
            chunks.add(new ArrayList<>(items.subList(from, Math.min(from + step, items.size()))));
        }
        Meter.current().container(chunks);
        return chunks;
    }

    private static Object field(Object item, String field, String function) {
        if (!(item instanceof Map<?, ?> map)) {
            throw new CelInvalidArgumentException(
                    function + " takes a list of maps, and there is " + Values.typeName(item) + " in it.");
        }
        Object value = map.get(field);
        return value == null ? NullValue.NULL_VALUE : value;
    }

    @SuppressWarnings("unchecked")
    static int compare(Object first, Object second) {
        Meter.current().tick();
        if (first instanceof Number a && second instanceof Number b) {
            return Numbers.compare(a, b);
        }
        if (first instanceof Comparable<?> comparable && first.getClass() == second.getClass()) {
            return ((Comparable<Object>) comparable).compareTo(second);
        }
        throw new CelInvalidArgumentException(
                Values.typeName(first) + " and " + Values.typeName(second) + " have no order.");
    }
}
