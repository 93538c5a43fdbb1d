package io.millrace.core.tool;

import io.millrace.core.shared.Problem;
import io.millrace.core.yaml.YamlText;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the properties of one object of a manifest. A property that is wrong is reported with its place and read as
 * absent, so that one pass finds every problem; a property that nobody asked for is reported by {@link #finish()}.
 */
final class Fields {
    private final Map<String, @Nullable Object> object;
    private final String path;
    private final YamlText text;
    private final List<Problem> problems;
    private final Set<String> asked = new HashSet<>();

    Fields(Map<String, @Nullable Object> object, String path, YamlText text, List<Problem> problems) {
        this.object = object;
        this.path = path;
        this.text = text;
        this.problems = problems;
    }

    String path() {
        return path;
    }

    String pathOf(String name) {
        return YamlText.child(path, name);
    }

    void problem(String name, String message) {
        problems.add(text.problem(pathOf(name), message));
    }

    void problemHere(String message) {
        problems.add(text.problem(path, message));
    }

    void problemAt(String place, String message) {
        problems.add(text.problem(place, message));
    }

    /** The names of the properties that stand there. */
    List<String> names() {
        return List.copyOf(object.keySet());
    }

    boolean has(String name) {
        asked.add(name);
        return object.get(name) != null;
    }

    Optional<Object> any(String name) {
        asked.add(name);
        return Optional.ofNullable(object.get(name));
    }

    /** A value with expressions, kept as it is. */
    Optional<Manifest.Written> written(String name) {
        return any(name).map(value -> new Manifest.Written(pathOf(name), value));
    }

    Optional<Manifest.Written> writtenText(String name) {
        return text(name).map(value -> new Manifest.Written(pathOf(name), value));
    }

    /** A value with expressions that must be there; an empty text stands in when it is not. */
    Manifest.Written requiredWritten(String name) {
        return new Manifest.Written(pathOf(name), requiredText(name, 4096));
    }

    Optional<String> text(String name) {
        return typed(name, String.class, "a text");
    }

    String requiredText(String name, int maxLength) {
        Optional<String> value = text(name);
        if (object.get(name) == null) {
            problemHere("'" + name + "' is missing.");
        }
        value.filter(given -> given.length() > maxLength || given.isBlank())
                .ifPresent(_ -> problem(name, "'" + name + "' must have 1 to " + maxLength + " characters."));
        return value.orElse("");
    }

    String text(String name, String fallback) {
        return text(name).orElse(fallback);
    }

    boolean flag(String name, boolean fallback) {
        return typed(name, Boolean.class, "true or false").orElse(fallback);
    }

    /** An ISO-8601 duration between one millisecond and the longest allowed. */
    Duration duration(String name, Duration fallback, Duration longest) {
        Optional<String> written = text(name);
        try {
            Duration duration = written.map(Duration::parse).orElse(fallback);
            if (duration.toMillis() < 1 || duration.compareTo(longest) > 0) {
                problem(name, "'" + name + "' must be between PT0.001S and " + longest + ".");
            }
            return duration;
        } catch (DateTimeException _) {
            problem(name, "'" + written.orElse("") + "' is not an ISO-8601 duration such as PT30S.");
            return fallback;
        }
    }

    /** One of the constants of an enum, written in lower case. */
    <T extends Enum<T>> Optional<T> oneOf(String name, T[] constants) {
        Optional<String> written = text(name);
        for (T constant : constants) {
            if (written.filter(constant.name().toLowerCase(Locale.ROOT)::equals).isPresent()) {
                return Optional.of(constant);
            }
        }
        if (written.isPresent()) {
            List<String> names = new ArrayList<>();
            for (T constant : constants) {
                names.add(constant.name().toLowerCase(Locale.ROOT));
            }
            problem(name, "'" + written.get() + "' is none of " + String.join(", ", names) + ".");
        }
        return Optional.empty();
    }

    <T extends Enum<T>> T requiredOneOf(String name, T[] constants) {
        Optional<T> value = oneOf(name, constants);
        if (object.get(name) == null) {
            problemHere("'" + name + "' is missing.");
        }
        return value.orElse(constants[constants.length - 1]);
    }

    Optional<Fields> object(String name) {
        return map(name).map(value -> new Fields(value, pathOf(name), text, problems));
    }

    Optional<Map<String, @Nullable Object>> map(String name) {
        return any(name).flatMap(value -> asMap(value, pathOf(name)));
    }

    /** The properties of an object whose keys are names that people chose. */
    List<Named> namedObjects(String name) {
        List<Named> all = new ArrayList<>();
        map(name)
                .ifPresent(map -> map.forEach((key, value) -> asMap(value, YamlText.child(pathOf(name), key))
                        .ifPresent(inner -> all.add(new Named(
                                key, new Fields(inner, YamlText.child(pathOf(name), key), text, problems))))));
        return all;
    }

    record Named(String name, Fields fields) {}

    List<Fields> objects(String name) {
        return items(name, (item, place) -> asMap(item, place).map(map -> new Fields(map, place, text, problems)));
    }

    List<String> texts(String name) {
        return items(name, (item, place) -> {
            if (item instanceof String given) {
                return Optional.of(given);
            }
            problems.add(text.problem(place, "A text is expected here."));
            return Optional.empty();
        });
    }

    <T> List<T> items(String name, BiFunction<@Nullable Object, String, Optional<T>> read) {
        Object value = any(name).orElse(List.of());
        if (!(value instanceof List<?> list)) {
            problem(name, "'" + name + "' must be a list.");
            return List.of();
        }
        List<T> all = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            read.apply(list.get(i), YamlText.child(pathOf(name), i)).ifPresent(all::add);
        }
        return all;
    }

    /** Reports the properties that nobody asked for. */
    void finish() {
        for (String name : object.keySet()) {
            if (!asked.contains(name)) {
                problem(name, "'" + name + "' is not known here." + Spelling.suggest(name, asked));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private Optional<Map<String, @Nullable Object>> asMap(@Nullable Object value, String place) {
        if (value instanceof Map<?, ?> map) {
            return Optional.of((Map<String, @Nullable Object>) map);
        }
        problems.add(text.problem(place, "An object is expected here."));
        return Optional.empty();
    }

    private <T> Optional<T> typed(String name, Class<T> type, String expected) {
        Optional<Object> value = any(name);
        if (value.isPresent() && !type.isInstance(value.get())) {
            problem(name, "'" + name + "' must be " + expected + ".");
            return Optional.empty();
        }
        return value.map(type::cast);
    }
}
