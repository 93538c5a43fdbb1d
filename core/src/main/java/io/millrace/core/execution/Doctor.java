package io.millrace.core.execution;

import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.Cursor;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.PlannedStep;
import io.millrace.core.workflow.Published;
import io.millrace.core.workflow.StepStatus;
import io.millrace.core.workflow.Workflows;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for executions that nothing would ever carry on, and for work that belongs to nothing, and mends them. The engine
 * makes neither; a restored backup, a hand in the database or a fault of ours could.
 */
public final class Doctor {
    /** How many unfinished executions one page looks at. */
    public static final int PORTION = 500;

    private static final Logger log = LoggerFactory.getLogger(Doctor.class);
    private static final Cursor CURSOR = new Cursor("unfinished executions");

    private final ExecutionStore store;
    private final Workflows workflows;
    private final Commits committer;
    private final Handover handover;
    private final InstantSource clock;

    Doctor(ExecutionStore store, Workflows workflows, Commits committer, Handover handover, InstantSource clock) {
        this.store = store;
        this.workflows = workflows;
        this.committer = committer;
        this.handover = handover;
        this.clock = clock;
    }

    /** What can be wrong. */
    public enum Ailment {
        /** A step is to be done, and no task says so. Mended by making it. */
        LOST_TASK("The step '%s' is to be done, and nothing in the queue says so."),
        /** Work in the queue for a step or an execution that is over or gone. Mended by dropping it. */
        STRAY_TASK("The queue has work for the step '%s', which is not to be done."),
        /** An execution that has not ended, and has nothing left to do. Mended by going on from where it stands. */
        IDLE_EXECUTION("It has not ended, and nothing is left to do%s."),
        /** It is being cancelled, and nothing will end it. Mended by ending it. */
        ENDLESS_CANCEL("It is being cancelled, and nothing in the queue would end it%s."),
        /** What is stored of its steps cannot be read. Mended by ending it as failed. */
        UNREADABLE_PROGRESS("What is stored of its steps cannot be read%s.");

        private final String sentence;

        Ailment(String sentence) {
            this.sentence = sentence;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something that is wrong.
     *
     * @param execution whose id this is, even if it is gone
     * @param step empty when it is about the whole execution
     */
    public record Finding(Ailment ailment, long execution, String step) {
        /** For people. */
        public String detail() {
            return ailment.sentence.formatted(step);
        }
    }

    /**
     * What was found.
     *
     * @param checked how many unfinished executions were looked at
     * @param next the cursor to go on with; empty when all were looked at
     */
    public record Report(List<Finding> findings, int checked, Optional<String> next) {}

    /**
     * Looks at the next unfinished executions of a project; on the first page also at work in its queue that belongs to none, up to
     * {@link #PORTION} of it: more is found once that is mended. Each is seen as it was at one moment, so nothing that is just under way looks wrong.
     *
     * @param cursor {@code next} of the page before
     */
    public Report examine(String project, Optional<String> cursor) {
        long after = cursor.map(text -> CURSOR.read(text, key -> Ids.parse("exe", key)))
                .orElse(0L);
        List<Finding> findings = new ArrayList<>();
        if (cursor.isEmpty()) {
            Map<Long, List<TaskRow>> stray = new LinkedHashMap<>();
            store.strayTasks(project, PORTION)
                    .forEach(task -> stray.computeIfAbsent(task.key().subject(), id -> new ArrayList<>())
                            .add(task));
            stray.forEach((id, tasks) -> findings.addAll(findings(id, new Checkup(Optional.empty(), tasks))));
        }
        List<ExecutionStore.Unfinished> portion = store.unfinished(project, after, PORTION);
        portion.forEach(seen -> findings.addAll(look(seen)));
        Optional<String> next = portion.size() < PORTION
                ? Optional.empty()
                : Optional.of(CURSOR.write(
                        Ids.text("exe", portion.getLast().execution().id())));
        return new Report(findings, portion.size(), next);
    }

    /** What is wrong with one execution, as it was seen at one moment. */
    public static List<Finding> look(ExecutionStore.Unfinished seen) {
        return findings(seen.execution().id(), new Checkup(Optional.of(seen.execution()), seen.tasks()));
    }

    private static List<Finding> findings(long execution, Checkup checkup) {
        return checkup.signs().stream()
                .map(sign -> new Finding(sign.ailment(), execution, sign.step()))
                .toList();
    }

    /**
     * Mends one execution, if something is still wrong with it once it is locked.
     *
     * @param execution also one that is gone, whose work is still in the queue
     * @return what was wrong and is mended
     * @throws MillraceException {@code not_found} when the project has neither the execution nor work for it
     */
    public List<Finding> mend(String project, long execution, String trace) {
        Optional<ExecutionRow> row =
                store.find(execution).filter(found -> found.project().equals(project));
        if (row.isEmpty()
                && store.tasks(execution).stream()
                        .noneMatch(task -> task.project().equals(project))) {
            throw MillraceException.notFound("execution", Ids.text("exe", execution));
        }
        Optional<Plan> plan = row.flatMap(
                        found -> workflows.version(found.project(), found.workflow(), found.version()))
                .map(Published::plan);
        Map<String, Mending.Due> waits = row.map(found -> waits(found, plan)).orElse(Map.of());
        Mending mending = new Mending(execution, plan, waits, clock.instant(), trace);
        Mending.Mended mended = handover.commit(
                0,
                0,
                ownership -> committer.commit(mending),
                done -> done.advanced().stream().toList());
        List<Finding> findings = mended.signs().stream()
                .map(sign -> new Finding(sign.ailment(), execution, sign.step()))
                .toList();
        findings.forEach(finding -> log.warn("Mended {}: {}", Ids.text("exe", execution), finding.detail()));
        return findings;
    }

    /** When the waiting of each step is over, as its journal says. */
    private Map<String, Mending.Due> waits(ExecutionRow row, Optional<Plan> plan) {
        Map<String, Mending.Due> waits = new HashMap<>();
        Progress progress = Progress.parseOrNone(row.progress());
        progress.statuses().forEach((step, status) -> {
            if (status == StepStatus.WAITING || status == StepStatus.RETRYING) {
                Optional<AttemptRow> last =
                        store.attempt(row.id(), step, progress.of(step).tries());
                Optional<PlannedStep> planned = plan.flatMap(known -> known.step(step));
                waits.put(
                        step,
                        new Mending.Due(
                                status == StepStatus.WAITING
                                        ? planned.map(Doctor::waiting).orElse(Planning.STEP)
                                        : Planning.STEP,
                                last.flatMap(attempt -> Optional.ofNullable(attempt.nextAt()))
                                        .orElse(clock.instant())));
            }
        });
        return waits;
    }

    /** The kind of task of a step that waits. */
    private static String waiting(PlannedStep step) {
        return switch (step.work()) {
            case PlannedStep.PlannedApproval approval -> Approval.TASK;
            case PlannedStep.PlannedCall call -> CallTry.TASK;
            default -> Planning.STEP;
        };
    }
}
