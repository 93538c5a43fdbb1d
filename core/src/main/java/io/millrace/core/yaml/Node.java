package io.millrace.core.yaml;

import io.millrace.core.shared.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of YAML that knows where it stands. Aliases, tags and keys that are no texts do not get this far. */
public sealed interface Node {
    Place place();

    /** The plain JSON value; {@code null} also stands for what could not be read. */
    @Nullable
    Object json();

    /** What people call this kind of value. */
    String describe();

    /** @param entries in the order written, each key once */
    record Mapping(Place place, List<Entry> entries) implements Node {
        @Override
        public Object json() {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            entries.forEach(entry -> values.put(entry.key(), entry.value().json()));
            return values;
        }

        @Override
        public String describe() {
            return "an object";
        }
    }

    record Entry(String key, Place place, Node value) {}

    record Sequence(Place place, List<Node> items) implements Node {
        @Override
        public Object json() {
            List<@Nullable Object> values = new ArrayList<>();
            items.forEach(item -> values.add(item.json()));
            return values;
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /**
     * @param text the characters, quotes and escapes resolved
     * @param json what they mean by the core schema of YAML 1.2
     */
    record Scalar(Place place, String text, @Nullable Object json) implements Node {
        @Override
        public String describe() {
            return switch (json) {
                case null -> "nothing";
                case String ignored -> "a text";
                case Boolean ignored -> "true or false";
                default -> "a number";
            };
        }
    }

    /** Something already reported; whoever meets it stays silent. */
    record Broken(Place place) implements Node {
        @Override
        public @Nullable Object json() {
            return null;
        }

        @Override
        public String describe() {
            return "unreadable";
        }
    }

    /** How a scalar was written, which decides where its characters stand in the source. */
    enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        BLOCK
    }

    /**
     * @param line from 1
     * @param column from 1, in code points
     * @param start the first code point in the source, from 0
     * @param end after the last code point
     */
    record Place(int line, int column, int start, int end, Style style) {
        /** A problem with what stands here. */
        public Problem problem(String path, String message) {
            return new Problem(path, line, column, message);
        }
    }
}
