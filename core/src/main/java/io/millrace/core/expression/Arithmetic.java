package io.millrace.core.expression;

import static dev.cel.common.types.SimpleType.BYTES;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.ConcatenatedListView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;

/**
 * Arithmetic between whole and decimal numbers, which CEL leaves undefined, and {@code +} with a limit to what it makes.
 * A whole number that has no exact decimal counterpart is refused rather than rounded.
 */
final class Arithmetic {
    /** CEL's own code that this replaces, by the names CEL has for its overloads. */
    static final Set<String> REPLACED = Set.of("ADD_STRING", "ADD_BYTES", "ADD_LIST");

    private static final CelType LIST = ListType.create(TypeParamType.create("A"));

    private Arithmetic() {}

    static List<BuiltIn> all() {
        List<BuiltIn> all = new ArrayList<>();
        mixed(all, "_+_", "add", Double::sum);
        mixed(all, "_-_", "subtract", (a, b) -> a - b);
        mixed(all, "_*_", "multiply", (a, b) -> a * b);
        mixed(all, "_/_", "divide", (a, b) -> a / b);
        for (String name : List.of("ceil", "floor", "round", "trunc")) {
            all.add(BuiltIn.function(
                    "math." + name,
                    "math_" + name + "_int",
                    DOUBLE,
                    List.of(INT),
                    arguments -> Numbers.asDouble((long) arguments[0])));
        }
        all.add(BuiltIn.replacement("_+_", "add_string", STRING, List.of(STRING, STRING), Arithmetic::addTexts));
        all.add(BuiltIn.replacement("_+_", "add_bytes", BYTES, List.of(BYTES, BYTES), Arithmetic::addBytes));
        all.add(BuiltIn.replacement("_+_", "add_list", LIST, List.of(LIST, LIST), Arithmetic::addLists));
        return all;
    }

    private static void mixed(List<BuiltIn> all, String operator, String name, DoubleBinaryOperator code) {
        all.add(BuiltIn.function(
                operator,
                name + "_int64_double",
                DOUBLE,
                List.of(INT, DOUBLE),
                arguments -> code.applyAsDouble(Numbers.asDouble((long) arguments[0]), (double) arguments[1])));
        all.add(BuiltIn.function(
                operator,
                name + "_double_int64",
                DOUBLE,
                List.of(DOUBLE, INT),
                arguments -> code.applyAsDouble((double) arguments[0], Numbers.asDouble((long) arguments[1]))));
    }

    private static Object addTexts(Object[] arguments) {
        String first = (String) arguments[0];
        String second = (String) arguments[1];
        Meter.current().text((long) first.length() + second.length());
        return first + second;
    }

    private static Object addBytes(Object[] arguments) {
        CelByteString first = (CelByteString) arguments[0];
        CelByteString second = (CelByteString) arguments[1];
        Meter.current().text((long) first.size() + second.size());
        return first.concat(second);
    }

    /** In loops the first list is the interpreter's accumulator, which grows in place. */
    @SuppressWarnings("unchecked")
    private static Object addLists(Object[] arguments) {
        List<Object> first = (List<Object>) arguments[0];
        List<Object> second = (List<Object>) arguments[1];
        Meter meter = Meter.current();
        if (first instanceof ConcatenatedListView<Object>) {
            meter.joined(first, first, second);
            first.addAll(second);
            return first;
        }
        List<Object> sum = new ArrayList<>();
        meter.joined(sum, first, second);
        sum.addAll(first);
        sum.addAll(second);
        return sum;
    }
}
