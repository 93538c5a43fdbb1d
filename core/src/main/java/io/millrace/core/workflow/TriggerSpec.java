package io.millrace.core.workflow;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A trigger as written. {@code when} is a condition on the event, judged before anything is stored for the workflow. */
public sealed interface TriggerSpec {
    String id();

    Optional<String> when();

    /** Started by people or the API. */
    record Manual(String id, Optional<String> when) implements TriggerSpec {}

    /**
     * Started by an inbound webhook.
     *
     * @param path one slug; the address is {@code /hooks/{project}/{path}}
     * @param verify the {@code verify} object as written: {@code preset} and that preset's own settings
     * @param sample an event body to check expressions against, when given
     */
    record Webhook(String id, Optional<String> when, String path, Map<String, Object> verify, Optional<Object> sample)
            implements TriggerSpec {}

    /**
     * Started by the clock.
     *
     * @param zone in which the cron expression is read
     * @param span outside which nothing is due, without the delay
     * @param jitter by at most how much every slot is delayed, always by the same for one schedule; zero for none
     * @param limit the most fires ever; empty means no limit
     */
    record Schedule(
            String id,
            Optional<String> when,
            Timing timing,
            ZoneId zone,
            Span span,
            Duration jitter,
            Optional<Long> limit,
            Misfire misfire)
            implements TriggerSpec {}

    /**
     * Started by the end of an execution of another workflow of the same project.
     *
     * @param on how it must have ended, in the order of {@link Ended}
     */
    record End(String id, Optional<String> when, String workflow, List<Ended> on) implements TriggerSpec {
        public End {
            on = List.copyOf(on);
        }

        /** How it must have ended, as routes keep it: codes with blanks between them. */
        String ends() {
            return on.stream().map(Ended::code).collect(Collectors.joining(" "));
        }
    }

    /**
     * Started by what a tool lists and has not listed before.
     *
     * @param poll the full name of the poll, {@code github.issue_opened}
     * @param input of the poll's action as written; may hold expressions
     * @param every how long after one call the next one is made
     * @param items where the list stands, when it is another place than the poll says
     * @param itemId where an item has its id, when it is another place than the poll says
     */
    record Poll(
            String id,
            Optional<String> when,
            String poll,
            Optional<String> connection,
            Map<String, Object> input,
            Duration every,
            Optional<String> items,
            Optional<String> itemId)
            implements TriggerSpec {}

    /** How an execution can end. */
    enum Ended {
        SUCCEEDED,
        FAILED,
        CANCELLED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A part of time.
     *
     * @param start the first instant of it; an interval is counted from there
     * @param end the last instant of it
     */
    record Span(Optional<Instant> start, Optional<Instant> end) {
        public static final Span ALWAYS = new Span(Optional.empty(), Optional.empty());
    }

    /** When a schedule is due. */
    sealed interface Timing {}

    record Cron(String expression) implements Timing {}

    record Every(Duration interval) implements Timing {}

    record Once(Instant at) implements Timing {}

    /** What happens to fires that were missed while the server was down. */
    enum Misfire {
        LAST,
        ALL,
        NONE
    }
}
