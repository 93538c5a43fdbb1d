package io.millrace.core.workflow;

import io.millrace.core.expression.LinearPattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What JSON Schema says of one value without its parts: type, enumeration, bounds. */
final class Scalars {
    private Scalars() {}

    /** Why a written value does not fit, as a sentence. */
    static Optional<String> problem(Map<String, Object> schema, @Nullable Object value) {
        Set<String> types = types(schema);
        if (!types.isEmpty() && types.stream().noneMatch(type -> fits(type, typeOf(value)))) {
            return Optional.of(mismatch(types, typeOf(value)));
        }
        if (schema.get("enum") instanceof List<?> allowed && !allowed.contains(value)) {
            Set<String> names = allowed.stream().map(String::valueOf).collect(Collectors.toSet());
            return Optional.of("This must be one of "
                    + allowed.stream().map(String::valueOf).collect(Collectors.joining(", ")) + "."
                    + Names.didYouMean(String.valueOf(value), names));
        }
        if (schema.containsKey("const") && !schema.get("const").equals(value)) {
            return Optional.of("This must be " + schema.get("const") + ".");
        }
        return switch (value) {
            case String text -> textProblem(schema, text);
            case Number number -> numberProblem(schema, number.doubleValue());
            case List<?> list -> sizeProblem(schema, list.size(), "minItems", "maxItems", "items");
            case null, default -> Optional.empty();
        };
    }

    /** Why no value of one schema can be of another, as a sentence. */
    static Optional<String> typeProblem(Map<String, Object> wanted, Map<String, Object> given) {
        Set<String> wantedTypes = types(wanted);
        Set<String> givenTypes = types(given);
        if (wantedTypes.isEmpty() || givenTypes.isEmpty()) {
            return Optional.empty();
        }
        boolean possible = givenTypes.stream()
                .anyMatch(type -> wantedTypes.stream().anyMatch(want -> fits(want, type) || fits(type, want)));
        return possible ? Optional.empty() : Optional.of(mismatch(wantedTypes, String.join(" or ", givenTypes)));
    }

    private static Optional<String> textProblem(Map<String, Object> schema, String text) {
        Optional<String> size =
                sizeProblem(schema, text.codePointCount(0, text.length()), "minLength", "maxLength", "characters");
        if (size.isPresent() || !(schema.get("pattern") instanceof String pattern)) {
            return size;
        }
        return LinearPattern.of(pattern).isFoundIn(text)
                ? Optional.empty()
                : Optional.of("This does not match the pattern " + pattern + ".");
    }

    private static Optional<String> numberProblem(Map<String, Object> schema, double number) {
        if (schema.get("minimum") instanceof Number minimum && number < minimum.doubleValue()) {
            return Optional.of("This must be at least " + minimum + ".");
        }
        return schema.get("maximum") instanceof Number maximum && number > maximum.doubleValue()
                ? Optional.of("This must be at most " + maximum + ".")
                : Optional.empty();
    }

    private static Optional<String> sizeProblem(
            Map<String, Object> schema, long size, String lower, String upper, String unit) {
        if (schema.get(lower) instanceof Number least && size < least.longValue()) {
            return Optional.of("This must have at least " + least + " " + unit + ".");
        }
        return schema.get(upper) instanceof Number most && size > most.longValue()
                ? Optional.of("This must have at most " + most + " " + unit + ".")
                : Optional.empty();
    }

    private static String mismatch(Set<String> wanted, String given) {
        return "This must be of type " + String.join(" or ", wanted) + " and is of type " + given + ".";
    }

    private static Set<String> types(Map<String, Object> schema) {
        return switch (schema.get("type")) {
            case String type -> Set.of(type);
            case List<?> types -> types.stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
            case null, default -> Set.of();
        };
    }

    private static boolean fits(String wanted, String given) {
        return wanted.equals(given) || (wanted.equals("number") && given.equals("integer"));
    }

    private static String typeOf(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String ignored -> "string";
            case Boolean ignored -> "boolean";
            case Map<?, ?> ignored -> "object";
            case List<?> ignored -> "array";
            case Double number when number % 1 != 0 -> "number";
            default -> "integer";
        };
    }
}
