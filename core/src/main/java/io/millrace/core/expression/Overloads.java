package io.millrace.core.expression;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelReference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Widens what the checker chose, because a value may be of a narrower type than its schema says: a schema's {@code number}
 * is a double to the checker and a whole number in the data, and an object of a known schema is a map when it is there.
 * Widening never changes which values an expression accepts from a correct schema; it makes it work for both kinds.
 */
final class Overloads {
    private static final List<String> ARITHMETIC = List.of("add", "subtract", "multiply", "divide");
    private static final List<String> ORDER = List.of("less", "less_equals", "greater", "greater_equals");
    private static final Map<String, List<String>> WIDER = wider();

    private Overloads() {}

    static CelAbstractSyntaxTree widened(CelAbstractSyntaxTree checked) {
        ImmutableMap.Builder<Long, CelReference> references = ImmutableMap.builder();
        checked.getReferenceMap().forEach((id, reference) -> references.put(id, widened(reference)));
        return CelAbstractSyntaxTree.newCheckedAst(
                checked.getExpr(), checked.getSource(), references.buildOrThrow(), checked.getTypeMap());
    }

    private static CelReference widened(CelReference reference) {
        Set<String> ids = new LinkedHashSet<>();
        for (String id : reference.overloadIds()) {
            ids.addAll(WIDER.getOrDefault(id, List.of(id)));
        }
        if (ids.isEmpty()) {
            return reference;
        }
        return CelReference.newBuilder()
                .setName(reference.name())
                .addOverloadIds(ids)
                .build();
    }

    private static Map<String, List<String>> wider() {
        ImmutableMap.Builder<String, List<String>> wider = ImmutableMap.builder();
        for (String name : ARITHMETIC) {
            List<String> family = family(name);
            family.forEach(id -> wider.put(id, family));
        }
        for (String name : ORDER) {
            List<String> family = family(name);
            family.forEach(id -> wider.put(id, family));
        }
        wider.put("negate_double", List.of("negate_double", "negate_int64"));
        wider.put("double_to_string", List.of("double_to_string", "int64_to_string"));
        wider.put("double_to_int64", List.of("double_to_int64", "int64_to_int64"));
        wider.put("double_to_double", List.of("double_to_double", "int64_to_double"));
        wider.put("math_abs_double", List.of("math_abs_double", "math_abs_int"));
        wider.put("math_sign_double", List.of("math_sign_double", "math_sign_int"));
        wider.put("math_sqrt_double", List.of("math_sqrt_double", "math_sqrt_int"));
        for (String name : List.of("ceil", "floor", "round", "trunc")) {
            wider.put("math_" + name + "_double", List.of("math_" + name + "_double", "math_" + name + "_int"));
        }
        GuardFunctions.CODE_ELSEWHERE.forEach((declared, code) -> wider.put(declared, List.of(code)));
        return wider.buildOrThrow();
    }

    private static List<String> family(String name) {
        return List.of(name + "_int64", name + "_double", name + "_int64_double", name + "_double_int64");
    }
}
