package io.millrace.verify.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Executions that call a tool that behaves, while something else does not. */
record Bystanders(Installation installation, int count) {
    private static final Duration LONG = Duration.ofSeconds(90);

    /** Sends events and waits until their executions have ended; returns how long 99 of 100 took from acceptance to end. */
    Duration slowestOfHundred(String when) {
        Instant from = Instant.now();
        try (WebhookSenders senders = installation.senders(count)) {
            senders.start();
            Patience.await("every event is acknowledged " + when, LONG, senders::finished);
            String succeeded = "/executions?workflow=" + Installation.FLOW + "&status=succeeded&from=" + from;
            Patience.await(
                    "every execution has ended " + when,
                    LONG,
                    () -> installation.api().all(succeeded).size() >= count);
            List<Duration> took = installation.api().all(succeeded).stream()
                    .map(execution -> Duration.between(time(execution, "created_at"), time(execution, "finished_at")))
                    .sorted()
                    .toList();
            return took.get(took.size() * 99 / 100);
        }
    }

    private static Instant time(Map<String, Object> execution, String field) {
        return Instant.parse(String.valueOf(execution.get(field)));
    }
}
