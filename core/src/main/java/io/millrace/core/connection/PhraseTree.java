package io.millrace.core.connection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds many phrases in one pass over a text (Aho and Corasick, "Efficient string matching", 1975).
 *
 * <p>The phrases form a tree of characters. Each node knows its fallback, the longest proper end of its own path that is
 * also a path from the root, so that a mismatch goes on from there instead of reading characters again: a text of n
 * characters takes O(n) steps, whatever the phrases are. Edges are in one open-addressed table keyed by node and
 * character, about 60 bytes a node.
 *
 * <p>Of a phrase longer than {@value #MAX_HEAD} characters only the head is in the tree; once it is found the rest is
 * compared directly, and the search goes on behind what was equal. That bounds the tree for secrets such as certificates
 * and stays linear, since every compared character is consumed.
 */
final class PhraseTree {
    /** The most characters of one phrase that are kept as nodes. */
    static final int MAX_HEAD = 256;

    private static final int ROOT = 0;
    private static final int NONE = -1;

    private long[] edgeKeys = new long[64];
    private int[] edgeTargets = new int[64];
    private int edges;
    private int nodes = 1;
    /** By node: the one above, the character between the two, and the number of characters from the root. */
    private int[] parent = new int[16];

    private char[] symbol = new char[16];
    private int[] depth = new int[16];
    private int[] fallback = new int[16];
    /** By node: the length of the longest head that ends here; 0 when none does. */
    private int[] found = new int[16];
    /** By node: what follows its head in the longer phrases. */
    private final Map<Integer, List<String>> tails = new HashMap<>();

    /** Told about each place found. */
    @FunctionalInterface
    interface Places {
        /** @param end exclusive */
        void found(int start, int end);
    }

    PhraseTree(Collection<String> phrases) {
        Arrays.fill(edgeTargets, NONE);
        phrases.forEach(this::add);
        connectFallbacks();
    }

    /** Tells every place of a phrase, in the order of their ends; places may overlap. */
    void search(CharSequence text, Places places) {
        int node = ROOT;
        for (int i = 0; i < text.length(); i++) {
            node = step(node, text.charAt(i));
            if (found[node] == 0) {
                continue;
            }
            int start = i + 1 - found[node];
            int equal = longestTail(node, text, i + 1);
            places.found(start, i + 1 + equal);
            if (equal > 0) {
                i += equal;
                node = ROOT;
            }
        }
    }

    private int longestTail(int node, CharSequence text, int from) {
        int longest = 0;
        for (String tail : tails.getOrDefault(node, List.of())) {
            int equal = 0;
            while (equal < tail.length()
                    && from + equal < text.length()
                    && tail.charAt(equal) == text.charAt(from + equal)) {
                equal++;
            }
            longest = Math.max(longest, equal);
        }
        return longest;
    }

    private int step(int from, char c) {
        int node = from;
        int next = edge(node, c);
        while (next == NONE && node != ROOT) {
            node = fallback[node];
            next = edge(node, c);
        }
        return next == NONE ? ROOT : next;
    }

    private void add(String phrase) {
        int length = Math.min(phrase.length(), MAX_HEAD);
        int node = ROOT;
        for (int i = 0; i < length; i++) {
            int next = edge(node, phrase.charAt(i));
            if (next == NONE) {
                next = newNode(node, phrase.charAt(i));
                putEdge(node, phrase.charAt(i), next);
            }
            node = next;
        }
        found[node] = length;
        if (phrase.length() > length) {
            tails.computeIfAbsent(node, _ -> new ArrayList<>()).add(phrase.substring(length));
        }
    }

    private int newNode(int above, char c) {
        if (nodes == parent.length) {
            parent = Arrays.copyOf(parent, nodes * 2);
            symbol = Arrays.copyOf(symbol, nodes * 2);
            depth = Arrays.copyOf(depth, nodes * 2);
            fallback = Arrays.copyOf(fallback, nodes * 2);
            found = Arrays.copyOf(found, nodes * 2);
        }
        parent[nodes] = above;
        symbol[nodes] = c;
        depth[nodes] = depth[above] + 1;
        return nodes++;
    }

    /** Level by level, since a fallback is always nearer to the root than its node. */
    private void connectFallbacks() {
        for (int node : nodesByDepth()) {
            fallback[node] = parent[node] == ROOT ? ROOT : step(fallback[parent[node]], symbol[node]);
            if (found[node] == 0) {
                found[node] = found[fallback[node]];
            }
        }
    }

    /** All nodes but the root, by counting how many there are at each depth. */
    private int[] nodesByDepth() {
        int[] next = new int[MAX_HEAD + 2];
        for (int node = 1; node < nodes; node++) {
            next[depth[node] + 1]++;
        }
        for (int level = 1; level < next.length; level++) {
            next[level] += next[level - 1];
        }
        int[] order = new int[nodes - 1];
        for (int node = 1; node < nodes; node++) {
            order[next[depth[node]]++] = node;
        }
        return order;
    }

    private int edge(int node, char c) {
        long key = key(node, c);
        int slot = slot(key, edgeKeys.length);
        while (edgeTargets[slot] != NONE) {
            if (edgeKeys[slot] == key) {
                return edgeTargets[slot];
            }
            slot = (slot + 1) & (edgeKeys.length - 1);
        }
        return NONE;
    }

    private void putEdge(int node, char c, int target) {
        if (++edges * 2 > edgeKeys.length) {
            grow();
        }
        insert(key(node, c), target);
    }

    private void grow() {
        long[] oldKeys = edgeKeys;
        int[] oldTargets = edgeTargets;
        edgeKeys = new long[oldKeys.length * 2];
        edgeTargets = new int[oldKeys.length * 2];
        Arrays.fill(edgeTargets, NONE);
        for (int slot = 0; slot < oldKeys.length; slot++) {
            if (oldTargets[slot] != NONE) {
                insert(oldKeys[slot], oldTargets[slot]);
            }
        }
    }

    private void insert(long key, int target) {
        int slot = slot(key, edgeKeys.length);
        while (edgeTargets[slot] != NONE) {
            slot = (slot + 1) & (edgeKeys.length - 1);
        }
        edgeKeys[slot] = key;
        edgeTargets[slot] = target;
    }

    private static long key(int node, char c) {
        return ((long) node << 16) | c;
    }

    private static int slot(long key, int size) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & (size - 1);
    }
}
