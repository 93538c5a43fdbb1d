package io.millrace.core.simulation;

import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.simulation.Shape.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What calls with a cache have brought: a reused output is one that was recorded in time for the same call. */
final class ReuseModel {
    /** A server's clock may be set back between the begin of a try and its look at the results. */
    private static final Duration SLACK = Server.MOST_SKEW.multipliedBy(2);

    private final Book book;
    /** By input: the only thing that tells the calls of a simulation apart. */
    private final Map<String, List<Result>> results = new HashMap<>();

    /**
     * @param output JSON text
     * @param ttl in seconds
     */
    private record Result(String output, Instant finishedAt, int ttl) {
        boolean holds(String reused, Instant at, int other) {
            Duration both = Duration.ofSeconds(Math.min(ttl, other));
            return output.equals(reused) && at.isBefore(finishedAt.plus(both).plus(SLACK));
        }
    }

    ReuseModel(Book book) {
        this.book = book;
    }

    /** @param what whose attempt it is */
    void recorded(Step step, AttemptRow attempt, String what) {
        if (step.ttl() == 0 || attempt.output() == null) {
            book.expect(!attempt.decision().equals("reuse"), what + "reuses without a cache, or nothing");
            return;
        }
        String input = book.whole(String.valueOf(attempt.input()));
        String output = book.whole(attempt.output());
        if (attempt.decision().equals("done")) {
            results.computeIfAbsent(input, _ -> new ArrayList<>())
                    .add(new Result(output, attempt.finishedAt(), step.ttl()));
        } else if (attempt.decision().equals("reuse")) {
            book.expect(
                    results.getOrDefault(input, List.of()).stream()
                            .anyMatch(result -> result.holds(output, attempt.startedAt(), step.ttl())),
                    what + "reuses what nobody recorded in time for the same call: " + attempt.reason());
        }
    }
}
