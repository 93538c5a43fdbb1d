package io.millrace.core.expression;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large an RE2 pattern becomes when its counted repetitions are written out, as its program has them: never less than
 * it is, sometimes a little more. {@code (ab{3}){10}} has 10 times a group of one character and three others.
 */
final class PatternSize {
    /** Sizes stop growing here, far above any limit, so that they never overflow. */
    private static final long ENDLESS = 1_000_000_000L;

    private final String pattern;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long sequence;
    private long last;
    private int at;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    static long of(String pattern) {
        PatternSize size = new PatternSize(pattern);
        while (size.at < pattern.length()) {
            size.part();
        }
        while (!size.outer.isEmpty()) {
            size.close(); // the pattern is wrong, and RE2 will say so
        }
        return size.sequence + size.last;
    }

    private void part() {
        char c = pattern.charAt(at++);
        switch (c) {
            case '(' -> open();
            case ')' -> close();
            case '[' -> {
                skipClass();
                atom();
            }
            case '\\' -> escape();
            case '{' -> repetition();
            default -> atom();
        }
    }

    private void atom() {
        sequence = Math.min(ENDLESS, sequence + last);
        last = 1;
    }

    private void open() {
        outer.push(Math.min(ENDLESS, sequence + last));
        sequence = 1;
        last = 0;
    }

    private void close() {
        if (!outer.isEmpty()) {
            last = Math.min(ENDLESS, sequence + last);
            sequence = outer.pop();
        }
    }

    private void escape() {
        char c = at < pattern.length() ? pattern.charAt(at++) : '\\';
        if (c == 'Q') {
            int end = pattern.indexOf("\\E", at);
            for (int quoted = (end < 0 ? pattern.length() : end) - at; quoted > 0; quoted--) {
                atom();
            }
            at = end < 0 ? pattern.length() : end + 2;
            return;
        }
        if ("pPx".indexOf(c) >= 0 && pattern.startsWith("{", at)) {
            int end = pattern.indexOf('}', at);
            at = end < 0 ? pattern.length() : end + 1;
        }
        atom();
    }

    /** After the opening bracket; a closing one that comes first stands for itself. */
    private void skipClass() {
        at += pattern.startsWith("^", at) ? 1 : 0;
        at += pattern.startsWith("]", at) ? 1 : 0;
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            int named = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at + 2) : -1;
            at = named < 0 ? at + (pattern.charAt(at) == '\\' ? 2 : 1) : named + 2;
        }
        at++;
    }

    /** After the opening brace; what is no repetition is a brace that stands for itself. */
    private void repetition() {
        int end = pattern.indexOf('}', at);
        String inside = end < 0 ? "" : pattern.substring(at, end);
        if (!inside.matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
            atom();
            return;
        }
        String[] bounds = inside.split(",", -1);
        String most = bounds[bounds.length - 1];
        long times = Math.max(1 + Long.parseLong(bounds[0]), most.isEmpty() ? 1 : Long.parseLong(most));
        last = Math.min(ENDLESS, last * times);
        at = end + 1;
    }
}
