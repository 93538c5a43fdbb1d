package io.millrace.core.expression;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.common.types.CelType;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One overload of a function of the expression language: what the checker knows of it, and the code.
 *
 * @param function the name people write
 * @param declaration the overload's id and types
 * @param isNew whether the checker does not know the overload yet; a replacement of CEL's own code keeps CEL's declaration
 */
record BuiltIn(String function, CelOverloadDecl declaration, CelFunctionBinding binding, boolean isNew) {

    /** The code of a function. Arguments are of the declared types; an exception's message is shown to people. */
    interface Body {
        Object apply(Object[] arguments);
    }

    /** {@code name(a, b)}. */
    static BuiltIn function(String name, String id, CelType result, List<CelType> parameters, Body body) {
        return new BuiltIn(
                name, CelOverloadDecl.newGlobalOverload(id, result, parameters), bind(id, parameters, body), true);
    }

    /** {@code a.name(b)}. */
    static BuiltIn member(String name, String id, CelType result, List<CelType> parameters, Body body) {
        return new BuiltIn(
                name, CelOverloadDecl.newMemberOverload(id, result, parameters), bind(id, parameters, body), true);
    }

    /** Other code for an overload of CEL's standard library. */
    static BuiltIn replacement(String name, String id, CelType result, List<CelType> parameters, Body body) {
        return new BuiltIn(
                name, CelOverloadDecl.newGlobalOverload(id, result, parameters), bind(id, parameters, body), false);
    }

    CelFunctionDecl asDeclaration() {
        return CelFunctionDecl.newFunctionDeclaration(function, declaration);
    }

    private static CelFunctionBinding bind(String id, List<CelType> parameters, Body body) {
        ImmutableList.Builder<Class<?>> classes = ImmutableList.builder();
        parameters.forEach(parameter -> classes.add(javaClass(parameter)));
        return CelFunctionBinding.from(id, classes.build(), new Guarded(body));
    }

    private static Class<?> javaClass(CelType type) {
        return switch (type.kind()) {
            case STRING -> String.class;
            case INT -> Long.class;
            case DOUBLE -> Double.class;
            case BOOL -> Boolean.class;
            case BYTES -> CelByteString.class;
            case TIMESTAMP -> Instant.class;
            case DURATION -> Duration.class;
            case LIST -> List.class;
            case MAP -> Map.class;
            default -> Object.class;
        };
    }

    /**
     * Looks at the time, and turns any failure into one that keeps its own sentence: the interpreter would else print all arguments, which may be
     * large and may be private.
     */
    @Immutable
    @SuppressWarnings("Immutable") // bodies hold no state
    private record Guarded(Body body) implements CelFunctionOverload {
        @Override
        public Object apply(Object[] arguments) {
            try {
                Meter.current().tick();
                return body.apply(arguments);
            } catch (CelRuntimeException e) {
                throw e;
            } catch (RuntimeException e) {
                String message = e.getMessage();
                throw new CelInvalidArgumentException(message == null ? e.toString() : message);
            }
        }
    }
}
