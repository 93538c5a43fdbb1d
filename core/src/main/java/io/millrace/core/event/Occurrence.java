package io.millrace.core.event;

import io.millrace.core.shared.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened outside, verified and not yet stored. Every trigger ends as one.
 *
 * @param project the project it belongs to
 * @param origin which door it came through, and so which triggers it may start
 * @param type CloudEvents {@code type}, such as {@code github.issues.opened} or {@code manual}
 * @param source CloudEvents {@code source}, the scope of deduplication, such as {@code /hooks/default/github-issues}
 * @param time when it happened
 * @param dedupe how a second delivery of the same thing is recognised; empty when it cannot be
 * @param data the body as a JSON value
 * @param json the same as JSON text, as it came if it came as such
 * @param headers for webhooks: lower-case names that people may read in expressions, credentials left out
 * @param trace the correlation id of the request that brought it
 */
public record Occurrence(
        String project,
        Origin origin,
        String type,
        String source,
        Instant time,
        Optional<Dedupe> dedupe,
        @Nullable Object data,
        String json,
        Map<String, String> headers,
        String trace) {

    /** One whose data came otherwise than as JSON text. */
    public Occurrence(
            String project,
            Origin origin,
            String type,
            String source,
            Instant time,
            Optional<Dedupe> dedupe,
            @Nullable Object data,
            Map<String, String> headers,
            String trace) {
        this(project, origin, type, source, time, dedupe, data, Json.write(data), headers, trace);
    }

    /** Which door an occurrence came through. */
    public sealed interface Origin {
        /** The CloudEvents {@code source} of an origin in a project: {@code /hooks/default/github-issues}. */
        default String source(String project) {
            return switch (this) {
                case FromWebhook webhook -> "/hooks/" + project + "/" + webhook.path();
                case FromSchedule schedule ->
                    "/schedules/" + project + "/" + schedule.workflow() + "/" + schedule.trigger();
                case FromPoll poll -> "/polls/" + project + "/" + poll.workflow() + "/" + poll.trigger();
                case FromPerson person -> "/workflows/" + project + "/" + person.workflow();
                case FromEnd end -> "/ends/" + project + "/" + end.workflow();
                case FromStep step ->
                    "/calls/" + project + "/" + step.workflow() + "/" + step.execution() + "/" + step.step();
            };
        }

        /**
         * The origin of a stored event.
         *
         * @param source as {@link #source} made it
         */
        static Origin ofSource(String source) {
            String[] parts = source.split("/", 5);
            return switch (parts[1]) {
                case "hooks" -> new FromWebhook(parts[3]);
                case "schedules" -> new FromSchedule(parts[3], parts[4]);
                case "polls" -> new FromPoll(parts[3], parts[4]);
                case "ends" -> new FromEnd(parts[3]);
                case "calls" -> {
                    int slash = parts[4].indexOf('/');
                    yield new FromStep(parts[3], parts[4].substring(0, slash), parts[4].substring(slash + 1));
                }
                case "workflows" -> new FromPerson(source.split("/", 4)[3]);
                default -> throw new IllegalArgumentException("no origin has the source " + source);
            };
        }
    }

    /** @param path the slug of the address */
    public record FromWebhook(String path) implements Origin {}

    /** One slot of one schedule. */
    public record FromSchedule(String workflow, String trigger) implements Origin {}

    /** One item of what a tool listed. */
    public record FromPoll(String workflow, String trigger) implements Origin {}

    /** Somebody asked for this one workflow. */
    public record FromPerson(String workflow) implements Origin {}

    /** An execution of this workflow has ended. */
    public record FromEnd(String workflow) implements Origin {}

    /**
     * A step of another workflow called this one.
     *
     * @param execution whose step it is, as people see its id
     */
    public record FromStep(String workflow, String execution, String step) implements Origin {}

    /** @param key at most 200 characters @param until after which the same key counts as new */
    public record Dedupe(String key, Instant until) {}
}
