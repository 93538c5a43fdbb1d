package io.millrace.benchmark;

/**
 * Counts durations in buckets of less than 1% width, from 1 microsecond to over an hour, without allocating: each power of two
 * is divided into 128 buckets. Not safe for several threads.
 */
final class Latencies {
    private static final int SUB_BITS = 7;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;

    private final long[] counts = new long[(33 - SUB_BITS) * SUB_BUCKETS];
    private long total;

    void add(long nanos) {
        counts[bucket(Math.clamp(nanos / 1_000, 0, 0xffff_ffffL))]++;
        total++;
    }

    long count() {
        return total;
    }

    void clear() {
        java.util.Arrays.fill(counts, 0);
        total = 0;
    }

    /**
     * The duration that the given share of all stayed at or below, in microseconds, rounded up to the end of its bucket; 0 when
     * there are none.
     *
     * @param share above 0, at most 1
     */
    long micros(double share) {
        long wanted = (long) Math.ceil(share * total);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return upperEnd(i);
            }
        }
        return 0;
    }

    private static int bucket(long micros) {
        if (micros < SUB_BUCKETS) {
            return (int) micros;
        }
        int shift = 63 - Long.numberOfLeadingZeros(micros) - SUB_BITS;
        return (shift + 1) * SUB_BUCKETS + (int) (micros >>> shift) - SUB_BUCKETS;
    }

    private static long upperEnd(int bucket) {
        if (bucket < SUB_BUCKETS) {
            return bucket;
        }
        int shift = bucket / SUB_BUCKETS - 1;
        long start = (long) (bucket % SUB_BUCKETS + SUB_BUCKETS) << shift;
        return start + (1L << shift) - 1;
    }
}
