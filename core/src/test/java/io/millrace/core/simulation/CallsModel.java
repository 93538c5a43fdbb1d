package io.millrace.core.simulation;

import io.millrace.core.ledger.Ancestry;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.Batch;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which execution has led to which, by a call or by its end, and whether those that wait for an end were told of it. */
final class CallsModel {
    /** So long it may take, with servers that stand still and die, until all know who listens. */
    private static final Duration LONG = Duration.ofMinutes(3);

    /** So many servers may die with the word of an end before it is given up. */
    private static final int MOST_CRASHES = 3;

    private final Book book;
    private final Map<Ancestry.Parent, Long> children = new HashMap<>();
    private final Map<Long, Set<ExecutionStatus>> endings = new HashMap<>();
    private final Map<Long, Instant> lastEnds = new HashMap<>();
    /** By workflow that listens: since when. */
    private final Map<String, Instant> listening = new HashMap<>();

    private final Set<Long> givenUp = new HashSet<>();

    CallsModel(Book book) {
        this.book = book;
    }

    void published(Shape shape, Instant now) {
        shape.listens().ifPresent(_ -> listening.putIfAbsent(shape.workflow(), now));
    }

    void claimed(List<TaskRow> tasks) {
        tasks.stream()
                .filter(task -> task.kind().equals(TaskRow.ENDED) && task.crashes() >= MOST_CRASHES)
                .forEach(task -> givenUp.add(task.key().subject()));
    }

    /** Told before what the commit records of steps is looked at. */
    void committed(Batch batch, Instant now) {
        batch.newExecutions().forEach(row -> {
            Ancestry.Parent parent = row.ancestry().parent();
            if (parent != null) {
                called(row, parent, batch);
            }
            ended(row, now);
        });
        batch.changedExecutions().forEach(row -> ended(row, now));
    }

    private void called(ExecutionRow child, Ancestry.Parent parent, Batch batch) {
        String who = "the execution that " + parent.step() + " of " + book.name(parent.execution()) + " called ";
        book.expect(children.put(parent, child.id()) == null, who + "is not the only one of that try");
        Shape.Step step =
                book.model(parent.execution()).shape().step(parent.step()).orElseThrow();
        book.expect(step.work().kind() == Shape.Kind.CALL, who + "belongs to a step that calls nothing");
        book.expect(step.work().target().equals(child.workflow()), who + "is of another workflow");
        book.expect(step.work().waits() == parent.waits(), who + "is waited for, or not, against the step's word");
        int depth = book.row(parent.execution()).ancestry().depth();
        book.expect(child.ancestry().depth() == depth + 1, who + "is not one deeper");
        book.expect(child.ancestry().depth() <= Ancestry.MOST, who + "is too deep");
        String id = Ids.text("exe", child.id());
        boolean recorded = batch.newAttempts().stream()
                .filter(row -> row.subject() == parent.execution() && row.step().equals(parent.step()))
                .anyMatch(
                        row -> row.output() != null && book.whole(row.output()).contains(id));
        book.expect(recorded, who + "is not in the journal of the same commit");
    }

    private void ended(ExecutionRow row, Instant now) {
        if (row.status().ended()) {
            endings.computeIfAbsent(row.id(), _ -> EnumSet.noneOf(ExecutionStatus.class))
                    .add(row.status());
            lastEnds.put(row.id(), now);
        }
    }

    /** A step that waited for the workflow it called waits no more. */
    void over(long caller, AttemptRow attempt) {
        Long child = children.get(new Ancestry.Parent(caller, attempt.step(), attempt.no() - 1));
        String who = attempt.step() + " of " + book.name(caller) + " ";
        book.expect(child != null, who + "has waited for nothing");
        if (child == null || attempt.decision().equals("stop")) {
            return;
        }
        if (attempt.reason().contains("has not ended within")) {
            // One that was restarted before its end was told is not over: its next end is told instead.
            boolean ended = book.row(child).status().ended();
            book.expect(
                    !ended || book.owesWord(child) || givenUp.contains(child),
                    who + "was not told of the end of " + book.name(child));
            return;
        }
        Set<ExecutionStatus> seen = endings.getOrDefault(child, Set.of());
        boolean right = attempt.decision().equals("done")
                ? seen.contains(ExecutionStatus.SUCCEEDED)
                : seen.contains(ExecutionStatus.FAILED) || seen.contains(ExecutionStatus.CANCELLED);
        book.expect(right, who + "is over (" + attempt.decision() + "), and what it called: " + seen);
    }

    /**
     * Every end that a workflow listens to has become an event.
     *
     * @param shapes all that were published
     */
    void checkEnd(ExecutionRow row, List<Shape> shapes) {
        Instant end = lastEnds.get(row.id());
        boolean heard = shapes.stream()
                .filter(shape -> heardLongBefore(shape, end))
                .flatMap(shape -> shape.listens().stream())
                .anyMatch(ear -> ear.hears(row.workflow(), row.status().code()));
        String trace = "execution_ended-" + Ids.text("exe", row.id()) + "-" + row.revision();
        book.expect(
                !heard || givenUp.contains(row.id()) || book.events().has(trace),
                "nobody was told of the end of " + book.name(row.id()));
    }

    private boolean heardLongBefore(Shape shape, @Nullable Instant end) {
        Instant since = listening.get(shape.workflow());
        return since != null && end != null && since.plus(LONG).isBefore(end);
    }
}
