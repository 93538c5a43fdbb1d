package io.millrace.core.workflow;

import io.millrace.core.lane.Rate;
import io.millrace.core.workflow.FlowSpec.Concurrency;
import io.millrace.core.workflow.FlowSpec.Debounce;
import io.millrace.core.workflow.FlowSpec.OnFull;
import io.millrace.core.workflow.FlowSpec.Priority;
import io.millrace.core.workflow.FlowSpec.RateLimit;
import java.time.Duration;
import java.util.Optional;

/** Reads what the executions of a workflow keep to: {@code concurrency}, {@code rate}, {@code debounce}, {@code priority}. */
final class FlowReader {
    static final int MAX_CONCURRENCY = 10_000;
    static final Duration MAX_PERIOD = Duration.ofHours(24);
    static final Duration MAX_DEBOUNCE = Duration.ofDays(1);
    private static final int PERIODS = 10;

    private final Fields workflow;

    FlowReader(Fields workflow) {
        this.workflow = workflow;
    }

    FlowSpec read() {
        return new FlowSpec(
                workflow.object(FlowSpec.CONCURRENCY).flatMap(FlowReader::concurrency),
                workflow.object(FlowSpec.RATE).flatMap(FlowReader::rate),
                workflow.object(FlowSpec.DEBOUNCE).flatMap(FlowReader::debounce),
                workflow.choice("priority", Priority.class).orElse(Priority.NORMAL));
    }

    private static Optional<Concurrency> concurrency(Fields fields) {
        Optional<Long> limit = limit(fields, MAX_CONCURRENCY, "limit: 1");
        Optional<String> key = fields.text("key", FlowSpec.MAX_KEY);
        OnFull onFull = fields.choice("behavior", OnFull.class).orElse(OnFull.QUEUE);
        if (onFull == OnFull.CANCEL_RUNNING && limit.filter(most -> most != 1).isPresent()) {
            fields.problem(
                    "limit",
                    "With 'behavior: cancel_running' the limit is 1: the newest takes the place of the other.");
        }
        fields.refuseOthers();
        return limit.map(most -> new Concurrency(most.intValue(), key, onFull));
    }

    private static Optional<RateLimit> rate(Fields fields) {
        Optional<Long> limit = limit(fields, Rate.MAX_LIMIT, "limit: 100");
        Optional<Duration> period = period(fields, Rate.SHORTEST, Rate.LONGEST);
        Optional<String> key = fields.text("key", FlowSpec.MAX_KEY);
        fields.refuseOthers();
        return limit.flatMap(most -> period.map(time -> new RateLimit(new Rate(most.intValue(), time), key)));
    }

    private static Optional<Debounce> debounce(Fields fields) {
        Optional<Duration> period = period(fields, Rate.SHORTEST, MAX_PERIOD);
        Optional<Duration> longest = fields.duration("longest", MAX_DEBOUNCE);
        Optional<String> key = fields.text("key", FlowSpec.MAX_KEY);
        if (longest.isPresent() && period.isPresent() && longest.get().compareTo(period.get()) < 0) {
            fields.problem("longest", "The longest wait is shorter than the period, " + period.get() + ".");
        }
        fields.refuseOthers();
        return period.map(time -> new Debounce(time, key, longest.orElseGet(() -> usual(time))));
    }

    private static Duration usual(Duration period) {
        Duration usual = period.multipliedBy(PERIODS);
        return usual.compareTo(MAX_DEBOUNCE) < 0 ? usual : MAX_DEBOUNCE;
    }

    private static Optional<Long> limit(Fields fields, int most, String example) {
        if (!fields.has("limit")) {
            fields.missing("limit", example);
        }
        return fields.whole("limit", 1, most);
    }

    private static Optional<Duration> period(Fields fields, Duration shortest, Duration longest) {
        if (!fields.has("period")) {
            fields.missing("period", "period: PT1M");
        }
        Optional<Duration> period = fields.duration("period", longest);
        if (period.isPresent() && period.get().compareTo(shortest) < 0) {
            fields.problem("period", "This must be at least " + shortest + ".");
            return Optional.empty();
        }
        return period;
    }
}
