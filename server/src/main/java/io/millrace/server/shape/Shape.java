package io.millrace.server.shape;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON a Java type stands for. Made once per route at the start, from records whose components are texts, numbers,
 * booleans, instants, durations, enums, lists, maps, other records, {@code Optional}s of these, or {@code Object} for any
 * JSON. A component's JSON name is its name in snake_case.
 */
public sealed interface Shape {
    record Text() implements Shape {}

    record Flag() implements Shape {}

    /** @param type {@code int} or {@code long} */
    record Whole(Class<?> type) implements Shape {}

    record Decimal() implements Shape {}

    /** RFC 3339, in UTC when written. */
    record Time() implements Shape {}

    /** ISO 8601, {@code PT10S}. */
    record Period() implements Shape {}

    /** One of an enum's names, in lower case. */
    record Choice(List<Enum<?>> values) implements Shape {}

    record ListOf(Shape item) implements Shape {}

    /** @param nullable whether a value may be null */
    record MapOf(Shape value, boolean nullable) implements Shape {}

    /** Any JSON value. */
    record Anything() implements Shape {}

    /** @param constructor the canonical one */
    record Fields(String name, List<Field> fields, Constructor<?> constructor) implements Shape {}

    /**
     * One field of an object.
     *
     * @param wrapped whether the component is an {@code Optional}
     * @param required whether it must be there, and not null, when read; every field is there when written
     */
    record Field(String name, Shape shape, boolean wrapped, boolean required) {}

    /** @throws IllegalArgumentException when the type stands for no JSON, which is a mistake of the programmer */
    static Shape of(Type type) {
        if (type instanceof Class<?> raw) {
            return ofClass(raw);
        }
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new ListOf(of(arguments[0]));
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return new MapOf(of(arguments[1]), arguments[1] == Object.class);
            }
        }
        throw new IllegalArgumentException(type + " stands for no JSON");
    }

    private static Shape ofClass(Class<?> type) {
        if (type == String.class) {
            return new Text();
        } else if (type == boolean.class || type == Boolean.class) {
            return new Flag();
        } else if (type == int.class || type == Integer.class) {
            return new Whole(int.class);
        } else if (type == long.class || type == Long.class) {
            return new Whole(long.class);
        } else if (type == double.class || type == Double.class) {
            return new Decimal();
        } else if (type == Instant.class) {
            return new Time();
        } else if (type == Duration.class) {
            return new Period();
        } else if (type == Object.class) {
            return new Anything();
        } else if (type.isEnum()) {
            return new Choice(Arrays.<Enum<?>>asList((Enum<?>[]) type.getEnumConstants()));
        } else if (type.isRecord()) {
            return ofRecord(type);
        }
        throw new IllegalArgumentException(type + " stands for no JSON");
    }

    private static Shape ofRecord(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            fields.add(field(component));
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new Fields(type.getSimpleName(), List.copyOf(fields), constructor);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " has no canonical constructor", e);
        }
    }

    private static Field field(RecordComponent component) {
        String name = snakeCase(component.getName());
        if (component.getGenericType() instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return new Field(name, of(generic.getActualTypeArguments()[0]), true, false);
        }
        boolean nullable = nullable(component.getAnnotatedType()) || component.getType() == Object.class;
        return new Field(name, of(component.getAnnotatedType()), false, !nullable);
    }

    /** As {@link #of(Type)}, and sees which values of a map may be null. */
    private static Shape of(AnnotatedType type) {
        Shape shape = of(type.getType());
        if (shape instanceof MapOf map && type instanceof AnnotatedParameterizedType generic) {
            return new MapOf(map.value(), map.nullable() || nullable(generic.getAnnotatedActualTypeArguments()[1]));
        }
        return shape;
    }

    private static boolean nullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    /** {@code nextFire} as {@code next_fire}. */
    static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
