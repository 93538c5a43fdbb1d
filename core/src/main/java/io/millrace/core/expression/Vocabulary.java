package io.millrace.core.expression;

import dev.cel.common.types.CelType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the functions and types of the language are called, for messages. */
final class Vocabulary {
    /** CEL's standard functions and macros; they have no list of their own to ask. */
    private static final Set<String> STANDARD = Set.of(
            "all",
            "bool",
            "bytes",
            "contains",
            "double",
            "duration",
            "dyn",
            "endsWith",
            "exists",
            "exists_one",
            "filter",
            "getDate",
            "getDayOfMonth",
            "getDayOfWeek",
            "getDayOfYear",
            "getFullYear",
            "getHours",
            "getMilliseconds",
            "getMinutes",
            "getMonth",
            "getSeconds",
            "has",
            "int",
            "map",
            "matches",
            "optFlatMap",
            "optMap",
            "size",
            "sortBy",
            "startsWith",
            "string",
            "timestamp",
            "type",
            "uint");

    private Vocabulary() {}

    /** All function names people may write: the standard ones and those given. */
    static Set<String> functions(List<String> others) {
        Set<String> functions = new TreeSet<>(STANDARD);
        others.stream().filter(Vocabulary::isName).forEach(functions::add);
        return Set.copyOf(functions);
    }

    private static boolean isName(String name) {
        return Character.isLetter(name.charAt(0)) && !name.contains("@");
    }

    static String typeName(CelType type) {
        return switch (type.kind()) {
            case BOOL -> "a boolean";
            case INT, UINT -> "a whole number";
            case DOUBLE -> "a number";
            case STRING -> "a text";
            case BYTES -> "bytes";
            case LIST -> "a list";
            case MAP, STRUCT -> "a map";
            case TIMESTAMP -> "a timestamp";
            case DURATION -> "a duration";
            case NULL_TYPE -> "null";
            case OPAQUE -> type.equals(SchemaTypes.SECRET) ? "a secret" : "an optional value";
            default -> "of another type";
        };
    }
}
