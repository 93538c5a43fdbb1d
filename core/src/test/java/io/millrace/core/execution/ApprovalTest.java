package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.access.Permission;
import io.millrace.core.access.Role;
import io.millrace.core.engine.FailingLedgerStore.Moment;
import io.millrace.core.engine.ManualNode;
import io.millrace.core.engine.WorkflowText.StepText;
import io.millrace.core.execution.Approvals.Word;
import io.millrace.core.execution.ExecutionStore.ApprovalFilter;
import io.millrace.core.execution.ExecutionStore.WaitingApproval;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.workflow.StepSpec.Approver;
import io.millrace.sdk.Sensitive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Steps that wait for somebody to say yes or no. */
class ApprovalTest extends EngineScenario {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final ApprovalFilter ALL = ApprovalFilter.ALL;

    private long asking(String settings, StepText... behind) {
        List<StepText> steps = new ArrayList<>(List.of(aStep("ask").asking(settings)));
        steps.addAll(Arrays.asList(behind));
        engine.publish(aWorkflow("w").does(steps.toArray(StepText[]::new)));
        return started();
    }

    private long started() {
        long execution = engine.start("w", Map.of("amount", 40L));
        engine.tick();
        engine.assertThat(execution).is("waiting");
        return execution;
    }

    private ExecutionRow answer(ManualNode node, long execution, Word word) {
        return node.engine().approvals().answer("default", execution, "ask", word, "answering");
    }

    private ExecutionRow approve(long execution, String by, String note) {
        return answer(engine.node(), execution, new Word(true, note, by, "operator"));
    }

    private ExecutionRow reject(long execution, String by, String note) {
        return answer(engine.node(), execution, new Word(false, note, by, "operator"));
    }

    private Map<String, Object> output(boolean approved, @Nullable String by, Instant at, String note) {
        Map<String, Object> output = new HashMap<>();
        output.put("approved", approved);
        output.put("by", by);
        output.put("at", at.toString());
        output.put("note", note);
        return output;
    }

    private Page<WaitingApproval> list(ApprovalFilter filter, Optional<String> cursor, int limit) {
        return engine.node().engine().approvals().list("default", filter, cursor, limit);
    }

    @Test
    void an_approved_step_succeeds_and_says_who_when_and_why() {
        long execution = asking("{ title: Refund? }", aStep("b").with("{ by: \"{{ steps.ask.output.by }}\" }"));
        assertThat(engine.node().busy()).as("an approval holds no slot").isZero();
        engine.advance(Duration.ofHours(3));
        Instant now = engine.clock().instant();

        assertThat(approve(execution, "Ada", " Fine. ").status().code()).isEqualTo("running");
        engine.tick();

        engine.assertThat(execution)
                .is("succeeded")
                .tried("ask", "wait approve")
                .says("ask", "Approved by Ada: Fine.")
                .hasOutput("ask", output(true, "Ada", now, "Fine."))
                .hasOutput("b", Map.of("by", "Ada"));
    }

    @Test
    void a_rejection_fails_the_step_with_who_and_why_and_the_failure_part_sees_it() {
        engine.publish(aWorkflow("w")
                .does(aStep("ask").asking("{ title: Refund? }"), aStep("b"))
                .onFailure(
                        aStep("tell").with("{ text: \"{{ failure.message }}\", by: \"{{ steps.ask.output.by }}\" }")));
        long execution = started();

        reject(execution, "Ada", "Too much.");
        engine.tick();

        engine.assertThat(execution)
                .is("failed")
                .tried("ask", "wait reject")
                .hasSteps("ask=failed b=skipped tell=succeeded")
                .failedWith("ask", "cancelled")
                .hasFailure("Rejected by Ada: Too much.")
                .hasOutput("tell", Map.of("text", "Rejected by Ada: Too much.", "by", "Ada"));
    }

    @Test
    void a_step_of_if_failure_takes_a_rejection_up() {
        long execution = asking("{ title: Refund? }", aStep("b").on("failure"));
        reject(execution, "Ada", "");
        engine.tick();
        engine.assertThat(execution).hasSteps("ask=failed b=succeeded");
    }

