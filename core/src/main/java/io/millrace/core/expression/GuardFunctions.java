package io.millrace.core.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The functions that {@link Guards} puts into expressions, and what makes an object of a known schema usable like a map:
 * an overload for each operator of maps, known to the checker only. {@link Overloads} sends it to the map's code.
 */
final class GuardFunctions {
    /** Any object of a known schema, as a parameter's type. */
    private static final CelType ANY_OBJECT = new AnyObject();

    private static final CelType ITEM = TypeParamType.create("A");
    private static final CelType VALUE = TypeParamType.create("B");
    private static final CelType LIST = ListType.create(ITEM);
    private static final CelType MAP = MapType.create(ITEM, VALUE);

    /** The code that serves an overload which only the checker knows, by the overload's id. */
    static final Map<String, String> CODE_ELSEWHERE = Map.ofEntries(
            Map.entry("range_object", "range_map"),
            Map.entry("index_object", "index_map"),
            Map.entry("in_object", "in_map"),
            Map.entry("size_object", "size_map"),
            Map.entry("equals_object", "equals"),
            Map.entry("equals_map_object", "equals"),
            Map.entry("equals_int64_double", "equals"),
            Map.entry("equals_double_int64", "equals"),
            Map.entry("not_equals_object", "not_equals"),
            Map.entry("not_equals_map_object", "not_equals"),
            Map.entry("not_equals_int64_double", "not_equals"),
            Map.entry("not_equals_double_int64", "not_equals"));

    private GuardFunctions() {}

    static List<BuiltIn> all() {
        return List.of(
                BuiltIn.function(Guards.WEIGH, "weigh", ITEM, List.of(ITEM), arguments -> {
                    Meter.current().container(arguments[0]);
                    return arguments[0];
                }),
                BuiltIn.function(
                        Guards.RANGE, "range_list", LIST, List.of(LIST), arguments -> range((List<?>) arguments[0])),
                BuiltIn.function(
                        Guards.RANGE,
                        "range_map",
                        LIST,
                        List.of(MAP),
                        arguments -> range(List.copyOf(((Map<?, ?>) arguments[0]).keySet()))),
                declared(Guards.RANGE, "range_object", ListType.create(SimpleType.STRING), ANY_OBJECT),
                declared("_[_]", "index_object", SimpleType.DYN, ANY_OBJECT, SimpleType.STRING),
                declared("@in", "in_object", SimpleType.BOOL, SimpleType.STRING, ANY_OBJECT),
                declared("size", "size_object", SimpleType.INT, ANY_OBJECT),
                declared("_==_", "equals_object", SimpleType.BOOL, ANY_OBJECT, MAP),
                declared("_==_", "equals_map_object", SimpleType.BOOL, MAP, ANY_OBJECT),
                declared("_!=_", "not_equals_object", SimpleType.BOOL, ANY_OBJECT, MAP),
                declared("_!=_", "not_equals_map_object", SimpleType.BOOL, MAP, ANY_OBJECT),
                declared("_==_", "equals_int64_double", SimpleType.BOOL, SimpleType.INT, SimpleType.DOUBLE),
                declared("_==_", "equals_double_int64", SimpleType.BOOL, SimpleType.DOUBLE, SimpleType.INT),
                declared("_!=_", "not_equals_int64_double", SimpleType.BOOL, SimpleType.INT, SimpleType.DOUBLE),
                declared("_!=_", "not_equals_double_int64", SimpleType.BOOL, SimpleType.DOUBLE, SimpleType.INT));
    }

    private static BuiltIn declared(String function, String id, CelType result, CelType... parameters) {
        return BuiltIn.function(function, id, result, List.of(parameters), arguments -> {
            throw new IllegalStateException(id + " is code elsewhere");
        });
    }

    private static List<Object> range(List<?> elements) {
        return new Range(elements, Meter.current());
    }

    /** A list that looks at the time at every step through it. */
    private static final class Range extends AbstractList<Object> {
        private final List<?> elements;
        private final Meter meter;

        Range(List<?> elements, Meter meter) {
            this.elements = elements;
            this.meter = meter;
        }

        @Override
        public Object get(int index) {
            return elements.get(index);
        }

        @Override
        public int size() {
            return elements.size();
        }

        @Override
        public Iterator<Object> iterator() {
            Iterator<?> each = elements.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return each.hasNext();
                }

                @Override
                public Object next() {
                    meter.tick();
                    return each.next();
                }
            };
        }
    }

    private static final class AnyObject extends CelType {
        @Override
        public CelKind kind() {
            return CelKind.STRUCT;
        }

        @Override
        public String name() {
            return "object";
        }

        @Override
        public ImmutableList<CelType> parameters() {
            return ImmutableList.of();
        }

        @Override
        public boolean isAssignableFrom(CelType other) {
            return other.kind() == CelKind.STRUCT;
        }
    }
}
