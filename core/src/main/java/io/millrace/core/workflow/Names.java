package io.millrace.core.workflow;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What names may look like, and which known name a misspelt one probably meant. */
final class Names {
    static final int MAX_LENGTH = 64;

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern ACTION = Pattern.compile("[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*");
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

    /** The fewest insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
    private static int distance(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, left, right, i, j);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int cheapest(int[][] cost, String left, String right, int i, int j) {
        boolean same = left.charAt(i - 1) == right.charAt(j - 1);
        int cheapest = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(cheapest, cost[i - 2][j - 2] + 1) : cheapest;
    }
}
