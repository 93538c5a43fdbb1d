package io.millrace.core.yaml;

import io.millrace.core.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One YAML 1.2 document (JSON is YAML too) that was read, as a JSON value and as the tree of nodes it was written as.
 *
 * <p>What makes YAML surprising is refused with a place: duplicate keys, anchors and aliases, tags, several documents, an
 * unquoted {@code {{ x }}}, nesting deeper than {@value YamlTree#MAX_DEPTH} levels. Words and numbers mean what the core
 * schema says (YAML 1.2.2, chapter 10.3.2), so {@code yes} is a text.
 */
public final class YamlText {
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_$-]+");

    private final Optional<Node> root;
    private final Map<String, Place> places = new HashMap<>();
    private final List<Problem> problems;

    /** Where a value starts, both from 1. For a quoted text this is the place of its first character, not of the quote. */
    public record Place(int line, int column) {}

    private YamlText(Optional<Node> root, List<Problem> problems) {
        this.root = root;
        this.problems = problems;
        root.ifPresent(node -> note("", node));
    }

    /**
     * Reads a text; never throws for anything in it.
     *
     * @param maxBytes the largest size in UTF-8 that is read at all
     */
    public static YamlText read(String text, int maxBytes) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBytes) {
            String message = "The text has " + bytes + " bytes; the most that is read is " + maxBytes + ".";
            return new YamlText(Optional.empty(), List.of(new Problem("", 1, 1, message)));
        }
        Findings findings = new Findings();
        Optional<Node> root = YamlTree.parse(text, findings);
        return new YamlText(root, findings.toList());
    }

    /** The tree; empty when the text holds nothing or could not be parsed, which then is among the problems. */
    public Optional<Node> root() {
        return root;
    }

    /** The value; empty when there is no tree or it is {@code null}. A part that was refused is {@code null}. */
    public Optional<Object> value() {
        return root.map(Node::json);
    }

    /** What is wrong with the text as YAML, at most {@value Findings#MAX_PROBLEMS}. */
    public List<Problem> problems() {
        return problems;
    }

    /** Where the value at a path starts, or the nearest value around it; line 1, column 1 when nothing is known. */
    public Place place(String path) {
        String nearest = path;
        while (!nearest.isEmpty() && !places.containsKey(nearest)) {
            nearest = parent(nearest);
        }
        return places.getOrDefault(nearest, new Place(1, 1));
    }

    /** A problem with the value at the path. */
    public Problem problem(String path, String message) {
        Place place = place(path);
        return new Problem(path, place.line(), place.column(), message);
    }

    /** The path of a property of the object at a path: {@code path.key}, or {@code path["key"]} for an odd key. */
    public static String child(String path, String key) {
        if (!PLAIN_KEY.matcher(key).matches()) {
            return path + "[\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
        }
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The path of an item of the list at a path. */
    public static String child(String path, int index) {
        return path + "[" + index + "]";
    }

    /** A shorter path that leads to something around what the path leads to; in the end the empty one. */
    public static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }

    private void note(String path, Node node) {
        places.put(path, start(node));
        switch (node) {
            case Node.Mapping mapping ->
                mapping.entries().forEach(entry -> note(child(path, entry.key()), entry.value()));
            case Node.Sequence sequence -> {
                for (int i = 0; i < sequence.items().size(); i++) {
                    note(child(path, i), sequence.items().get(i));
                }
            }
            case Node.Scalar ignored -> {}
            case Node.Broken ignored -> {}
        }
    }

    private static Place start(Node node) {
        Node.Place place = node.place();
        int quote = switch (place.style()) {
            case SINGLE_QUOTED, DOUBLE_QUOTED -> 1;
            case PLAIN, BLOCK -> 0;
        };
        return new Place(place.line(), place.column() + quote);
    }
}
