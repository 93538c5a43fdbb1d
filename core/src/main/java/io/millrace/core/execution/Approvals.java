package io.millrace.core.execution;

import io.millrace.core.connection.SecretMasks;
import io.millrace.core.execution.ExecutionStore.ApprovalPlace;
import io.millrace.core.execution.ExecutionStore.WaitingApproval;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.queue.TaskQueue;
import io.millrace.core.shared.Cursor;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.shared.Problem;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.PlannedStep.PlannedApproval;
import io.millrace.core.workflow.Published;
import io.millrace.core.workflow.StepSpec.Approver;
import io.millrace.core.workflow.Workflows;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lets people see what waits for them, and answer it. */
public final class Approvals {
    /** The longest note, in characters. */
    public static final int MAX_NOTE = 2_000;

    private static final Cursor CURSOR = new Cursor("approvals");

    private final ExecutionStore store;
    private final Workflows workflows;
    private final SecretMasks masks;
    private final Commits committer;
    private final TaskQueue queue;
    private final Handover handover;
    private final InstantSource clock;

    Approvals(
            ExecutionStore store,
            Workflows workflows,
            SecretMasks masks,
            Commits committer,
            TaskQueue queue,
            Handover handover,
            InstantSource clock) {
        this.store = store;
        this.workflows = workflows;
        this.masks = masks;
        this.committer = committer;
        this.queue = queue;
        this.handover = handover;
        this.clock = clock;
    }

    /**
     * An answer, and who answers for it.
     *
     * @param note for the journal and the step's output; may be empty
     * @param by the name of a person or token
     * @param role the code of that person's role
     */
    public record Word(boolean approved, String note, String by, String role) {}

    /**
     * What waits for an answer in a project, that of the newest execution first.
     *
     * @param cursor {@code next} of the page before
     * @param limit 1 to {@value Page#MAX_LIMIT}
     */
    public Page<WaitingApproval> list(
            String project, ExecutionStore.ApprovalFilter filter, Optional<String> cursor, int limit) {
        ApprovalPlace after =
                cursor.map(text -> CURSOR.read(text, Approvals::place)).orElse(ApprovalPlace.FIRST);
        return Page.of(
                store.approvals(project, filter, after, limit + 1),
                limit,
                row -> CURSOR.write(Ids.text("exe", row.execution()) + "/" + row.step()));
    }

    private static Optional<ApprovalPlace> place(String key) {
        int slash = key.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : Ids.parse("exe", key.substring(0, slash)).map(id -> new ApprovalPlace(id, key.substring(slash + 1)));
    }

    /**
     * Answers an approval; what waits behind it goes on.
     *
     * @throws MillraceException {@code not_found}; {@code forbidden} when it is for other roles; {@code illegal_transition}
     *     when it does not wait for an answer, or somebody else was first; {@code input_invalid} for too long a note
     */
    public ExecutionRow answer(String project, long id, String step, Word word, String trace) {
        ExecutionRow row = find(project, id);
        Plan plan = workflows
                .version(project, row.workflow(), row.version())
                .map(Published::plan)
                .orElseThrow(
                        () -> MillraceException.notFound("workflow version", row.workflow() + " " + row.version()));
        PlannedApproval approval = approval(plan, step);
        requireRole(approval, step, word);
        Approval answer = new Approval(
                word.approved(),
                word.by(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                masks.of(project).text(note(word.note())));
        try {
            Advanced advanced = handover.commit(
                    0,
                    queue.slots().reserveToHandOver(Planning.fork(plan, step)),
                    ownership ->
                            committer.commit(new ApprovalAnswer(id, plan, approval, step, answer, trace, ownership)),
                    List::of);
            queue.run(advanced.handedOver());
            return advanced.execution();
        } catch (MillraceException e) {
            if (e.code() == ErrorCode.ILLEGAL_TRANSITION && recorded(id, step, answer)) {
                return find(project, id);
            }
            throw e;
        }
    }

    private ExecutionRow find(String project, long id) {
        return store.find(id)
                .filter(found -> found.project().equals(project))
                .orElseThrow(() -> MillraceException.notFound("execution", Ids.text("exe", id)));
    }

    /**
     * Whether this very answer is in the journal: its commit was done and the answer of the store lost. What it handed over
     * is found by the sweep.
     */
    private boolean recorded(long id, String step, Approval answer) {
        int tries = store.find(id)
                .map(row -> Progress.parseOrNone(row.progress()).of(step).tries())
                .orElse(0);
        return store.attempt(id, step, tries)
                .filter(attempt -> answer.output().equals(attempt.output()))
                .isPresent();
    }

    private static PlannedApproval approval(Plan plan, String step) {
        return switch (plan.step(step)
                .orElseThrow(() -> MillraceException.notFound("step", step))
                .work()) {
            case PlannedApproval approval -> approval;
            default ->
                throw new MillraceException(
                        ErrorCode.ILLEGAL_TRANSITION, "The step '" + step + "' is no approval, so it asks nobody.");
        };
    }

    private static void requireRole(PlannedApproval approval, String step, Word word) {
        List<String> roles = approval.roles().stream().map(Approver::code).toList();
        if (!roles.isEmpty() && !roles.contains(word.role())) {
            throw new MillraceException(
                    ErrorCode.FORBIDDEN,
                    "The step '" + step + "' is answered by people of the role "
                            + roles.stream().collect(Collectors.joining(" or ")) + "; yours is " + word.role() + ".");
        }
    }

    /**
     * A note as it is kept, whatever is answered or settled with it.
     *
     * @throws MillraceException {@code input_invalid} when it is longer than {@link #MAX_NOTE}
     */
    static String note(String given) {
        String note = given.strip().replace('\0', '\uFFFD');
        if (note.length() > MAX_NOTE) {
            throw new MillraceException(
                    ErrorCode.INPUT_INVALID,
                    "The note is too long.",
                    List.of(Problem.at("note", "It is longer than " + MAX_NOTE + " characters.")));
        }
        return note;
    }
}
