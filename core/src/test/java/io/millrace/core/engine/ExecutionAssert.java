package io.millrace.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.execution.Executions;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.shared.Json;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says how far an execution and its steps have come. */
public final class ExecutionAssert {
    private final Executions.Detail detail;

    ExecutionAssert(Executions.Detail detail) {
        this.detail = detail;
    }

    /** @param status in lower case */
    public ExecutionAssert is(String status) {
        assertThat(detail.execution().status().code()).as("%s", detail).isEqualTo(status);
        boolean ended = detail.execution().status().ended();
        assertThat(detail.execution().finishedAt() != null).as("has an end").isEqualTo(ended);
        return this;
    }

    /** @param statuses of all steps in the order of the plan, such as {@code a=succeeded b=skipped} */
    public ExecutionAssert hasSteps(String statuses) {
        assertThat(detail.steps().stream()
                        .map(step -> step.id() + "=" + step.status())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(statuses);
        return this;
    }

    /** @param decisions of all attempts of a step in their order, such as {@code retry done} */
    public ExecutionAssert tried(String step, String decisions) {
        assertThat(of(step).attempts().stream().map(AttemptRow::decision).collect(Collectors.joining(" ")))
                .as("decisions of " + step)
                .isEqualTo(decisions);
        return this;
    }

    public ExecutionAssert hasNotTried(String step) {
        return tried(step, "");
    }

    public ExecutionAssert hasOutput(String step, @Nullable Object output) {
        String text = last(step).output();
        assertThat(text == null ? null : Json.read(text)).isEqualTo(output);
        return this;
    }

    public ExecutionAssert failedWith(String step, String errorClass) {
        assertThat(last(step).errorClass()).isEqualTo(errorClass);
        return this;
    }

    public ExecutionAssert says(String step, String part) {
        assertThat(last(step).reason()).contains(part);
        return this;
    }

    public ExecutionAssert triesAgainAt(String step, Instant time) {
        assertThat(of(step).nextAt()).contains(time);
        return this;
    }

    /** @param part of the failure as JSON text */
    public ExecutionAssert hasFailure(String part) {
        assertThat(detail.execution().failure()).contains(part);
        return this;
    }

    public ExecutionAssert hasNoFailure() {
        assertThat(detail.execution().failure()).isNull();
        return this;
    }

    /** Nowhere in the row or in the journal. */
    public ExecutionAssert neverShows(String secret) {
        assertThat(detail.toString()).doesNotContain(secret);
        return this;
    }

    public AttemptRow last(String step) {
        assertThat(of(step).attempts()).as("attempts of " + step).isNotEmpty();
        return of(step).attempts().getLast();
    }

    private Executions.Step of(String step) {
        return detail.steps().stream()
                .filter(it -> it.id().equals(step))
                .findFirst()
                .orElseThrow();
    }
}
