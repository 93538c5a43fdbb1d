package io.millrace.core.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * A text of a template, cut into what stands for itself and what is an expression.
 *
 * <p>Two opening braces open an expression; the first two closing ones at bracket depth 0, outside strings and comments,
 * close it, so a map literal may end right before them. Four opening braces stand for two literal ones. Strings are CEL's:
 * single, double and triple quotes, raw with an {@code r}; comments run from {@code //} to the end of the line.
 */
final class TemplateText {
    private static final String OPEN = "{{";
    private static final String ESCAPED_OPEN = "{{{{";

    /** Either literal text or an expression. */
    sealed interface Part {}

    record Literal(String text) implements Part {}

    /** @param offset where the source starts in the whole text */
    record Source(String source, int offset) implements Part {}

    /** A text that opens an expression and never closes it. */
    static final class UnclosedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int offset;

        UnclosedException(int offset) {
            super("This '{{' is never closed by '}}'; a bracket or a quote inside may be left open. Write '{{{{' for a"
                    + " literal '{{'.");
            this.offset = offset;
        }

        int offset() {
            return offset;
        }
    }

    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int position;

    private TemplateText(String text) {
        this.text = text;
    }

    static List<Part> parse(String text) throws UnclosedException {
        if (!text.contains(OPEN)) {
            return List.of(new Literal(text));
        }
        return new TemplateText(text).parts();
    }

    private List<Part> parts() throws UnclosedException {
        while (position < text.length()) {
            int open = text.indexOf(OPEN, position);
            if (open < 0) {
                literal.append(text, position, text.length());
                break;
            }
            literal.append(text, position, open);
            if (text.startsWith(ESCAPED_OPEN, open)) {
                literal.append(OPEN);
                position = open + ESCAPED_OPEN.length();
            } else {
                expression(open);
            }
        }
        flushLiteral();
        return List.copyOf(parts);
    }

    private void expression(int open) throws UnclosedException {
        int start = open + OPEN.length();
        int close = closing(start);
        if (close < 0) {
            throw new UnclosedException(open);
        }
        flushLiteral();
        parts.add(new Source(text.substring(start, close), start));
        position = close + 2;
    }

    private void flushLiteral() {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    /** Where the closing braces stand, or -1. */
    private int closing(int start) {
        int depth = 0;
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'' || c == '`') {
                at = afterString(start, at, c);
                continue;
            }
            if (text.startsWith("//", at)) {
                at = afterComment(at);
                continue;
            }
            if (depth == 0 && text.startsWith("}}", at)) {
                return at;
            }
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                // One too many is for the compiler to complain about.
                depth = Math.max(0, depth - 1);
            }
            at++;
        }
        return -1;
    }

    private int afterComment(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    private int afterString(int start, int at, char quote) {
        boolean raw = isRaw(start, at);
        String triple = String.valueOf(quote).repeat(3);
        String close = quote != '`' && text.startsWith(triple, at) ? triple : String.valueOf(quote);
        int next = at + close.length();
        while (next < text.length()) {
            if (!raw && text.charAt(next) == '\\') {
                next += 2;
            } else if (text.startsWith(close, next)) {
                return next + close.length();
            } else {
                next++;
            }
        }
        return text.length();
    }

    /** Whether the prefix of a string ({@code r}, {@code br}, {@code rb}) makes its backslashes plain. */
    private boolean isRaw(int start, int quote) {
        int from = quote;
        while (from > start && "rRbB".indexOf(text.charAt(from - 1)) >= 0) {
            from--;
        }
        boolean partOfName = from > start && Character.isJavaIdentifierPart(text.charAt(from - 1));
        String prefix = text.substring(from, quote);
        return !partOfName && (prefix.contains("r") || prefix.contains("R"));
    }
}
