package io.millrace.core.execution;

import io.millrace.core.connection.SecretMask;
import io.millrace.core.execution.StepTry.Tried;
import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.PlannedStep.PlannedApproval;
import io.millrace.core.workflow.StepSpec.Approver;
import io.millrace.sdk.ErrorClass;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Steps that ask people: how the question is put, and what comes of it when nobody answers. */
final class ApprovalTry {
    /** The longest title and the longest details that people are shown, in characters. */
    static final int MAX_TITLE = 500;

    static final int MAX_DETAILS = 20_000;

    private final InstantSource clock;

    ApprovalTry(InstantSource clock) {
        this.clock = clock;
    }

    /** @throws EvaluationException when an expression has no value */
    Tried begin(String step, PlannedApproval approval, Bindings bindings, SecretMask mask) throws EvaluationException {
        Map<?, ?> resolved = approval.text().resolve(bindings) instanceof Map<?, ?> map ? map : Map.of();
        String title = mask.text(text(resolved.get("title")));
        String details = mask.text(text(resolved.get("details")));
        if (title.isBlank()) {
            return Tried.of(unusable(step, "title", "empty"));
        }
        if (title.length() > MAX_TITLE) {
            return Tried.of(unusable(step, "title", "longer than " + MAX_TITLE + " characters"));
        }
        if (details.length() > MAX_DETAILS) {
            return Tried.of(unusable(step, "details", "longer than " + MAX_DETAILS + " characters"));
        }
        Instant until = clock.instant().plus(approval.timeout()).truncatedTo(ChronoUnit.MICROS);
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("title", title);
        question.put("details", details);
        question.put("roles", approval.roles().stream().map(Approver::code).toList());
        Verdict waits =
                new Verdict.Wait("Waits for an answer until " + Waits.toTheSecond(until) + ".", Approval.TASK, until);
        return new Tried(waits, Json.write(question), null, null);
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            default -> Json.write(value);
        };
    }

    private static Verdict unusable(String step, String field, String why) {
        return StepTry.failure(
                ErrorClass.VALIDATION, "'approval." + field + "' of the step '" + step + "' is " + why + ".");
    }

    /** Nobody has answered in time. @param begun the journal's word on how long it was waited */
    Tried unanswered(PlannedApproval approval, AttemptRow begun) {
        Instant at = begun.nextAt() == null ? clock.instant() : begun.nextAt();
        return switch (approval.onTimeout()) {
            case FAIL -> {
                String message = "Nobody answered within " + approval.timeout() + ".";
                yield Tried.of(new Verdict.Fail(ErrorClass.TIMEOUT, message, message));
            }
            case APPROVE -> answered(approval, new Approval(true, null, at, ""));
            case REJECT -> answered(approval, new Approval(false, null, at, ""));
        };
    }

    private static Tried answered(PlannedApproval approval, Approval answer) {
        if (answer.fails(approval.onReject())) {
            return Tried.of(new Verdict.Fail(Approval.REJECTED, answer.told(), answer.told(), answer.output()));
        }
        return new Tried(new Verdict.Done(answer.told(), answer.output()), null, null, answer.value());
    }
}
