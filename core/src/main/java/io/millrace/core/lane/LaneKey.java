package io.millrace.core.lane;

import io.millrace.core.shared.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * Which lane.
 *
 * @param scope what it limits, without spaces: {@code workflow:nightly}, {@code connection:chat}
 * @param text what tells the lanes of one scope apart; empty where there is one only
 */
public record LaneKey(String project, String scope, String text) implements Comparable<LaneKey> {
    /** The longest text that is kept as it is, in characters; of a longer one the SHA-256 digest is. */
    public static final int MAX_TEXT = 200;

    private static final int PARTS = 3;

    /** The lane of a text of any length and with any characters. */
    public static LaneKey of(String project, String scope, String text) {
        boolean plain = text.length() <= MAX_TEXT && text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return new LaneKey(project, scope, plain ? text : digest(text));
    }

    /** As the store keeps it. */
    public String id() {
        return project + ' ' + scope + ' ' + text;
    }

    /** @param id as {@link #id} gives it */
    public static LaneKey ofId(String id) {
        String[] parts = id.split(" ", PARTS);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("no lane has the id " + id);
        }
        return new LaneKey(parts[0], parts[1], parts[2]);
    }

    private static String digest(String text) {
        return "sha256:" + Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int compareTo(LaneKey other) {
        return id().compareTo(other.id());
    }
}
