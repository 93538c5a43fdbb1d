package io.millrace.app.command;

import org.jspecify.annotations.Nullable;

/** One problem in one line, in the form compilers use, so that editors can jump to it. */
final class ProblemLine {
    private ProblemLine() {}

    /** @param file put in front of line and column; may be empty */
    static String of(String file, @Nullable Object error) {
        StringBuilder line = new StringBuilder();
        if (!file.isEmpty()) {
            line.append(file).append(':');
        }
        if (JsonPath.at(error, "line") instanceof Long number && number > 0) {
            line.append(number)
                    .append(':')
                    .append(JsonPath.text(error, "column"))
                    .append(':');
        }
        if (!line.isEmpty()) {
            line.append(' ');
        }
        String path = JsonPath.text(error, "path");
        return line.append(path.isEmpty() ? "" : path + ": ")
                .append(JsonPath.text(error, "message"))
                .toString();
    }
}
