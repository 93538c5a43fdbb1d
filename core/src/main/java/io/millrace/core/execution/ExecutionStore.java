package io.millrace.core.execution;

import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.workflow.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what the ledger wrote about executions, and drops what is too old. */
public interface ExecutionStore {
    Optional<ExecutionRow> find(long id);

    /** Executions of a project, the newest first. */
    List<ExecutionRow> list(String project, Filter filter, long before, int limit);

    /**
     * How many executions a list would show, counted up to a limit. For all that have not ended, or all that have failed, what
     * it takes does not grow with the others.
     */
    int count(String project, Filter filter, long before, int limit);

    List<ExecutionRow> ofEvent(long event);

    /**
     * How the executions of a project went that were accepted in a range of time, the newest first. Read off an index by id,
     * so what it takes grows with the limit and not with the history.
     */
    List<Course> courses(String project, Instant from, Instant to, int limit);

    /**
     * How an execution went so far.
     *
     * @param finishedAt null until it ends
     */
    record Course(
            ExecutionStatus status,
            Instant createdAt,
            @Nullable Instant finishedAt) {
        /** From acceptance to end, where it succeeded or failed. */
        Optional<Duration> took() {
            return finishedAt != null && (status == ExecutionStatus.SUCCEEDED || status == ExecutionStatus.FAILED)
                    ? Optional.of(Duration.between(createdAt, finishedAt))
                    : Optional.empty();
        }
    }

    /** The most tries of one execution that are shown at once. */
    int MOST_ATTEMPTS = 2_000;

    /** The most that is shown at once of the inputs, exchanges and outputs of one execution, in bytes of UTF-8. */
    long MOST_BYTES = 16 << 20;

    /**
     * The journal of an execution but for that of items, in the order of recording: its newest {@link #MOST_ATTEMPTS} tries. Where all of them
     * would be more than {@link #MOST_BYTES}, the older ones have {@link AttemptRow#LEFT_OUT} for their inputs and outputs,
     * and no exchanges.
     */
    List<AttemptRow> attempts(long execution);

    /** What was recorded after a revision of the execution but for items, whole and in the order of recording. */
    List<AttemptRow> attemptsAfter(long execution, int revision, int limit);

    /** How often each step of an execution was tried, without its items; skipping it is no try. */
    Map<String, Integer> tries(long execution);

    /** One recorded try of a step itself. */
    default Optional<AttemptRow> attempt(long execution, String step, int no) {
        return attempt(execution, step, 0, no);
    }

    /** One recorded try. @param item as in {@link AttemptRow} */
    Optional<AttemptRow> attempt(long execution, String step, int item, int no);

    /** A part of what a foreach step goes over, as JSON text: see {@link io.millrace.core.ledger.ChunkRow}. */
    Optional<String> chunk(long execution, String step, int round, int no);

    /** How often each item of a foreach step was tried; one that never was is not among them. In the order of the list. */
    List<ItemTries> itemTries(long execution, String step);

    /**
     * How it went with an item so far.
     *
     * @param done whether it has succeeded
     */
    record ItemTries(int index, int tries, boolean done) {}

    /**
     * The outputs of the items of a foreach step that have succeeded with one, by index, as JSON text; empty when they are
     * together more than so many bytes.
     */
    Optional<Map<Integer, String>> itemOutputs(long execution, String step, long mostBytes);

    /**
     * The newest entry of each item of a foreach step that was tried, in the order of the list, without what it took and gave.
     *
     * @param status only those that have ended so, which those that are to be tried again have not
     * @param after only items behind this index; -1 for all
     */
    List<AttemptRow> items(long execution, String step, Optional<StepStatus> status, int after, int limit);

    /** The journal of one item of a foreach step, in the order of recording. */
    List<AttemptRow> itemAttempts(long execution, String step, int index);

    /** The tasks of an execution: what is running or due. */
    List<TaskRow> tasks(long execution);

    /**
     * Unfinished executions of a project with all their tasks, each as it was at one moment, the oldest first.
     *
     * @param after only those with a greater id
     * @param limit the most executions
     */
    List<Unfinished> unfinished(String project, long after, int limit);

    /** An execution that has not ended, and what is running or due of it. */
    record Unfinished(ExecutionRow execution, List<TaskRow> tasks) {}

    /** Tasks of steps whose executions have ended or are gone; those that tell others of the end are not among them. */
    List<TaskRow> strayTasks(String project, int limit);

    /**
     * The approvals of a project that wait for an answer: those of the newest execution first, and within it by the step's
     * id. Read off an index of waiting approvals in one question, however many there are.
     */
    List<WaitingApproval> approvals(String project, ApprovalFilter filter, ApprovalPlace after, int limit);

    /**
     * A step that asks.
     *
     * @param askedAt when it began to wait
     * @param until when it is no longer waited for
     * @param question a JSON object with {@code title}, {@code details} and {@code roles}, secrets masked
     */
    record WaitingApproval(
            long execution,
            String workflow,
            int version,
            String step,
            Instant askedAt,
            Instant until,
            String question) {}

    /** Which approvals a list shows; empty parts do not restrict. */
    record ApprovalFilter(Optional<String> workflow, Optional<Long> execution) {
        public static final ApprovalFilter ALL = new ApprovalFilter(Optional.empty(), Optional.empty());
    }

    /** A place in the list of approvals. */
    record ApprovalPlace(long execution, String step) {
        /** Before all. */
        public static final ApprovalPlace FIRST = new ApprovalPlace(Long.MAX_VALUE, "");
    }

    /**
     * Drops executions that ended before a time, with their journal; events taken in before it that no execution is left
     * of; and dedupe keys whose window is over.
     *
     * @param before the oldest time that is kept
     * @param now decides which dedupe keys are over
     * @param limit the most executions, events and keys dropped in this step
     * @return how many rows were dropped; 0 when nothing is left to drop
     */
    default int purge(Instant before, Instant now, int limit) {
        return purge(Optional.empty(), before, before, limit) + purgeKeys(now, limit);
    }

    /**
     * Drops executions that ended before a time, with their attempts, and events without executions that are older than
     * another; at most so many of each.
     *
     * @param project of one project only; empty for all
     * @return how many rows were dropped; 0 when nothing is left to drop
     */
    int purge(Optional<String> project, Instant endedBefore, Instant eventsBefore, int limit);

    /** Drops dedupe keys whose window is over; returns how many. */
    int purgeKeys(Instant now, int limit);

    /** The projects that have events, those that are gone included. */
    List<String> projects();

    /**
     * Which executions a list shows; empty parts do not restrict.
     *
     * @param tool uses an action of this tool
     * @param from created at or after
     * @param to created before
     */
    record Filter(
            Optional<String> workflow,
            List<ExecutionStatus> statuses,
            Optional<String> tool,
            Optional<String> action,
            Optional<String> connection,
            Optional<String> tag,
            Optional<Instant> from,
            Optional<Instant> to) {
        public static final Filter ALL = new Filter(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        /** The same for other statuses. */
        public Filter with(List<ExecutionStatus> others) {
            return new Filter(workflow, others, tool, action, connection, tag, from, to);
        }
    }
}