    @Test
    void a_rejection_can_be_an_answer_like_any_other() {
        long execution =
                asking("{ title: Refund?, on_reject: continue }", aStep("b").when("!steps.ask.output.approved"));
        reject(execution, "Ada", "No.");
        engine.tick();

        engine.assertThat(execution)
                .is("succeeded")
                .tried("ask", "wait reject")
                .hasSteps("ask=succeeded b=succeeded")
                .hasOutput("ask", output(false, "Ada", engine.clock().instant(), "No."));
    }

    @Test
    void of_two_answers_at_the_same_instant_the_first_wins_and_the_other_is_told() {
        long execution = asking("{ title: Refund? }", aStep("b"));
        ManualNode other = engine.addNode("other");

        approve(execution, "Ada", "");
        assertThatThrownBy(() -> answer(other, execution, new Word(true, "", "Grace", "owner")))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ILLEGAL_TRANSITION))
                .hasMessageContaining("it is succeeded");
        assertThatThrownBy(() -> answer(other, execution, new Word(false, "", "Ada", "owner")))
                .hasMessageContaining("does not wait for an answer");
        engine.tick();

        engine.assertThat(execution).is("succeeded").says("ask", "Approved by Ada.");
        assertThat(engine.tool().calls("b")).hasSize(1);
    }

    @Test
    void an_answer_comes_before_a_timeout_that_a_node_is_working_on() {
        long execution = asking("{ title: Refund? }", aStep("b"));
        engine.clock().advance(WEEK);
        engine.node().queue().claimOnce();

        approve(execution, "Ada", "");
        engine.tick();

        engine.assertThat(execution).is("succeeded").tried("ask", "wait approve");
        assertThat(engine.tool().calls("b")).hasSize(1);
    }

    @Test
    void an_answer_after_the_timeout_is_refused() {
        long execution = asking("{ title: Refund? }", aStep("b"));
        engine.advance(WEEK);

        assertThatThrownBy(() -> approve(execution, "Ada", "")).hasMessageContaining("it is failed");
        engine.assertThat(execution)
                .is("failed")
                .failedWith("ask", "timeout")
                .hasFailure("Nobody answered within PT168H.");
    }

    @Test
    void the_timeout_can_approve_or_reject() {
        Instant end = engine.clock().instant().plus(Duration.ofHours(1));
        long approved = asking("{ title: Refund?, timeout: PT1H, on_timeout: approve }", aStep("b"));
        long rejected = asking("{ title: Refund?, timeout: PT1H, on_timeout: reject }", aStep("b"));
        long asAnswer = asking("{ title: Refund?, timeout: PT1H, on_timeout: reject, on_reject: continue }");

        engine.advance(Duration.ofHours(1));

        engine.assertThat(approved)
                .is("succeeded")
                .hasOutput("ask", output(true, null, end, ""))
                .says("ask", "Approved, as nobody answered in time.");
        engine.assertThat(rejected)
                .is("failed")
                .failedWith("ask", "cancelled")
                .hasFailure("Rejected, as nobody answered in time.");
        engine.assertThat(asAnswer).is("succeeded").hasOutput("ask", output(false, null, end, ""));
    }

    @Test
    void only_the_roles_it_names_may_answer() {
        long execution = asking("{ title: Refund?, roles: [editor, owner] }");

        assertThatThrownBy(() -> approve(execution, "Ada", ""))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN))
                .hasMessageContaining("editor or owner; yours is operator");
        answer(engine.node(), execution, new Word(true, "", "Ada", "editor"));
        engine.assertThat(execution).is("succeeded");
    }

    @Test
    void the_roles_that_can_be_named_are_those_that_may_run_executions() {
        assertThat(Arrays.stream(Approver.values()).map(Approver::code))
                .containsExactlyElementsOf(Arrays.stream(Role.values())
                        .filter(role -> role.may(Permission.EXECUTION_RUN))
                        .map(Role::code)
                        .toList());
    }

    @Test
    void an_answer_whose_own_answer_was_lost_counts_once() {
        long execution = asking("{ title: Refund? }", aStep("b"));
        engine.store().ledger().failCommit(1, Moment.AFTER);

        assertThat(approve(execution, "Ada", "").status().code()).isEqualTo("running");
        engine.live(Duration.ofSeconds(9));

        engine.assertThat(execution).is("succeeded").tried("ask", "wait approve");
        assertThat(engine.tool().calls("b")).hasSize(1);
    }

    @Test
    void the_waiting_survives_the_end_of_every_server_and_ends_with_a_cancel() {
        long kept = asking("{ title: Refund? }");
        long cancelled = started();
        ManualNode two = engine.restartedNode("two");
        engine.live(Duration.ofSeconds(12));
        two.engine().executions().cancel("default", cancelled, "trace");

        answer(two, kept, new Word(true, "", "Ada", "owner"));
        assertThatThrownBy(() -> answer(two, cancelled, new Word(true, "", "Ada", "owner")))
                .hasMessageContaining("it is cancelled");

        engine.assertThat(kept).is("succeeded");
        engine.assertThat(cancelled).is("cancelled").hasSteps("ask=cancelled");
        assertThat(two.engine()
                        .approvals()
                        .list("default", ALL, Optional.empty(), 10)
                        .items())
                .isEmpty();
    }

    @Test
    void a_restart_asks_anew() {
        long execution = asking("{ title: Refund? }", aStep("b"));
        reject(execution, "Ada", "");
        engine.restart(execution);
        engine.tick();
        engine.assertThat(execution).is("waiting");

        approve(execution, "Ada", "");
        engine.tick();
        engine.assertThat(execution).is("succeeded").tried("ask", "wait reject wait approve");
    }

    @Test
    void what_waits_is_listed_page_by_page_with_its_question() {
        engine.setSecret("KEY", "hunter2hunter2");
        long first = asking(
                "{ title: \"Refund {{ event.data.amount }}?\", details: \"by hunter2hunter2\", roles: [owner] }");
        long second = started();
        long third = started();
        approve(second, "Ada", "", "owner");

        Page<WaitingApproval> page = list(ALL, Optional.empty(), 1);
        assertThat(page.items()).singleElement().satisfies(waiting -> {
            assertThat(waiting.execution()).isEqualTo(third);
            assertThat(waiting.step()).isEqualTo("ask");
            assertThat(waiting.askedAt()).isEqualTo(engine.clock().instant());
            assertThat(waiting.until()).isEqualTo(engine.clock().instant().plus(WEEK));
            assertThat(waiting.question()).contains("Refund 40?", "by " + Sensitive.MASK, "[\"owner\"]");
        });
        assertThat(list(ALL, page.next(), 1).items())
                .extracting(WaitingApproval::execution)
                .containsExactly(first);
        assertThat(list(new ApprovalFilter(Optional.of("w"), Optional.of(first)), Optional.empty(), 9)
                        .items())
                .hasSize(1);
        assertThat(list(new ApprovalFilter(Optional.of("other"), Optional.empty()), Optional.empty(), 9)
                        .items())
                .isEmpty();
    }

    private void approve(long execution, String by, String note, String role) {
        answer(engine.node(), execution, new Word(true, note, by, role));
    }

    @Test
    void notes_are_masked_and_bounded() {
        engine.setSecret("KEY", "hunter2hunter2");
        long execution = asking("{ title: Refund? }");
        assertThatThrownBy(() -> approve(execution, "Ada", "x".repeat(Approvals.MAX_NOTE + 1)))
                .hasMessageContaining("too long");

        approve(execution, "Ada", "the key is hunter2hunter2");

        engine.assertThat(execution).neverShows("hunter2hunter2").says("ask", Sensitive.MASK);
    }

    @Test
    void steps_that_ask_nobody_cannot_be_answered() {
        long execution = asking("{ title: Refund? }", aStep("b"));

        assertThatThrownBy(() -> engine.node()
                        .engine()
                        .approvals()
                        .answer("default", execution, "b", new Word(true, "", "Ada", "owner"), "t"))
                .hasMessageContaining("is no approval");
        assertThatThrownBy(() -> engine.node()
                        .engine()
                        .approvals()
                        .answer("default", execution, "zzz", new Word(true, "", "Ada", "owner"), "t"))
                .hasMessageContaining("zzz");
    }

    @Test
    void a_question_nobody_could_read_fails_as_validation() {
        engine.publish(
                aWorkflow("w").does(aStep("ask").asking("{ title: \"{{ event.data.amount == 40 ? ' ' : 'x' }}\" }")));
        long execution = engine.start("w", Map.of("amount", 40L));
        engine.tick();
        engine.assertThat(execution)
                .is("failed")
                .failedWith("ask", "validation")
                .hasFailure("'approval.title' of the step 'ask' is empty.");
    }
}
