package io.millrace.benchmark;

import java.util.Locale;
import java.util.Map;

/**
 * What a load showed, without its warm-up.
 *
 * @param answers complete answers, good or not
 * @param failures answers outside 200 to 299 by status; 0 stands for broken connections
 * @param sinkCalls calls that came out at the sink meanwhile, or -1 when none was watched
 * @param p50Micros and the others: from the first byte sent to the last byte of the answer
 */
record LoadReport(
        double seconds,
        long answers,
        Map<Integer, Long> failures,
        long sinkCalls,
        long p50Micros,
        long p95Micros,
        long p99Micros,
        long p999Micros) {

    /** The figure to compare: calls at the sink a second when it was watched, else good answers a second. */
    double perSecond() {
        long bad = failures.values().stream().mapToLong(Long::longValue).sum();
        long counted = sinkCalls >= 0 ? sinkCalls : answers - Math.min(answers, bad);
        return counted / seconds;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,.0f/s%s over %.1f s, %,d answers, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms%s",
                perSecond(),
                sinkCalls >= 0 ? " at the sink" : "",
                seconds,
                answers,
                p50Micros / 1_000.0,
                p99Micros / 1_000.0,
                p999Micros / 1_000.0,
                failures.isEmpty() ? "" : ", FAILURES by status " + failures);
    }
}
