package io.millrace.core.tool;

import com.github.benmanes.caffeine.cache.Cache;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.path.PathType;
import io.millrace.core.shared.Caches;
import io.millrace.core.shared.Problem;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.Sensitive;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks values against JSON Schemas 2020-12 and says what is wrong in words for people. Formats are asserted. Schemas are
 * compiled when first used and kept as long as the schema itself. Safe for use by many threads.
 *
 * <p>A {@link Sensitive} counts as a text of unknown content: it has the type string, and nothing else is asked of it.
 */
public final class InputCheck {
    /** A missing field within one of several alternatives. */
    private static final Pattern CHOICE = Pattern.compile("(.*/(?:anyOf|oneOf))/\\d+/required");

    private final Lazy<SchemaRegistry> registry = new Lazy<>(InputCheck::newRegistry);
    private final Cache<Map<String, Object>, Schema> compiled =
            Caches.newBuilder().weakKeys().maximumSize(5_000).build();

    /** What is wrong with an input, with paths inside the input; nothing when it fits. */
    public List<Problem> check(ActionSpec action, Map<String, ?> input) {
        return check(action.input(), input);
    }

    /**
     * What is wrong with any value.
     *
     * @param schema not changed after it was first used, because what is compiled from it is kept
     */
    public List<Problem> check(Map<String, Object> schema, @Nullable Object value) {
        List<Error> all = compiled.get(schema, this::compile).validate(node(value));
        return all.isEmpty() ? List.of() : told(schema, value, all);
    }

    private static List<Problem> told(Map<String, Object> schema, @Nullable Object value, List<Error> all) {
        Set<String> hidden = new HashSet<>();
        collectHidden(value, "", hidden);
        List<Error> errors =
                all.stream().filter(error -> !concernsHidden(error, hidden)).toList();
        Map<String, List<Error>> choices = errors.stream()
                .filter(error -> choice(error).isPresent())
                .collect(Collectors.groupingBy(error -> choice(error).orElseThrow()));
        return errors.stream()
                .map(error -> choice(error)
                        .map(choices::get)
                        .filter(several -> several.size() > 1)
                        .map(InputCheck::problem)
                        .orElseGet(() -> problem(schema, error)))
                .distinct()
                .toList();
    }

    /** Where an error says that a field is missing only because none of several was given. */
    private static Optional<String> choice(Error error) {
        Matcher choice = CHOICE.matcher(error.getEvaluationPath().toString());
        return choice.matches() ? Optional.of(choice.group(1) + " " + error.getInstanceLocation()) : Optional.empty();
    }

    private static Problem problem(List<Error> choice) {
        String fields =
                choice.stream().map(error -> "'" + error.getProperty() + "'").collect(Collectors.joining(" or "));
        return Problem.at(path(choice.getFirst().getInstanceLocation().toString()), "Give " + fields + ".");
    }

    /** The input with every property that is absent and has a default in the schema; nested objects too. */
    public static Map<String, Object> withDefaults(Map<String, Object> schema, Map<String, Object> input) {
        if (!(schema.get("properties") instanceof Map<?, ?> properties)) {
            return input;
        }
        Map<String, Object> complete = new LinkedHashMap<>(input);
        properties.forEach((key, property) -> {
            if (!(property instanceof Map<?, ?> known)) {
                return;
            }
            String name = String.valueOf(key);
            Object value = complete.get(name);
            if (!complete.containsKey(name) && known.get("default") != null) {
                complete.put(name, known.get("default"));
            } else if (value instanceof Map<?, ?> inner) {
                complete.put(name, withDefaults(texts(known), texts(inner)));
            }
        });
        return complete;
    }

    private Schema compile(Map<String, Object> schema) {
        return registry.get().getSchema(node(schema));
    }

    private static SchemaRegistry newRegistry() {
        return SchemaDialect.registry(settings -> settings.formatAssertionsEnabled(true)
                .pathType(PathType.JSON_POINTER)
                .cacheRefs(true));
    }

    private static boolean concernsHidden(Error error, Set<String> hidden) {
        return hidden.contains(error.getInstanceLocation().toString()) && !"type".equals(error.getKeyword());
    }

    private static Problem problem(Map<String, Object> schema, Error error) {
        String path = path(error.getInstanceLocation().toString());
        return Problem.at(path, SchemaWords.of(schema, error));
    }

    /** {@code /steps/1/text} as {@code steps[1].text}. */
    private static String path(String pointer) {
        StringBuilder path = new StringBuilder();
        for (String element : pointer.split("/")) {
            String name = element.replace("~1", "/").replace("~0", "~");
            if (name.matches("\\d+") && !path.isEmpty()) {
                path.append('[').append(name).append(']');
            } else if (!name.isEmpty()) {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }

    private static JsonNode node(@Nullable Object value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (value) {
            case null -> json.nullNode();
            case Sensitive _ -> json.stringNode(Sensitive.MASK);
            case String text -> json.stringNode(text);
            case Boolean flag -> json.booleanNode(flag);
            case Long number -> json.numberNode(number);
            case Integer number -> json.numberNode(number.longValue());
            case Double number -> json.numberNode(number);
            case Number number -> json.numberNode(new BigDecimal(number.toString()));
            case Map<?, ?> map -> {
                ObjectNode object = json.objectNode();
                map.forEach((key, inner) -> object.set(String.valueOf(key), node(inner)));
                yield object;
            }
            case List<?> list -> {
                ArrayNode array = json.arrayNode(list.size());
                list.forEach(inner -> array.add(node(inner)));
                yield array;
            }
            default -> json.stringNode(value.toString());
        };
    }

    /** Collects where in a value the hidden texts are, as JSON pointers (RFC 6901). */
    private static void collectHidden(@Nullable Object value, String pointer, Set<String> hidden) {
        switch (value) {
            case Sensitive _ -> hidden.add(pointer);
            case Map<?, ?> map ->
                map.forEach((key, inner) -> {
                    String escaped = String.valueOf(key).replace("~", "~0").replace("/", "~1");
                    collectHidden(inner, pointer + "/" + escaped, hidden);
                });
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    collectHidden(list.get(i), pointer + "/" + i, hidden);
                }
            }
            case null, default -> {}
        }
    }

    private static Map<String, Object> texts(Map<?, ?> map) {
        Map<String, Object> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> texts.put(String.valueOf(key), value));
        return texts;
    }
}
