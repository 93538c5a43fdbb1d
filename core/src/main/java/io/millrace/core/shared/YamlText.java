package io.millrace.core.shared;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One YAML 1.2 document (JSON is YAML too) as a JSON value that knows where each part stands in the text.
 *
 * <p>What makes YAML surprising is refused with a place: duplicate keys, anchors and aliases, tags of other types, several
 * documents, an unquoted {@code {{ x }}}, nesting deeper than {@value Json#MAX_DEPTH}.
 */
public final class YamlText {
    private final Optional<Object> value;
    private final Map<String, Place> places;
    private final List<Problem> problems;

    /** Where a value starts, both from 1. For a quoted text this is the place of its first character, not of the quote. */
    public record Place(int line, int column) {}

    private YamlText(Optional<Object> value, Map<String, Place> places, List<Problem> problems) {
        this.value = value;
        this.places = places;
        this.problems = List.copyOf(problems);
    }

    /**
     * Reads a text.
     *
     * @param maxBytes the largest size in UTF-8 that is read at all
     */
    public static YamlText read(String text, int maxBytes) {
        if (text.length() > maxBytes || text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            return failed(new Problem("", 1, 1, "The text is larger than the " + maxBytes + " bytes allowed."));
        }
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(true)
                .setAllowNonScalarKeys(true)
                .setCodePointLimit(maxBytes)
                .setUseMarks(true)
                .build();
        List<Node> documents = new ArrayList<>();
        try {
            new Compose(settings).composeAllFromString(text).forEach(documents::add);
        } catch (MarkedYamlEngineException e) {
            return failed(unreadable(text, e));
        } catch (YamlEngineException | StackOverflowError e) {
            return failed(new Problem("", 1, 1, "This is no YAML that can be read: " + e.getMessage()));
        }
        if (documents.size() != 1) {
            return failed(
                    new Problem("", 1, 1, "Exactly one YAML document is expected, not " + documents.size() + "."));
        }
        Conversion conversion = new Conversion();
        Object value = conversion.convert(documents.getFirst(), "", 1);
        return new YamlText(Optional.ofNullable(value), conversion.places, conversion.problems);
    }

    /** The value; empty when the text could not be read or is {@code null}. */
    public Optional<Object> value() {
        return value;
    }

    /** What is wrong with the text as YAML. */
    public List<Problem> problems() {
        return problems;
    }

    /** Where the value at a path starts, or the nearest value around it; line 1, column 1 when nothing is known. */
    public Place place(String path) {
        String nearest = path;
        while (true) {
            Place place = places.get(nearest);
            if (place != null) {
                return place;
            }
            if (nearest.isEmpty()) {
                return new Place(1, 1);
            }
            nearest = nearest.substring(0, Math.max(0, Math.max(nearest.lastIndexOf('.'), nearest.lastIndexOf('['))));
        }
    }

    /** A problem with the value at the path. */
    public Problem problem(String path, String message) {
        Place place = place(path);
        return new Problem(path, place.line(), place.column(), message);
    }

    /** The path of a property of the object at a path. */
    public static String child(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The path of an item of the list at a path. */
    public static String child(String path, int index) {
        return path + "[" + index + "]";
    }

    private static YamlText failed(Problem problem) {
        return new YamlText(Optional.empty(), Map.of(), List.of(problem));
    }

    private static Problem unreadable(String text, MarkedYamlEngineException e) {
        Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
        int line = mark.map(Mark::getLine).orElse(0);
        int column = mark.map(Mark::getColumn).orElse(0);
        String said = text.lines().skip(line).findFirst().orElse("");
        String message = said.matches(".*[:\\-]\\s+\\{\\{.*")
                ? "A value that starts with {{ must stand in quotes: \"{{ ... }}\"."
                : "This is no YAML: " + e.getProblem() + ".";
        return new Problem("", line + 1, column + 1, message);
    }

    /** Turns nodes into JSON values and notes where each stood. */
    private static final class Conversion {
        private final Map<String, Place> places = new LinkedHashMap<>();
        private final List<Problem> problems = new ArrayList<>();

        @Nullable
        Object convert(Node node, String path, int depth) {
            Place place = placeOf(node);
            places.putIfAbsent(path, place);
            if (depth > Json.MAX_DEPTH) {
                return refuse(path, place, "The nesting is deeper than " + Json.MAX_DEPTH + " levels.");
            }
            if (node.getAnchor().isPresent() || node.isRecursive()) {
                return refuse(path, place, "Anchors and aliases are not supported; write the value out.");
            }
            return switch (node) {
                case MappingNode mapping when mapping.getTag().equals(Tag.MAP) -> object(mapping, path, depth);
                case SequenceNode sequence when sequence.getTag().equals(Tag.SEQ) -> list(sequence, path, depth);
                case ScalarNode scalar -> scalar(scalar, path, place);
                default -> refuse(path, place, "The tag " + node.getTag() + " is not supported.");
            };
        }

        private @Nullable Object object(MappingNode mapping, String path, int depth) {
            if (isUnquotedExpression(mapping)) {
                return refuse(
                        path, placeOf(mapping), "A value that starts with {{ must stand in quotes: \"{{ ... }}\".");
            }
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (NodeTuple entry : mapping.getValue()) {
                Place place = placeOf(entry.getKeyNode());
                if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                    refuse(path, place, "A key must be a text.");
                    continue;
                }
                String name = key.getValue();
                String below = child(path, name);
                if (object.containsKey(name)) {
                    refuse(below, place, "The key '" + name + "' stands here twice.");
                    continue;
                }
                object.put(name, convert(entry.getValueNode(), below, depth + 1));
            }
            return object;
        }

        private List<@Nullable Object> list(SequenceNode sequence, String path, int depth) {
            List<@Nullable Object> list = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                list.add(convert(item, child(path, list.size()), depth + 1));
            }
            return list;
        }

        private @Nullable Object scalar(ScalarNode scalar, String path, Place place) {
            String text = scalar.getValue();
            Tag tag = scalar.getTag();
            if (tag.equals(Tag.STR)) {
                return text;
            }
            if (tag.equals(Tag.NULL)) {
                return null;
            }
            if (tag.equals(Tag.BOOL)) {
                return Boolean.valueOf(text);
            }
            if (tag.equals(Tag.INT)) {
                BigInteger number = new BigInteger(text);
                return number.bitLength() < Long.SIZE
                        ? number.longValue()
                        : refuse(path, place, "The number " + text + " does not fit into 64 bits.");
            }
            if (tag.equals(Tag.FLOAT) && text.matches("[-+0-9.eE]+")) {
                return new BigDecimal(text).doubleValue();
            }
            return refuse(path, place, "The value " + text + " (" + tag + ") is no JSON value.");
        }

        private @Nullable Object refuse(String path, Place place, String message) {
            problems.add(new Problem(path, place.line(), place.column(), message));
            return null;
        }

        /** {@code {{ x }}} without quotes reads as an object whose only key is an object. */
        private static boolean isUnquotedExpression(MappingNode mapping) {
            return mapping.getValue().size() == 1
                    && mapping.getValue().getFirst().getKeyNode().getNodeType() == NodeType.MAPPING;
        }

        private static Place placeOf(Node node) {
            int quote = node instanceof ScalarNode scalar
                    ? switch (scalar.getScalarStyle()) {
                        case DOUBLE_QUOTED, SINGLE_QUOTED -> 1;
                        default -> 0;
                    }
                    : 0;
            return node.getStartMark()
                    .map(mark -> new Place(mark.getLine() + 1, mark.getColumn() + 1 + quote))
                    .orElse(new Place(1, 1));
        }
    }
}
