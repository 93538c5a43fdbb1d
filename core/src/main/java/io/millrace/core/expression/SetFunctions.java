package io.millrace.core.expression;

import static dev.cel.common.types.SimpleType.BOOL;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.TypeParamType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** CEL's functions on lists as sets, over hash tables: CEL's own compare every element with every other. */
final class SetFunctions {
    private static final CelType LIST = ListType.create(TypeParamType.create("T"));

    private SetFunctions() {}

    static List<BuiltIn> all() {
        return List.of(
                BuiltIn.replacement(
                        "sets.contains",
                        "list_sets_contains_list",
                        BOOL,
                        List.of(LIST, LIST),
                        a -> contains((List<?>) a[0], (List<?>) a[1])),
                BuiltIn.replacement(
                        "sets.equivalent",
                        "list_sets_equivalent_list",
                        BOOL,
                        List.of(LIST, LIST),
                        a -> contains((List<?>) a[0], (List<?>) a[1]) && contains((List<?>) a[1], (List<?>) a[0])),
                BuiltIn.replacement(
                        "sets.intersects",
                        "list_sets_intersects_list",
                        BOOL,
                        List.of(LIST, LIST),
                        a -> intersects((List<?>) a[0], (List<?>) a[1])));
    }

    private static boolean contains(List<?> all, List<?> some) {
        Meter meter = Meter.current();
        Set<Identity> known = set(all, meter);
        for (Object element : some) {
            if (!known.contains(Identity.of(element, meter))) {
                return false;
            }
        }
        return true;
    }

    private static boolean intersects(List<?> first, List<?> second) {
        Meter meter = Meter.current();
        Set<Identity> known = set(first, meter);
        for (Object element : second) {
            if (known.contains(Identity.of(element, meter))) {
                return true;
            }
        }
        return false;
    }

    private static Set<Identity> set(List<?> list, Meter meter) {
        Set<Identity> set = new HashSet<>();
        for (Object element : list) {
            set.add(Identity.of(element, meter));
        }
        return set;
    }
}
