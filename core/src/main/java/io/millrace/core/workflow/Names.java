package io.millrace.core.workflow;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What names may look like, how a path to a value is written, and which known name a misspelt one probably meant. */
final class Names {
    static final int MAX_LENGTH = 64;

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern ACTION = Pattern.compile("[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*");
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]+");
    private static final int MAX_COMPARED = 80;

    /** Words that CEL cannot select as a field, so {@code steps.in} would not compile. */
    private static final Set<String> RESERVED = Set.of("in", "true", "false", "null");

    private Names() {}

    static boolean slug(String text) {
        return text.length() <= MAX_LENGTH && SLUG.matcher(text).matches();
    }

    static boolean name(String text) {
        return text.length() <= MAX_LENGTH && NAME.matcher(text).matches() && !RESERVED.contains(text);
    }

    static boolean action(String text) {
        return text.length() <= 2 * MAX_LENGTH && ACTION.matcher(text).matches();
    }

    static String child(String path, String key) {
        if (!PLAIN_KEY.matcher(key).matches()) {
            return path + "[\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
        }
        return path.isEmpty() ? key : path + "." + key;
    }

    static String child(String path, int index) {
        return path + "[" + index + "]";
    }

    /** A sentence that names the closest known name, starting with a space; empty when none is close. */
    static String didYouMean(String written, Collection<String> known) {
        return closest(written, known)
                .map(name -> " Did you mean '" + name + "'?")
                .orElse("");
    }

    private static Optional<String> closest(String written, Collection<String> known) {
        if (written.length() > MAX_COMPARED) {
            return Optional.empty();
        }
        int tolerance = Math.max(1, written.length() / 3);
        return known.stream()
                .filter(name -> Math.abs(name.length() - written.length()) <= tolerance)
                .filter(name -> distance(written, name) <= tolerance)
                .min(Comparator.comparingInt((String name) -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int substituted = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
