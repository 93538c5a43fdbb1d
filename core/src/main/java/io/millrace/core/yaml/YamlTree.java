package io.millrace.core.yaml;

import io.millrace.core.shared.Problem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2, and so JSON, into {@link Node}s, from the parser's events: they carry the places, and what is
 * not read (anchors, aliases, tags, repeated keys, deep nesting, several documents) is seen before it does anything.
 */
final class YamlTree {
    static final int MAX_DEPTH = 50;

    /** The longest path, in characters: every value has one, so long keys above many values would fill the memory. */
    static final int MAX_PATH = 1_000;

    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern NOT_A_JSON_NUMBER = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Pattern UNQUOTED_EXPRESSION = Pattern.compile("(^|[:,\\[-])\\s*\\{\\{");
    private static final String QUOTE_IT =
            "A value that starts with {{ must be quoted, because { means something else in YAML: \"{{ ... }}\".";

    private final Findings findings;
    private final Iterator<Event> events;

    private YamlTree(String text, Findings findings) {
        this.findings = findings;
        LoadSettings settings = LoadSettings.builder()
                .setLabel("the text")
                .setUseMarks(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** The root; empty when the text is empty or cannot be parsed, which then is among the findings. */
    static Optional<Node> parse(String text, Findings findings) {
        try {
            return new YamlTree(text, findings).document();
        } catch (MarkedYamlEngineException e) {
            findings.add(explain(e, text));
        } catch (YamlEngineException e) {
            findings.add(new Problem("", 1, 1, "This is not valid YAML: " + e.getMessage()));
        } catch (TooMuch e) {
            findings.add(e.place.problem("", String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private Optional<Node> document() {
        Node root = null;
        boolean second = false;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent && root != null && !second) {
                second = true;
                refuse(event, "", "One text is one document: remove this second one.");
            } else if (event instanceof NodeEvent node) {
                Node read = node(node, "", 0);
                root = root == null ? read : root;
            }
        }
        return Optional.ofNullable(root);
    }

    private Node node(NodeEvent event, String path, int depth) {
        Node.Place place = place(event);
        if (depth > MAX_DEPTH) {
            throw new TooMuch(place, "This is nested more than " + MAX_DEPTH + " levels deep, which is not read.");
        }
        if (path.length() > MAX_PATH) {
            throw new TooMuch(
                    place,
                    "The keys that lead here have more than " + MAX_PATH + " characters together, which is not read.");
        }
        if (event instanceof AliasEvent) {
            refuse(event, path, "Aliases (*name) are not read. Quote the value if it starts with a star.");
            return new Node.Broken(place);
        }
        if (event.getAnchor().isPresent()) {
            refuse(event, path, "Anchors (&name) are not read. Quote the value if it starts with an ampersand.");
        }
        return switch (event) {
            case MappingStartEvent start -> tagged(start, path, mapping(start, path, depth));
            case SequenceStartEvent start -> tagged(start, path, sequence(start, path, depth));
            case ScalarEvent scalar -> scalar(scalar, path);
            default -> throw new IllegalStateException("Unexpected event " + event.getEventId());
        };
    }

    private Node tagged(CollectionStartEvent event, String path, Node node) {
        return event.getTag().isPresent() ? refuseTag(event, path) : node;
    }

    private Node refuseTag(NodeEvent event, String path) {
        refuse(event, path, "A value that starts with '!' must be quoted, else YAML takes it for a tag.");
        return new Node.Broken(place(event));
    }

    private Node sequence(SequenceStartEvent start, String path, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            items.add(node((NodeEvent) event, YamlText.child(path, items.size()), depth + 1));
        }
        return new Node.Sequence(place(start), items);
    }

    private Node mapping(MappingStartEvent start, String path, int depth) {
        List<Node.Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        boolean broken = false;
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            if (event instanceof ScalarEvent key) {
                String child = YamlText.child(path, key.getValue());
                Node value = node((NodeEvent) events.next(), child, depth + 1);
                if (keys.add(key.getValue())) {
                    entries.add(new Node.Entry(key.getValue(), place(key), value));
                } else {
                    refuse(key, child, "'" + key.getValue() + "' stands here a second time.");
                }
            } else {
                broken = true;
                refuseKey(start, (NodeEvent) event, path, depth);
            }
        }
        return broken ? new Node.Broken(place(start)) : new Node.Mapping(place(start), entries);
    }

    /** A key that is an object is nearly always an expression without quotes: {@code text: {{ event.data.title }}}. */
    private void refuseKey(MappingStartEvent start, NodeEvent key, String path, int depth) {
        boolean expression = start.isFlow() && key instanceof MappingStartEvent;
        refuse(start, path, expression ? QUOTE_IT : "A key must be a text.");
        Findings ignored = new Findings();
        YamlTree rest = new YamlTree(events, ignored);
        rest.node(key, path, depth + 1);
        rest.node((NodeEvent) events.next(), path, depth + 1);
    }

    private YamlTree(Iterator<Event> events, Findings findings) {
        this.events = events;
        this.findings = findings;
    }

    private Node scalar(ScalarEvent event, String path) {
        Node.Place place = place(event);
        if (event.getTag().isPresent()) {
            return refuseTag(event, path);
        }
        if (!event.isPlain()) {
            return new Node.Scalar(place, event.getValue(), event.getValue());
        }
        String text = event.getValue();
        if (NOT_A_JSON_NUMBER.matcher(text).matches()) {
            refuse(event, path, "'" + text + "' is not a JSON number. Quote it if it is meant as a text.");
            return new Node.Broken(place);
        }
        Object value = plain(text);
        if (value instanceof BigInteger || (value instanceof Double number && number.isInfinite())) {
            refuse(event, path, "This number is too large to be kept exactly. Quote it to make it a text.");
            return new Node.Broken(place);
        }
        return new Node.Scalar(place, text, value);
    }

    /** The core schema, YAML 1.2.2 chapter 10.3.2. */
    private static @Nullable Object plain(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> null;
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> number(text);
        };
    }

    /** The number a text stands for, or the text itself. */
    private static Object number(String text) {
        if (INTEGER.matcher(text).matches()) {
            return whole(new BigInteger(text));
        }
        if (OCTAL.matcher(text).matches()) {
            return whole(new BigInteger(text.substring(2), 8));
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return whole(new BigInteger(text.substring(2), 16));
        }
        return DECIMAL.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
    }

    private static Object whole(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    private void refuse(Event event, String path, String message) {
        findings.add(place(event).problem(path, message));
    }

    private static Node.Place place(Event event) {
        Mark start = event.getStartMark().orElseThrow();
        int end = event.getEndMark().map(Mark::getIndex).orElse(start.getIndex());
        Node.Style style = event instanceof ScalarEvent scalar ? style(scalar) : Node.Style.PLAIN;
        return new Node.Place(start.getLine() + 1, start.getColumn() + 1, start.getIndex(), end, style);
    }

    private static Node.Style style(ScalarEvent scalar) {
        return switch (scalar.getScalarStyle()) {
            case SINGLE_QUOTED -> Node.Style.SINGLE_QUOTED;
            case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Node.Style.DOUBLE_QUOTED;
            case LITERAL, FOLDED -> Node.Style.BLOCK;
            case PLAIN -> Node.Style.PLAIN;
        };
    }

    private static Problem explain(MarkedYamlEngineException e, String text) {
        Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
        int line = mark.map(Mark::getLine).orElse(0);
        int column = mark.map(Mark::getColumn).orElse(0);
        String reason = e.getProblem() == null ? String.valueOf(e.getContext()) : e.getProblem();
        if (UNQUOTED_EXPRESSION.matcher(line(text, line)).find()) {
            return new Problem("", line + 1, line(text, line).indexOf("{{") + 1, QUOTE_IT);
        }
        String advice = advice(reason, line(text, line));
        return new Problem("", line + 1, column + 1, "This is not valid YAML: " + reason + "." + advice);
    }

    private static String advice(String reason, String line) {
        if (reason.contains("mapping values are not allowed")) {
            return " Quote a value that contains a colon and a space, and check the indentation.";
        }
        if (line.strip().matches("[^\"']*:\\s+([\"']).*\\1.+")) {
            return " A value that starts with a quote must end with it: put the whole value in quotes of the other kind.";
        }
        return line.startsWith("\t") ? " Indent with spaces, not with tabs." : " Check the indentation and the quotes.";
    }

    private static String line(String text, int index) {
        return text.lines().skip(index).findFirst().orElse("");
    }

    /** Ends the reading where going on would only cost. */
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Node.Place place;

        TooMuch(Node.Place place, String message) {
            super(message, null, false, false);
            this.place = place;
        }
    }
}
