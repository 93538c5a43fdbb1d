package io.millrace.server.api;

import io.millrace.core.event.Occurrence;
import io.millrace.core.execution.Events;
import io.millrace.core.execution.Executions;
import io.millrace.core.execution.Intake;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.server.api.ExecutionViews.ExecutionView;
import io.millrace.server.api.ExecutionViews.StartedView;
import io.millrace.server.route.Call;
import io.millrace.server.route.QueryParameter;
import io.millrace.server.route.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts an execution because somebody asked, and waits for its end if they want that.
 *
 * <p>An {@code Idempotency-Key} becomes the dedupe key of the event, so a repeated request finds the first one's execution
 * for {@link #REMEMBERED}, whichever node it reaches and whatever happened to the first answer.
 */
final class Starts {
    /** How long an idempotency key is remembered. */
    static final Duration REMEMBERED = Duration.ofHours(24);

    static final QueryParameter<Optional<Duration>> WAIT =
            QueryParameter.duration("wait", "How long to wait for the end before answering", Duration.ofMinutes(2));

    private static final int LONGEST_KEY = 150;

    private final Intake intake;
    private final Executions executions;
    private final Events events;
    private final InstantSource clock;

    Starts(Intake intake, Executions executions, Events events, InstantSource clock) {
        this.intake = intake;
        this.executions = executions;
        this.events = events;
        this.clock = clock;
    }

    /** @return 200 with the execution when it ended in time, else 202 with its id */
    Reply<Record> start(Call<?> call, String workflow, @Nullable Object data) {
        Intake.Accepted accepted = intake.accept(occurrence(call, workflow, data));
        long execution = accepted.duplicate() ? earlier(call, accepted, data) : started(call.project(), accepted);
        Optional<Duration> wait = call.query(WAIT);
        if (wait.isPresent()
                && await(call.project(), execution, wait.get()).status().ended()) {
            return Reply.ok(view(call.project(), execution));
        }
        return Reply.accepted(
                new StartedView(ExecutionViews.executionId(execution), ExecutionViews.eventId(accepted.event())));
    }

    /** Everything known about an execution. */
    ExecutionView view(String project, long id) {
        Executions.Detail detail = executions.detail(project, id);
        return ExecutionView.of(detail, events.brief(project, detail.execution().event()));
    }

    private Occurrence occurrence(Call<?> call, String workflow, @Nullable Object data) {
        Instant now = clock.instant();
        Occurrence.Origin origin = new Occurrence.FromPerson(workflow);
        return new Occurrence(
                call.project(),
                origin,
                "manual",
                origin.source(call.project()),
                now,
                idempotency(call, now),
                data,
                Map.of(),
                call.trace());
    }

    /** What tells that a request is the second of its kind. */
    static Optional<Occurrence.Dedupe> idempotency(Call<?> call, Instant now) {
        return call.header("Idempotency-Key").map(key -> {
            if (key.isBlank() || key.length() > LONGEST_KEY) {
                throw new MillraceException(
                        ErrorCode.BAD_REQUEST, "An Idempotency-Key has 1 to " + LONGEST_KEY + " characters.");
            }
            return new Occurrence.Dedupe("idempotency " + key, now.plus(REMEMBERED));
        });
    }

    private long started(String project, Intake.Accepted accepted) {
        if (accepted.executions().isEmpty()) {
            throw new MillraceException(
                    ErrorCode.CONFLICT,
                    "Nothing was started. " + String.join(" ", events.reasons(project, accepted.event()))
                            + " The event " + ExecutionViews.eventId(accepted.event()) + " is stored.");
        }
        return accepted.executions().getFirst();
    }

    private long earlier(Call<?> call, Intake.Accepted accepted, @Nullable Object data) {
        Object before = events.data(call.project(), accepted.event());
        if (!Objects.equals(before, Json.read(Json.write(data)))) {
            throw new MillraceException(
                    ErrorCode.IDEMPOTENCY_MISMATCH,
                    "This Idempotency-Key came with other data before. Use a new key for a new request.");
        }
        List<ExecutionRow> first = events.executions(call.project(), accepted.event());
        if (first.isEmpty()) {
            throw new MillraceException(
                    ErrorCode.CONFLICT, "The first request with this Idempotency-Key has started nothing.");
        }
        return first.getLast().id();
    }

    private ExecutionRow await(String project, long execution, Duration wait) {
        try {
            return executions.await(project, execution, wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MillraceException.retryLater(
                    ErrorCode.SHUTTING_DOWN,
                    "This server is stopping. The execution " + ExecutionViews.executionId(execution)
                            + " is stored and goes on.",
                    Duration.ofSeconds(2));
        }
    }
}
