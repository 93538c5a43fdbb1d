package io.millrace.core.expression;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.INT;

import dev.cel.common.types.CelType;
import dev.cel.common.types.TypeParamType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Equality and order. CEL rounds a whole number to compare it with a decimal one, so that 9007199254740993 would equal
 * 9007199254740992.0; here numbers are compared exactly. A NaN equals nothing and has no order.
 */
final class Comparison {
    /** CEL's own code that this replaces, by the names CEL has for its overloads. */
    static final Set<String> REPLACED = Set.of(
            "EQUALS",
            "NOT_EQUALS",
            "LESS_INT64_DOUBLE",
            "LESS_DOUBLE_INT64",
            "LESS_EQUALS_INT64_DOUBLE",
            "LESS_EQUALS_DOUBLE_INT64",
            "GREATER_INT64_DOUBLE",
            "GREATER_DOUBLE_INT64",
            "GREATER_EQUALS_INT64_DOUBLE",
            "GREATER_EQUALS_DOUBLE_INT64");

    private static final CelType ANY = TypeParamType.create("A");

    private Comparison() {}

    static List<BuiltIn> all() {
        List<BuiltIn> all = new ArrayList<>();
        all.add(BuiltIn.replacement("_==_", "equals", BOOL, List.of(ANY, ANY), a -> equal(a[0], a[1])));
        all.add(BuiltIn.replacement("_!=_", "not_equals", BOOL, List.of(ANY, ANY), a -> !equal(a[0], a[1])));
        order(all, "_<_", "less", sign -> sign < 0);
        order(all, "_<=_", "less_equals", sign -> sign <= 0);
        order(all, "_>_", "greater", sign -> sign > 0);
        order(all, "_>=_", "greater_equals", sign -> sign >= 0);
        return all;
    }

    private static void order(List<BuiltIn> all, String operator, String name, IntPredicate holds) {
        BuiltIn.Body body = a -> ordered((Number) a[0], (Number) a[1], holds);
        all.add(BuiltIn.replacement(operator, name + "_int64_double", BOOL, List.of(INT, DOUBLE), body));
        all.add(BuiltIn.replacement(operator, name + "_double_int64", BOOL, List.of(DOUBLE, INT), body));
    }

    private static boolean ordered(Number first, Number second, IntPredicate holds) {
        return !Numbers.isNaN(first) && !Numbers.isNaN(second) && holds.test(Numbers.compare(first, second));
    }

    static boolean equal(Object first, Object second) {
        if (first instanceof Number a && second instanceof Number b) {
            return ordered(a, b, sign -> sign == 0);
        }
        if (first instanceof List<?> a && second instanceof List<?> b) {
            return equalLists(a, b);
        }
        if (first instanceof Map<?, ?> a && second instanceof Map<?, ?> b) {
            return equalMaps(a, b);
        }
        if (first instanceof Optional<?> a && second instanceof Optional<?> b) {
            return a.isPresent() == b.isPresent() && (a.isEmpty() || equal(a.get(), b.get()));
        }
        return first.equals(second);
    }

    private static boolean equalLists(List<?> first, List<?> second) {
        if (first.size() != second.size()) {
            return false;
        }
        Meter meter = Meter.current();
        Iterator<?> others = second.iterator();
        for (Object element : first) {
            meter.tick();
            if (!equal(element, others.next())) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalMaps(Map<?, ?> first, Map<?, ?> second) {
        if (first.size() != second.size()) {
            return false;
        }
        Meter meter = Meter.current();
        for (Map.Entry<?, ?> entry : first.entrySet()) {
            meter.tick();
            Object other = second.get(entry.getKey());
            if (other == null || !equal(entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }
}
