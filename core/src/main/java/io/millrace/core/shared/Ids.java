package io.millrace.core.shared;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * Makes ids that sort by time and are unique over nodes, and writes them with a prefix: {@code exe_01k2m3n4p5q6r}.
 *
 * <p>An id is a positive 63-bit integer: 42 bits of milliseconds since 2020-01-01, 8 bits of the node, 13 bits of a
 * counter. When the counter runs over within a millisecond, or the clock goes back, the time part runs ahead instead, so
 * ids of one node always grow. Its text is 13 characters of Crockford's base 32 in lower case.
 */
public final class Ids {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final long EPOCH_MILLIS = 1_577_836_800_000L;
    private static final int COUNTER_BITS = 13;
    private static final int NODE_BITS = 8;
    private static final int TEXT_LENGTH = 13;

    private final InstantSource clock;
    private final IntSupplier node;
    private final AtomicLong last = new AtomicLong();

    /** @param node 0 to 255, different for every node that writes to the same store at the same time */
    public Ids(InstantSource clock, int node) {
        this(clock, () -> node);
        checked(node);
    }

    /** @param node asked for every id, for a node whose number may change when it has to join again */
    public Ids(InstantSource clock, IntSupplier node) {
        this.clock = clock;
        this.node = node;
    }

    private static long checked(int node) {
        if (node < 0 || node >= 1 << NODE_BITS) {
            throw new IllegalArgumentException("node " + node + " is not between 0 and 255");
        }
        return node;
    }

    /** The next id, larger than any this instance gave before. Safe for use by many threads. */
    public long next() {
        long now = (clock.millis() - EPOCH_MILLIS) << COUNTER_BITS;
        long sequence = last.updateAndGet(previous -> Math.max(previous + 1, now));
        long millis = sequence >>> COUNTER_BITS;
        long counter = sequence & ((1L << COUNTER_BITS) - 1);
        return (millis << (COUNTER_BITS + NODE_BITS)) | (checked(node.getAsInt()) << COUNTER_BITS) | counter;
    }

    /**
     * From now on makes only ids above one that is stored. Whoever had this node's number before may have had a clock that
     * was ahead of this one.
     */
    public void continueAbove(long stored) {
        long nextMillis = ((stored >>> (COUNTER_BITS + NODE_BITS)) + 1) << COUNTER_BITS;
        last.accumulateAndGet(nextMillis, Math::max);
    }

    /** The smallest id that any node may make at a time, or later; ids made before it are smaller. */
    public static long firstAt(Instant time) {
        return Math.max(0, time.toEpochMilli() - EPOCH_MILLIS) << (COUNTER_BITS + NODE_BITS);
    }

    /** An id of a time for who has no number of a node yet: random below the millisecond, so two are hardly ever alike. */
    public static long randomAt(Instant time) {
        return firstAt(time) | ThreadLocalRandom.current().nextLong(1L << (COUNTER_BITS + NODE_BITS));
    }

    /** The id as people see it, {@code exe_} and 13 characters. */
    public static String text(String prefix, long id) {
        char[] text = new char[TEXT_LENGTH];
        long rest = id;
        for (int i = TEXT_LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        return prefix + "_" + new String(text);
    }

    /** Reads what {@link #text} wrote; empty when it is anything else. */
    public static Optional<Long> parse(String prefix, String text) {
        if (!text.startsWith(prefix + "_") || text.length() != prefix.length() + 1 + TEXT_LENGTH) {
            return Optional.empty();
        }
        long id = 0;
        for (char c :
                text.substring(prefix.length() + 1).toLowerCase(Locale.ROOT).toCharArray()) {
            int digit = DIGITS.indexOf(c);
            if (digit < 0 || id >>> 58 != 0) {
                return Optional.empty();
            }
            id = (id << 5) | digit;
        }
        return Optional.of(id);
    }
}
