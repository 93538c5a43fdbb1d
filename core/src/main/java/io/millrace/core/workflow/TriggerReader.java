package io.millrace.core.workflow;

import io.millrace.core.workflow.TriggerSpec.Cron;
import io.millrace.core.workflow.TriggerSpec.End;
import io.millrace.core.workflow.TriggerSpec.Ended;
import io.millrace.core.workflow.TriggerSpec.Every;
import io.millrace.core.workflow.TriggerSpec.Manual;
import io.millrace.core.workflow.TriggerSpec.Misfire;
import io.millrace.core.workflow.TriggerSpec.Once;
import io.millrace.core.workflow.TriggerSpec.Schedule;
import io.millrace.core.workflow.TriggerSpec.Span;
import io.millrace.core.workflow.TriggerSpec.Timing;
import io.millrace.core.workflow.TriggerSpec.Webhook;
import io.millrace.core.yaml.Node;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRulesProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one trigger: what starts it is the one key among {@link #KINDS}. */
final class TriggerReader {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private static final List<String> KINDS = List.of("manual", "webhook", "schedule", "workflow", "poll");
    private static final List<String> TIMINGS = List.of("cron", "every", "at");
    private static final int MAX_CONDITION_LENGTH = 8 * 1024;
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(3660);
    private static final Duration LONGEST_JITTER = Duration.ofDays(1);
    private static final List<String> ONLY_REPEATED = List.of("start", "end", "jitter");

    private final Fields fields;
    private final Optional<String> when;

    private TriggerReader(Fields fields) {
        this.fields = fields;
        this.when = fields.text("when", MAX_CONDITION_LENGTH);
    }

    static Optional<TriggerSpec> read(Fields fields) {
        TriggerReader reader = new TriggerReader(fields);
        Optional<TriggerSpec> trigger = reader.trigger();
        fields.refuseOthers();
        return trigger;
    }

    private Optional<TriggerSpec> trigger() {
        List<String> kinds = KINDS.stream().filter(fields::has).toList();
        if (kinds.size() != 1) {
            fields.problem("A trigger has exactly one of manual, webhook, schedule, workflow and poll.");
            fields.has("id");
            return Optional.empty();
        }
        String kind = kinds.getFirst();
        String id = id(kind);
        return switch (kind) {
            case "manual" -> Optional.of(manual(id));
            case "webhook" -> fields.object(kind).map(webhook -> webhook(id, webhook));
            case "poll" -> fields.object(kind).map(poll -> new PollTriggerReader(poll).read(id, when));
            case "workflow" -> fields.object(kind).map(end -> end(id, end));
            default -> fields.object(kind).flatMap(schedule -> schedule(id, schedule));
        };
    }

    private String id(String kind) {
        String id = fields.text("id").orElse(kind);
        if (!Names.name(id)) {
            fields.problem(
                    "id",
                    "The id of a trigger starts with a to z and goes on with a to z, 0 to 9 and _, at most "
                            + Names.MAX_LENGTH + " characters.");
        }
        return id;
    }

    private Manual manual(String id) {
        Node node = fields.node("manual").orElseThrow();
        boolean empty =
                node instanceof Node.Mapping mapping && mapping.entries().isEmpty();
        if (!empty && node.json() != null && !Boolean.TRUE.equals(node.json())) {
            fields.problem("manual", "A manual trigger has no settings: write 'manual: {}'.");
        }
        return new Manual(id, when);
    }

    private Webhook webhook(String id, Fields webhook) {
        if (!webhook.has("path")) {
            webhook.missing("path", "path: github-issues");
        }
        String path = webhook.text("path").orElse("");
        if (!path.isEmpty() && !Names.slug(path)) {
            webhook.problem(
                    "path",
                    "A path is one word of a to z, 0 to 9 and hyphens between them, at most " + Names.MAX_LENGTH
                            + " characters, such as github-issues.");
        }
        Map<String, Object> verify = webhook.object("verify")
                .flatMap(ignored -> webhook.node("verify"))
                .map(TriggerReader::object)
                .orElse(Map.of());
        Optional<Object> sample = webhook.node("sample").map(Node::json);
        webhook.refuseOthers();
        return new Webhook(id, when, path, verify, sample);
    }

    private End end(String id, Fields end) {
        if (!end.has("id")) {
            end.missing("id", "id: nightly-report");
        }
        String workflow = end.text("id").orElse("");
        if (!workflow.isEmpty() && !Names.slug(workflow)) {
            end.problem("id", "A workflow is named by its id, such as nightly-report.");
        }
        List<String> known = Arrays.stream(Ended.values()).map(Ended::code).toList();
        List<String> written = end.texts("on", known.size(), "There are no more than " + known.size() + " ends.");
        written.stream()
                .filter(on -> !known.contains(on))
                .forEach(on -> end.problem(
                        "on",
                        "'" + on + "' is not one of " + String.join(", ", known) + "." + Names.didYouMean(on, known)));
        if (end.has("on") && written.isEmpty()) {
            end.problem("on", "Nothing would start it: name at least one of " + String.join(", ", known) + ".");
        }
        end.refuseOthers();
        List<Ended> on = Arrays.stream(Ended.values())
                .filter(ended -> written.isEmpty() ? ended != Ended.CANCELLED : written.contains(ended.code()))
                .toList();
        return new End(id, when, workflow, on);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Node node) {
        return node.json() instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private Optional<TriggerSpec> schedule(String id, Fields schedule) {
        ZoneId zone = zone(schedule);
        Optional<Timing> timing = timing(schedule, zone);
        Span span = span(schedule, zone);
        Duration jitter = schedule.duration("jitter", LONGEST_JITTER).orElse(Duration.ZERO);
        Optional<Long> limit = schedule.whole("limit", 1, Long.MAX_VALUE);
        Misfire misfire = schedule.choice("misfire", Misfire.class).orElse(Misfire.LAST);
        if (timing.filter(Once.class::isInstance).isPresent()) {
            ONLY_REPEATED.stream()
                    .filter(schedule::has)
                    .forEach(key -> schedule.keyProblem(
                            key, "'" + key + "' is for schedules that repeat; 'at' is one time already."));
        }
        schedule.refuseOthers();
        return timing.map(due -> new Schedule(id, when, due, zone, span, jitter, limit, misfire));
    }

    private static Span span(Fields schedule, ZoneId zone) {
        Span span = new Span(time(schedule, "start", zone), time(schedule, "end", zone));
        if (span.start().isPresent()
                && span.end().filter(span.start().get()::isAfter).isPresent()) {
            schedule.problem("end", "'end' is before 'start', so this would never be due.");
        }
        return span;
    }

    /** Not {@code ZoneOffset.UTC}, which calls itself Z; what people read should be what they would write. */
    private static ZoneId zone(Fields schedule) {
        Optional<String> written = schedule.text("zone");
        if (written.isEmpty()) {
            return UTC;
        }
        try {
            return ZoneId.of(written.get());
        } catch (DateTimeException e) {
            schedule.problem(
                    "zone",
                    "'" + written.get() + "' is not a time zone, such as Europe/Berlin or UTC."
                            + Names.didYouMean(written.get(), ZoneRulesProvider.getAvailableZoneIds()));
            return UTC;
        }
    }

    private static Optional<Timing> timing(Fields schedule, ZoneId zone) {
        List<String> timings = TIMINGS.stream().filter(schedule::has).toList();
        if (timings.size() != 1) {
            schedule.problem("A schedule has exactly one of cron, every and at.");
            return Optional.empty();
        }
        return switch (timings.getFirst()) {
            case "cron" -> cron(schedule);
            case "every" -> every(schedule);
            default -> at(schedule, zone);
        };
    }

    private static Optional<Timing> cron(Fields schedule) {
        Optional<String> expression = schedule.text("cron", 200);
        Optional<String> problem = expression.flatMap(CronExpressions::problem);
        problem.ifPresent(message -> schedule.problem("cron", message));
        return problem.isPresent() ? Optional.empty() : expression.map(Cron::new);
    }

    private static Optional<Timing> every(Fields schedule) {
        Optional<Duration> every = schedule.duration("every", LONGEST_INTERVAL);
        if (every.isPresent() && every.get().compareTo(SHORTEST_INTERVAL) < 0) {
            schedule.problem("every", "The shortest interval is " + SHORTEST_INTERVAL + ".");
            return Optional.empty();
        }
        return every.map(Every::new);
    }

    private static Optional<Timing> at(Fields schedule, ZoneId zone) {
        return time(schedule, "at", zone).map(Once::new);
    }

    private static Optional<Instant> time(Fields schedule, String key, ZoneId zone) {
        Optional<String> text = schedule.text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(instant(text.get(), zone));
        } catch (DateTimeException e) {
            schedule.problem(
                    key,
                    "'" + text.get()
                            + "' is not a time, such as 2027-03-01T09:00:00Z, or 2027-03-01T09:00 with a 'zone'.");
            return Optional.empty();
        }
    }

    /** @throws DateTimeException also for years that RFC 3339 has no digits for, which no database holds in microseconds */
    private static Instant instant(String text, ZoneId zone) {
        Instant instant = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from)
                        instanceof OffsetDateTime time
                ? time.toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
        StepSpec.Wait.time(instant.atOffset(ZoneOffset.UTC).toString());
        return instant;
    }
}
