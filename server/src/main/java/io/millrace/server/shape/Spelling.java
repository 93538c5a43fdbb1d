package io.millrace.server.shape;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody probably meant: the known word nearest to a misspelt one, by edit distance. */
public final class Spelling {
    private static final int LONGEST = 64;

    private Spelling() {}

    /** The nearest word when it differs in at most a third of its letters; empty otherwise. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** {@code " Did you mean 'limit'?"}, or nothing. */
    public static String hint(String word, Collection<String> known) {
        return nearest(word, known)
                .map(meant -> " Did you mean '" + meant + "'?")
                .orElse("");
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
