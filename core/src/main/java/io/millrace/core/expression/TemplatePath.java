package io.millrace.core.expression;

import java.util.List;

/** Writes keys and indexes the way people write them: {@code blocks[0].text}. */
final class TemplatePath {
    private TemplatePath() {}

    static String text(List<Object> path) {
        StringBuilder text = new StringBuilder();
        for (Object part : path) {
            if (part instanceof Integer index) {
                text.append('[').append(index).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(part);
            }
        }
        return text.toString();
    }
}
