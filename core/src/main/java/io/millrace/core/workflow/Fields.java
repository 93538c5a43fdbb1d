package io.millrace.core.workflow;

import io.millrace.core.yaml.Findings;
import io.millrace.core.yaml.Node;
import io.millrace.core.yaml.YamlText;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of one object while it is read. Every key asked for counts as known, so that {@link #refuseOthers()} can tell
 * the rest apart without a second list; a value of the wrong kind is reported and then counts as not written.
 */
final class Fields {
    private final Node.Mapping mapping;
    private final String path;
    private final Findings findings;
    private final Set<String> known = new LinkedHashSet<>();

    Fields(Node.Mapping mapping, String path, Findings findings) {
        this.mapping = mapping;
        this.path = path;
        this.findings = findings;
    }

    /** The fields of a value that must be an object. */
    static Optional<Fields> of(Node node, String path, Findings findings) {
        if (node instanceof Node.Mapping mapping) {
            return Optional.of(new Fields(mapping, path, findings));
        }
        mustBe("an object", node, path, findings);
        return Optional.empty();
    }

    String path(String key) {
        return YamlText.child(path, key);
    }

    boolean has(String key) {
        return entry(key).isPresent();
    }

    Optional<Node> node(String key) {
        return entry(key).map(Node.Entry::value);
    }

    Optional<Fields> object(String key) {
        return node(key).flatMap(node -> of(node, path(key), findings));
    }

    List<Node> list(String key) {
        return node(key)
                .map(node -> {
                    if (node instanceof Node.Sequence sequence) {
                        return sequence.items();
                    }
                    mustBe("a list", node, path(key), findings);
                    return List.<Node>of();
                })
                .orElse(List.of());
    }

    /** A list whose items beyond the most allowed are reported with the given sentence, and not read. */
    List<Node> list(String key, int most, String tooMany) {
        List<Node> items = list(key);
        if (items.size() <= most) {
            return items;
        }
        problem(key, tooMany);
        return items.subList(0, most);
    }

    /** A list of texts, as {@link #list(String, int, String)}; what is none is reported and left out. */
    List<String> texts(String key, int most, String tooMany) {
        List<String> texts = new ArrayList<>();
        List<Node> items = list(key, most, tooMany);
        for (int i = 0; i < items.size(); i++) {
            text(items.get(i), YamlText.child(path(key), i)).ifPresent(texts::add);
        }
        return texts;
    }

    /** How many items the list at a key has; 0 when there is none. */
    int count(String key) {
        return node(key).orElse(null) instanceof Node.Sequence sequence
                ? sequence.items().size()
                : 0;
    }

    Optional<String> text(String key) {
        return node(key).flatMap(node -> text(node, path(key)));
    }

    /** @param maxLength in characters */
    Optional<String> text(String key, int maxLength) {
        Optional<String> text = text(key);
        if (text.isPresent() && text.get().length() > maxLength) {
            problem(key, "This text is longer than " + maxLength + " characters.");
            return Optional.empty();
        }
        return text;
    }

    Optional<Long> whole(String key, long min, long max) {
        Optional<Node> node = node(key);
        if (node.isEmpty() || node.get() instanceof Node.Broken) {
            return Optional.empty();
        }
        if (node.get().json() instanceof Long number && number >= min && number <= max) {
            return Optional.of(number);
        }
        String range = max == Long.MAX_VALUE ? min + " or more" : min + " to " + max;
        problem(key, "This must be a whole number, " + range + ".");
        return Optional.empty();
    }

    Optional<Boolean> flag(String key) {
        Optional<Node> node = node(key);
        if (node.isPresent() && !(node.get().json() instanceof Boolean)) {
            mustBe("true or false", node.get(), path(key), findings);
        }
        return node.map(Node::json).filter(Boolean.class::isInstance).map(Boolean.class::cast);
    }

    /** A duration as ISO-8601 writes it, longer than zero. */
    Optional<Duration> duration(String key, Duration max) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Duration duration = Duration.parse(text.get());
            if (duration.isPositive() && duration.compareTo(max) <= 0) {
                return Optional.of(duration);
            }
            problem(key, "This must be longer than zero and at most " + max + ".");
        } catch (DateTimeException e) {
            problem(key, "'" + text.get() + "' is not an ISO-8601 duration, such as PT30S, PT5M or P1D.");
        }
        return Optional.empty();
    }

    /** One of an enum's constants, written in lower case. */
    <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Set<String> codes = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (codes.contains(text.get())) {
            return Optional.of(Enum.valueOf(type, text.get().toUpperCase(Locale.ROOT)));
        }
        problem(
                key,
                "'" + text.get() + "' is not one of " + String.join(", ", codes) + "."
                        + Names.didYouMean(text.get(), codes));
        return Optional.empty();
    }

    /** Reports a problem with the object as a whole. */
    void problem(String message) {
        report(mapping.place(), path, message);
    }

    /** Reports a problem with the value of a key, or with the object when the key is not there. */
    void problem(String key, String message) {
        report(node(key).map(Node::place).orElse(mapping.place()), path(key), message);
    }

    /** Reports a problem with the key itself. */
    void keyProblem(String key, String message) {
        report(entry(key).map(Node.Entry::place).orElse(mapping.place()), path(key), message);
    }

    void missing(String key, String example) {
        report(mapping.place(), path(key), "'" + key + "' is missing, for example: " + example);
    }

    /** Reports every key nobody asked for. */
    void refuseOthers() {
        int others = 0;
        for (Node.Entry entry : mapping.entries()) {
            if (!known.contains(entry.key()) && others++ < Findings.MAX_PROBLEMS) {
                report(
                        entry.place(),
                        path(entry.key()),
                        "'" + entry.key() + "' is not a key that is known here." + hint(entry.key()));
            }
        }
    }

    private String hint(String key) {
        String guess = Names.didYouMean(key, known);
        return guess.isEmpty() ? " Known are: " + String.join(", ", known) + "." : guess;
    }

    private Optional<Node.Entry> entry(String key) {
        known.add(key);
        return mapping.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst();
    }

    private Optional<String> text(Node node, String at) {
        if (node instanceof Node.Scalar scalar && scalar.json() instanceof String text) {
            return Optional.of(text);
        }
        mustBe("a text", node, at, findings);
        return Optional.empty();
    }

    private void report(Node.Place place, String at, String message) {
        findings.add(place.problem(at, message));
    }

    private static void mustBe(String wanted, Node node, String path, Findings findings) {
        if (node instanceof Node.Broken) {
            return;
        }
        boolean quotable = wanted.equals("a text") && node instanceof Node.Scalar scalar && scalar.json() != null;
        findings.add(node.place()
                .problem(
                        path,
                        "This must be " + wanted + " and is " + node.describe() + "."
                                + (quotable ? " Quote it." : "")));
    }
}
