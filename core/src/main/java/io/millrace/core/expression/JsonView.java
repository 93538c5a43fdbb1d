package io.millrace.core.expression;

import dev.cel.common.values.NullValue;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plain JSON values as the interpreter wants to see them. Nothing is copied: an event of a megabyte costs as much as the
 * fields that are read. CEL has a value for null, and Java's {@code null} means "not there" to it.
 */
final class JsonView {
    private JsonView() {}

    static Object of(@Nullable Object json) {
        return switch (json) {
            case null -> NullValue.NULL_VALUE;
            case MapView view -> view;
            case ListView view -> view;
            case Map<?, ?> map -> new MapView(map);
            case List<?> list -> new ListView(list);
            case Integer number -> number.longValue();
            case Float number -> number.doubleValue();
            default -> json;
        };
    }

    /** The plain JSON value behind a view; anything else as it is. */
    static Object plain(Object value) {
        return switch (value) {
            case MapView view -> view.json;
            case ListView view -> view.json;
            default -> value;
        };
    }

    private static final class ListView extends AbstractList<Object> implements RandomAccess {
        private final List<?> json;

        ListView(List<?> json) {
            this.json = json;
        }

        @Override
        public Object get(int index) {
            return of(json.get(index));
        }

        @Override
        public int size() {
            return json.size();
        }
    }

    private static final class MapView extends AbstractMap<Object, Object> {
        private final Map<?, ?> json;

        MapView(Map<?, ?> json) {
            this.json = json;
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            Object value = json.get(key);
            return value == null && !containsKey(key) ? null : of(value);
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return key instanceof String && json.containsKey(key);
        }

        @Override
        public int size() {
            return json.size();
        }

        @Override
        public Set<Entry<Object, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<Object, Object>> iterator() {
                    Iterator<? extends Entry<?, ?>> entries = json.entrySet().iterator();
                    return new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            return entries.hasNext();
                        }

                        @Override
                        public Entry<Object, Object> next() {
                            Entry<?, ?> entry = entries.next();
                            return new SimpleImmutableEntry<>(entry.getKey(), of(entry.getValue()));
                        }
                    };
                }

                @Override
                public int size() {
                    return json.size();
                }
            };
        }
    }
}
