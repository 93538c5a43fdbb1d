package io.millrace.core.shared;

/**
 * One thing that is wrong with something people wrote.
 *
 * @param path where, as dotted names and bracketed indexes ({@code steps[1].input.text}); empty for the whole
 * @param line from 1 in the source text; 0 when the thing has no text
 * @param column from 1; 0 when the thing has no text
 * @param message what is wrong and what would be right
 */
public record Problem(String path, int line, int column, String message) {
    public static Problem at(String path, String message) {
        return new Problem(path, 0, 0, message);
    }

    @Override
    public String toString() {
        String place = line > 0 ? line + ":" + column + " " : "";
        return place + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
