package io.millrace.core.expression;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;

import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.TypeParamType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** CEL's functions on lists, and {@code in}, which look at the time at every element: one may be a megabyte of text. */
final class SequenceFunctions {
    /** CEL's own code that this replaces, by the names CEL has for its overloads. */
    static final Set<String> REPLACED = Set.of("IN_LIST");

    private static final CelType ITEM = TypeParamType.create("T");
    private static final CelType LIST = ListType.create(ITEM);

    private SequenceFunctions() {}

    static List<BuiltIn> all() {
        return List.of(
                BuiltIn.replacement("@in", "in_list", BOOL, List.of(ITEM, LIST), a -> contains((List<?>) a[1], a[0])),
                BuiltIn.replacement(
                        "slice",
                        "list_slice",
                        LIST,
                        List.of(LIST, INT, INT),
                        a -> slice((List<?>) a[0], (long) a[1], (long) a[2])),
                BuiltIn.replacement("flatten", "list_flatten", LIST, List.of(LIST), a -> flatten((List<?>) a[0], 1)),
                BuiltIn.replacement(
                        "flatten",
                        "list_flatten_list_int",
                        LIST,
                        List.of(LIST, INT),
                        a -> flatten((List<?>) a[0], (long) a[1])),
                BuiltIn.replacement(
                        "distinct",
                        "list_distinct",
                        LIST,
                        List.of(LIST),
                        a -> ListFunctions.unique((List<?>) a[0], null)),
                BuiltIn.replacement("reverse", "list_reverse", LIST, List.of(LIST), a -> reverse((List<?>) a[0])),
                BuiltIn.replacement("sort", "list_sort", LIST, List.of(LIST), a -> sort((List<?>) a[0])));
    }

    private static boolean contains(List<?> list, Object wanted) {
        Meter meter = Meter.current();
        for (Object element : list) {
            meter.tick();
            if (Comparison.equal(element, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static List<Object> slice(List<?> list, long from, long to) {
        if (from < 0 || from > to || to > list.size()) {
            throw new CelInvalidArgumentException("slice takes places of the list in their order, and it was given "
                    + from + " and " + to + " for a list of " + list.size() + ".");
        }
        return copy(list).subList((int) from, (int) to);
    }

    private static List<Object> flatten(List<?> list, long depth) {
        if (depth < 0) {
            throw new CelInvalidArgumentException("flatten takes a depth of 0 or more, and it is " + depth + ".");
        }
        List<Object> flat = new ArrayList<>();
        flatten(list, depth, flat, Meter.current());
        return flat;
    }

    private static void flatten(List<?> list, long depth, List<Object> flat, Meter meter) {
        for (Object element : list) {
            meter.elements(flat.size());
            if (depth > 0 && element instanceof List<?> inner) {
                flatten(inner, depth - 1, flat, meter);
            } else {
                flat.add(element);
            }
        }
    }

    private static List<Object> reverse(List<?> list) {
        List<Object> reversed = copy(list);
        Collections.reverse(reversed);
        return reversed;
    }

    private static List<Object> sort(List<?> list) {
        List<Object> sorted = copy(list);
        sorted.sort(ListFunctions::compare);
        return sorted;
    }

    private static List<Object> copy(List<?> list) {
        Meter.current().tick();
        return new ArrayList<>(list);
    }
}
