package io.millrace.core.workflow;

import io.millrace.core.shared.Problem;
import io.millrace.core.yaml.Node;
import io.millrace.core.yaml.YamlText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where each value of a definition stands in its text, so that whoever finds a problem can say its line and column. */
public final class Positions {
    /** For definitions that were not read from a text: problems carry their path only. */
    public static final Positions NONE = new Positions(new int[0], false);

    /** For a single action that was asked for without any text: its fields stand at the top. */
    static final Positions SINGLE_ACTION = new Positions(new int[0], true);

    private record Spot(Optional<Node.Place> key, Node value) {}

    private final int[] source;
    private final boolean shortForm;
    private final Map<String, Spot> spots = new HashMap<>();

    private Positions(int[] source, boolean shortForm) {
        this.source = source;
        this.shortForm = shortForm;
    }

    static Positions of(String text, Node root, boolean shortForm) {
        Positions positions = new Positions(text.codePoints().toArray(), shortForm);
        positions.add("", Optional.empty(), root);
        return positions;
    }

    /** The path of a step of the main part or, with {@code onFailure}, of the part that runs after a failure. */
    public String step(boolean onFailure, int index) {
        if (onFailure) {
            return YamlText.child("on_failure", index);
        }
        return shortForm ? "" : YamlText.child("steps", index);
    }

    /** A problem with the value at a path, or with the nearest thing around it that was written. */
    public Problem problem(String path, String message) {
        Spot spot = nearest(path);
        if (spot == null) {
            return Problem.at(path, message);
        }
        boolean scalar = spot.value() instanceof Node.Scalar;
        Node.Place place =
                scalar ? spot.value().place() : spot.key().orElse(spot.value().place());
        return new Problem(path, place.line(), place.column(), message);
    }

    /**
     * A problem with something that is not there.
     *
     * @param path where it is missed, which is its path when there is no text
     * @param neighbour what a text has in its stead, so that a reader is led to a line
     */
    public Problem missing(String path, String neighbour, String message) {
        return spots.isEmpty() ? Problem.at(path, message) : problem(neighbour, message);
    }

    /** A problem with the key at a path. */
    public Problem keyProblem(String path, String message) {
        Spot spot = spots.get(path);
        return spot == null || spot.key().isEmpty()
                ? problem(path, message)
                : new Problem(path, spot.key().get().line(), spot.key().get().column(), message);
    }

    /** A problem inside a text. @param offset in characters of the text as read, from 0 */
    public Problem problem(String path, int offset, String message) {
        Spot spot = spots.get(path);
        if (spot == null || !(spot.value() instanceof Node.Scalar scalar)) {
            return problem(path, message);
        }
        ScalarCursor cursor = new ScalarCursor(source, scalar);
        cursor.advance(offset);
        return new Problem(path, cursor.line(), cursor.column(), message);
    }

    /** The first and the last code point of the scalar at a path, quotes included. */
    Optional<Node.Place> scalar(String path) {
        return Optional.ofNullable(spots.get(path))
                .filter(spot -> spot.value() instanceof Node.Scalar)
                .map(spot -> spot.value().place());
    }

    private @Nullable Spot nearest(String path) {
        String candidate = path;
        while (!spots.containsKey(candidate) && !candidate.isEmpty()) {
            candidate = YamlText.parent(candidate);
        }
        return spots.get(candidate);
    }

    private void add(String path, Optional<Node.Place> key, Node node) {
        spots.put(path, new Spot(key, node));
        switch (node) {
            case Node.Mapping mapping ->
                mapping.entries()
                        .forEach(entry ->
                                add(YamlText.child(path, entry.key()), Optional.of(entry.place()), entry.value()));
            case Node.Sequence sequence -> {
                for (int i = 0; i < sequence.items().size(); i++) {
                    add(
                            YamlText.child(path, i),
                            Optional.empty(),
                            sequence.items().get(i));
                }
            }
            case Node.Scalar ignored -> {}
            case Node.Broken ignored -> {}
        }
    }
}
