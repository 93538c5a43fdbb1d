package io.millrace.core.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The CEL types of JSON Schemas. A closed object becomes a struct, so that the type checker itself knows its fields; an
 * open one a map; what a schema leaves open (several types, {@code anyOf}, nothing at all) is dynamic. A number that may be
 * whole or not is a {@code double} to the checker, whatever it turns out to be.
 *
 * <p>A field that is not required may be null: tools that leave a field out often send null instead.
 */
final class SchemaTypes {
    /** The type of a secret: no function takes it. */
    static final CelType SECRET = OpaqueType.create("secret");

    private static final int MAX_STRUCTS = 10_000;
    private static final Map<String, CelType> SIMPLE = Map.of(
            "string", SimpleType.STRING,
            "integer", SimpleType.INT,
            "number", SimpleType.DOUBLE,
            "boolean", SimpleType.BOOL,
            "null", SimpleType.NULL_TYPE);

    private final Map<String, CelType> names = new TreeMap<>();
    private final Known known;

    /** The types of schemas met so far, each known again by its identity. Not safe for use by many threads. */
    static final class Known {
        private final Map<String, CelType> structs = new LinkedHashMap<>();
        private final IdentityHashMap<Map<?, ?>, CelType> bySchema = new IdentityHashMap<>();
    }

    /**
     * @param schema as {@link Visible#schema()}
     * @param known what other schemas of the same text have brought; what this one brings is added
     */
    SchemaTypes(Map<String, Object> schema, Known known) {
        this.known = known;
        Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> declared ? declared : schema;
        for (Map.Entry<?, ?> property : properties.entrySet()) {
            String name = String.valueOf(property.getKey());
            if (property.getValue() instanceof Map<?, ?> value) {
                names.put(name, type(name, value, schema));
            }
        }
    }

    /** The declared names with their types. */
    Map<String, CelType> names() {
        return names;
    }

    /** The fields of a closed object; empty for any other type. */
    Map<String, CelType> fields(@Nullable CelType type) {
        Map<String, CelType> fields = new TreeMap<>();
        if (type != null && known.structs.get(type.name()) instanceof StructType struct) {
            struct.fields().forEach(field -> fields.put(field.name(), field.type()));
        }
        return fields;
    }

    CelTypeProvider provider() {
        return new Provider(ImmutableMap.copyOf(known.structs));
    }

    private CelType type(String path, Map<?, ?> schema, Map<?, ?> root) {
        Map<?, ?> scope = schema.containsKey("$defs") || schema.containsKey("definitions") ? schema : root;
        if (schema.get("$ref") instanceof String reference) {
            Map<?, ?> target = referred(reference, scope);
            return target == null ? SimpleType.DYN : typeOnce(path, target, scope);
        }
        return typeOnce(path, schema, scope);
    }

    /** A schema that refers to itself is one type, met again. */
    private CelType typeOnce(String path, Map<?, ?> schema, Map<?, ?> root) {
        CelType met = known.bySchema.get(schema);
        if (met != null) {
            return met;
        }
        if (schema.containsKey("anyOf") || schema.containsKey("oneOf") || schema.containsKey("allOf")) {
            return SimpleType.DYN;
        }
        Object type = schema.get("type");
        if (type == null && schema.get("properties") instanceof Map<?, ?>) {
            return object(path, schema, root);
        }
        if (type instanceof Collection<?> types) {
            return oneOrNull(path, types, schema, root);
        }
        return single(path, type, schema, root);
    }

    private CelType oneOrNull(String path, Collection<?> types, Map<?, ?> schema, Map<?, ?> root) {
        List<?> others = types.stream().filter(type -> !"null".equals(type)).toList();
        if (others.size() != 1 || "array".equals(others.getFirst())) {
            return SimpleType.DYN;
        }
        CelType type = single(path, others.getFirst(), schema, root);
        return type instanceof SimpleType ? nullable(type) : type;
    }

    private CelType single(String path, @Nullable Object type, Map<?, ?> schema, Map<?, ?> root) {
        if ("object".equals(type)) {
            return object(path, schema, root);
        }
        if ("array".equals(type)) {
            CelType items =
                    schema.get("items") instanceof Map<?, ?> each ? type(path + "[]", each, root) : SimpleType.DYN;
            return ListType.create(items);
        }
        return type instanceof String name ? SIMPLE.getOrDefault(name, SimpleType.DYN) : SimpleType.DYN;
    }

    private CelType object(String path, Map<?, ?> schema, Map<?, ?> root) {
        Object additional = schema.get("additionalProperties");
        boolean declares = schema.get("properties") instanceof Map<?, ?> properties && !properties.isEmpty();
        boolean patterns = schema.containsKey("patternProperties");
        if (!declares && additional instanceof Map<?, ?> values && !patterns) {
            return MapType.create(SimpleType.STRING, type(path + "[*]", values, root));
        }
        boolean open = patterns || additional instanceof Map<?, ?> || Boolean.TRUE.equals(additional);
        boolean closed = declares || Boolean.FALSE.equals(additional);
        if (open || !closed || known.structs.size() >= MAX_STRUCTS) {
            return MapType.create(SimpleType.STRING, SimpleType.DYN);
        }
        return struct(path, schema, root);
    }

    private CelType struct(String path, Map<?, ?> schema, Map<?, ?> root) {
        // The space keeps the name from ever being taken for the name of a type in an expression.
        String name = uniqueName("object " + path);
        Map<String, CelType> fields = new LinkedHashMap<>();
        Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> declared ? declared : Map.of();
        Set<String> fieldNames = new LinkedHashSet<>();
        properties.keySet().forEach(key -> fieldNames.add(String.valueOf(key)));
        StructType struct = StructType.create(name, ImmutableSet.copyOf(fieldNames), new Fields(fields));
        known.structs.put(name, struct);
        known.bySchema.put(schema, struct);
        Collection<?> required = schema.get("required") instanceof Collection<?> listed ? listed : List.of();
        properties.forEach((key, value) -> {
            CelType type = value instanceof Map<?, ?> map ? type(path + "." + key, map, root) : SimpleType.DYN;
            fields.put(String.valueOf(key), required.contains(key) ? type : nullable(type));
        });
        return struct;
    }

    private String uniqueName(String wanted) {
        String name = wanted;
        for (int i = 2; known.structs.containsKey(name); i++) {
            name = wanted + " " + i;
        }
        return name;
    }

    private static CelType nullable(CelType type) {
        boolean wrappable = type instanceof SimpleType && !type.kind().isDyn() && type.kind() != CelKind.NULL_TYPE;
        return wrappable ? NullableType.create(type) : type;
    }

    private static @Nullable Map<?, ?> referred(String reference, Map<?, ?> root) {
        if (!reference.startsWith("#/")) {
            return null;
        }
        Object at = root;
        for (String part : reference.substring(2).split("/", -1)) {
            String key = part.replace("~1", "/").replace("~0", "~");
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return at instanceof Map<?, ?> map && !map.containsKey("$ref") ? map : null;
    }

    /** The fields of a struct, which may refer to the struct itself and so are filled in after it was made. */
    @SuppressWarnings("Immutable") // complete before anybody else sees it
    private record Fields(Map<String, CelType> types) implements StructType.FieldResolver {
        @Override
        public Optional<CelType> findField(String name) {
            return Optional.ofNullable(types.get(name));
        }
    }

    @SuppressWarnings("Immutable") // the types are complete before the provider is made
    private record Provider(ImmutableMap<String, CelType> all) implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() {
            return all.values();
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(all.get(name));
        }
    }
}
