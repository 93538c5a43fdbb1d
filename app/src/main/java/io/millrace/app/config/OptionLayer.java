package io.millrace.app.config;

import io.millrace.core.shared.Problem;
import io.millrace.server.shape.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The values of options of the command line. */
final class OptionLayer {
    private final Set<String> keys;
    private final List<Problem> problems;

    OptionLayer(Set<String> keys, List<Problem> problems) {
        this.keys = keys;
        this.problems = problems;
    }

    Map<String, Given> read(Map<String, String> options) {
        Map<String, Given> given = new LinkedHashMap<>();
        new TreeMap<>(options).forEach((key, value) -> {
            if (keys.contains(key)) {
                given.put(key, Given.text(value, "command line"));
            } else {
                problems.add(Problem.at(key, "There is no such key." + Spelling.hint(key, keys)));
            }
        });
        return given;
    }
}
