package io.millrace.core.workflow;

import io.millrace.core.yaml.Node;
import java.util.function.IntPredicate;

/**
 * Walks through the source of a scalar in step with its text. The two differ by quotes, escapes, the indentation of
 * blocks and the folding of lines: an escape stands for one character, and white space that does not match is skipped on
 * the side that has it.
 */
final class ScalarCursor {
    private static final IntPredicate SPACE = Character::isWhitespace;

    private final int[] source;
    private final int end;
    private final Node.Style style;
    private final String text;
    private int index;
    private int line;
    private int column;

    ScalarCursor(int[] source, Node.Scalar scalar) {
        this.source = source;
        this.text = scalar.text();
        this.end = Math.min(scalar.place().end(), source.length);
        this.style = scalar.place().style();
        this.index = scalar.place().start();
        this.line = scalar.place().line();
        this.column = scalar.place().column();
        skipOpening();
    }

    /** Moves on to the source of the given character of the text. */
    void advance(int offset) {
        int position = 0;
        int target = Math.min(offset, text.length());
        while (position < target && index < end) {
            int expected = text.codePointAt(position);
            int escape = escapeLength(expected);
            if (escape > 0) {
                step(escape);
                position += Character.charCount(expected);
            } else if (source[index] == expected) {
                step(1);
                position += Character.charCount(expected);
            } else if (SPACE.test(source[index])) {
                step(1);
            } else if (SPACE.test(expected)) {
                position++;
            } else {
                return;
            }
        }
        skipToMatch(position);
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    private void skipOpening() {
        switch (style) {
            case PLAIN -> {}
            case SINGLE_QUOTED, DOUBLE_QUOTED -> step(1);
            case BLOCK -> {
                while (index < end && source[index] != '\n') {
                    step(1);
                }
                step(1);
            }
        }
    }

    private void skipToMatch(int position) {
        while (position < text.length()
                && index < end
                && SPACE.test(source[index])
                && source[index] != text.codePointAt(position)) {
            step(1);
        }
    }

    /** The length in the source of an escape that stands for the expected character; 0 when there is none here. */
    private int escapeLength(int expected) {
        if (style == Node.Style.SINGLE_QUOTED && source[index] == '\'') {
            return 2;
        }
        if (style != Node.Style.DOUBLE_QUOTED || source[index] != '\\' || index + 1 >= end) {
            return 0;
        }
        return switch (source[index + 1]) {
            case 'x' -> 4;
            case 'u' -> expected > Character.MAX_VALUE ? 12 : 6;
            case 'U' -> 10;
            case '\n' -> 0;
            default -> 2;
        };
    }

    private void step(int count) {
        for (int i = 0; i < count && index < end; i++, index++) {
            if (source[index] == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
    }
}
