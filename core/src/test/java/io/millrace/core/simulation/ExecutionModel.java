package io.millrace.core.simulation;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.Ids;
import io.millrace.core.simulation.Shape.Kind;
import io.millrace.core.simulation.Shape.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One execution as its journal tells it, worked out naively: what has come of each step, and from that alone, by recursion,
 * what may run, what is skipped and what the whole comes to. Every change that is stored is held against it.
 */
final class ExecutionModel {
    /** What a step has come to. */
    enum Fate {
        /** What it needs has not ended. */
        PENDING,
        /** It has a task, or must be given one. */
        DUE,
        SUCCEEDED,
        FAILED,
        SKIPPED,
        CANCELLED,
        UNKNOWN;

        boolean settled() {
            return this == SUCCEEDED || this == FAILED || this == SKIPPED || this == CANCELLED;
        }
    }

    private final Book book;
    private final String name;
    private final Shape shape;
    private final long number;
    private ExecutionRow row;
    /** Whether it waits to be let in, with nothing of it begun since it was made or restarted. */
    private boolean atGates;
    /** Whether it has been let in by the last change. */
    private boolean justBegun;
    /** What the journal says of steps that have ended since the last restart. */
    private final Map<String, Fate> recorded = new HashMap<>();

    /** Steps that wait for a time, or for somebody else, and how long at most. */
    private final Map<String, Instant> waiting = new HashMap<>();

    private final Map<String, ItemsModel> items = new HashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();
    /** How often somebody, or a recorded outcome, let a step call again. */
    private final Map<String, Integer> words = new HashMap<>();
    /** Steps of which a person said that they are to run again, whatever came of them before. */
    private final Set<String> doneAgain = new HashSet<>();
    /** Steps that had a task once. */
    private final Set<String> everDue = new HashSet<>();

    /** @param row as it was stored first */
    ExecutionModel(Book book, String name, Shape shape, long number, ExecutionRow row) {
        this.book = book;
        this.name = name;
        this.shape = shape;
        this.number = number;
        this.row = row;
    }

    Shape shape() {
        return shape;
    }

    // --- what a step has come to -------------------------------------------------------------------------------------

    Fate fate(Step step) {
        Fate told = recorded.get(step.id());
        if (told != null) {
            return told;
        }
        boolean afterFailure = shape.failureSteps().contains(step);
        if (afterFailure && !mainHasFailed()) {
            return Fate.PENDING;
        }
        List<Fate> needs = step.needs().stream()
                .map(need -> fate(shape.step(need).orElseThrow()))
                .toList();
        if (needs.stream().anyMatch(need -> !need.settled())) {
            return Fate.PENDING;
        }
        boolean runs = switch (step.runIf()) {
            case ALWAYS -> true;
            case FAILURE -> needs.contains(Fate.FAILED);
            case SUCCESS ->
                needs.isEmpty()
                        || (needs.contains(Fate.SUCCEEDED)
                                && !needs.contains(Fate.FAILED)
                                && !needs.contains(Fate.CANCELLED));
        };
        return runs ? Fate.DUE : Fate.SKIPPED;
    }

    private boolean mainHasFailed() {
        List<Fate> fates = shape.steps().stream().map(this::fate).toList();
        return fates.stream().allMatch(Fate::settled) && fates.contains(Fate.FAILED);
    }

    private ExecutionStatus whole() {
        List<Fate> fates = shape.all().map(this::fate).toList();
        if (shape.all().anyMatch(step -> fate(step) == Fate.DUE && !waiting.containsKey(step.id()))) {
            return ExecutionStatus.RUNNING;
        }
        if (fates.contains(Fate.UNKNOWN) || fates.contains(Fate.DUE)) {
            return ExecutionStatus.WAITING;
        }
        boolean failed = shape.steps().stream().anyMatch(step -> fate(step) == Fate.FAILED);
        return failed ? ExecutionStatus.FAILED : ExecutionStatus.SUCCEEDED;
    }

    // --- what is stored ----------------------------------------------------------------------------------------------

    void begun(ExecutionRow stored, List<TaskRow> tasks) {
        atGates = waitsToBegin(tasks);
        justBegun = !atGates;
        expect(stored.revision() == (atGates ? 0 : 1), "begins with revision " + stored.revision());
        check(stored, tasks);
    }

    private static boolean waitsToBegin(List<TaskRow> tasks) {
        return tasks.stream().anyMatch(task -> task.kind().equals(TaskRow.BEGIN));
    }

    /** Whether the last change let it begin, or go on after a restart. */
    boolean hasJustBegun() {
        return justBegun;
    }

    /** Whether it has begun and not ended. */
    boolean runs() {
        return !atGates && !row.status().ended();
    }

    /** The lane of which it needs a slot to run. */
    Optional<LaneKey> slotLane() {
        return shape.flow().slots(shape.workflow(), number);
    }

    /** The lane in which it is counted when it begins. */
    Optional<LaneKey> startLane() {
        return shape.flow().starts(shape.workflow(), number);
    }

    /** A claim makes a queued execution run. */
    void startedBy(ExecutionRow stored) {
        if (stored.revision() != row.revision()) {
            expect(row.status() == ExecutionStatus.QUEUED, "a claim has changed it while it was " + row.status());
            move(stored);
        }
    }

    /** @param rows what the same commit wrote into the journal */
    void changed(ExecutionRow stored, List<AttemptRow> rows, List<TaskRow> tasks) {
        ExecutionStatus before = row.status();
        boolean waited = atGates;
        move(stored);
        atGates = waitsToBegin(tasks);
        justBegun = waited && !atGates && !stored.status().ended();
        boolean stops = stored.status() == ExecutionStatus.CANCELLING || stored.status() == ExecutionStatus.CANCELLED;
        if (rows.isEmpty() && !stops && !waited) {
            expect(
                    before.ended() || before == ExecutionStatus.WAITING,
                    "changed from " + before + " to " + stored.status() + " and the journal does not say why");
            restart(before.ended());
        }
        rows.forEach(attempt -> record(attempt, stops));
        check(stored, tasks);
    }

    private void move(ExecutionRow stored) {
        expect(LegalMoves.allow(row.status(), stored.status()), "went from " + row.status() + " to " + stored.status());
        expect(
                row.status() != ExecutionStatus.QUEUED || stored.status() != ExecutionStatus.SUCCEEDED || atGates,
                "has succeeded without having begun");
        expect(
                stored.status() != ExecutionStatus.QUEUED || shape.flow().limits(),
                "is queued again although nothing limits it");
        expect(stored.revision() == row.revision() + 1, "jumped from revision " + row.revision());
        expect(
                stored.event() == row.event() && stored.version() == row.version() && stored.id() == row.id(),
                "became another execution");
        row = stored;
    }

    private void restart(boolean ended) {
        if (ended) {
            waiting.clear();
        }
        recorded.values().removeIf(fate -> fate != Fate.SUCCEEDED && fate != Fate.SKIPPED);
        shape.failureSteps().forEach(step -> recorded.remove(step.id()));
        boolean moved = true;
        while (moved) { // what was skipped is decided again when something before it is
            moved = recorded.keySet()
                    .removeIf(id -> shape.step(id).orElseThrow().needs().stream()
                                    .anyMatch(need -> !fate(shape.step(need).orElseThrow())
                                            .settled())
                            && recorded.get(id) == Fate.SKIPPED);
        }
        shape.all().forEach(step -> words.merge(step.id(), 1, Integer::sum));
    }

    private void record(AttemptRow attempt, boolean stops) {
        Step step = shape.step(attempt.step()).orElseThrow();
        String what = "step " + step.id() + "/" + attempt.item() + ", attempt " + attempt.no() + " ("
                + attempt.decision() + "): ";
        if (attempt.item() > 0 || step.items() == 0) {
            book.reuses().recorded(step, attempt, name + " " + what);
        }
        if (attempt.item() > 0) {
            items(step).record(attempt, stops ? !recorded.containsKey(step.id()) : fate(step) == Fate.DUE, what);
            doneOnce(step, attempt, what);
            if (attempt.decision().equals("retry") || attempt.decision().equals("look_up")) {
                retry(step.id() + "/" + attempt.item(), attempt, what);
            }
            return;
        }
        int count = attempts.merge(step.id(), 1, Integer::sum);
        expect(attempt.no() == count, what + "has another number than " + count);
        expect(attempt.revision() == row.revision(), what + "is of another revision");
        expect(!attempt.reason().contains("fault of Millrace."), what + attempt.reason());
        boolean settles = attempt.decision().equals("settle");
        Fate before = fate(step);
        if (settles) {
            expect(before == Fate.UNKNOWN, what + "settles a step that is " + before);
        } else if (!stops) {
            expect(before == Fate.DUE, what + "was recorded for a step that is " + before);
        } else {
            expect(!recorded.containsKey(step.id()), what + "was recorded for a step that has ended");
        }
        if (step.items() > 0) {
            items(step).ended(attempt, what);
        } else {
            doneOnce(step, attempt, what);
        }
        if (!settles) {
            waitsNoMore(step, attempt, what);
        }
        switch (attempt.decision()) {
            case "foreach" -> expect(step.items() > 0, what + "goes over items and has none");
            case "wait" -> begins(step, attempt, what);
            case "approve", "reject" ->
                recorded.put(step.id(), attempt.status().equals("succeeded") ? Fate.SUCCEEDED : Fate.FAILED);
            case "done", "reuse" -> recorded.put(step.id(), Fate.SUCCEEDED);
            case "skip" -> {
                expect(!step.wanted(number), what + "was skipped although its condition is true");
                recorded.put(step.id(), Fate.SKIPPED);
            }
            case "fail" -> recorded.put(step.id(), Fate.FAILED);
            case "ask" -> recorded.put(step.id(), Fate.UNKNOWN);
            case "stop" -> recorded.put(step.id(), Fate.CANCELLED);
            case "retry", "look_up" -> retry(step.id(), attempt, what);
            case "settle" -> settle(step, attempt);
            default -> book.broken(what + "is a decision that nobody knows");
        }
    }

    /** What can be looked up is done exactly once by whoever says that it is done, unless a person had it done again. */
    private void doneOnce(Step step, AttemptRow attempt, String what) {
        if (!step.action().equals("once") || !attempt.decision().equals("done") || doneAgain.contains(step.id())) {
            return;
        }
        String key = Ids.text("exe", row.id()) + "/" + step.id() + "/" + attempt.item();
        expect(
                book.effects().right(key),
                what + "is done, and was really done " + book.effects().count(key) + " times");
    }

    private void begins(Step step, AttemptRow attempt, String what) {
        expect(attempt.nextAt() != null, what + "waits without an end");
        waiting.put(step.id(), attempt.nextAt() == null ? Instant.MAX : attempt.nextAt());
    }

    private void waitsNoMore(Step step, AttemptRow attempt, String what) {
        Instant until = waiting.remove(step.id());
        boolean answer =
                attempt.decision().equals("approve") || attempt.decision().equals("reject");
        expect(!answer || (until != null && step.work().kind() == Kind.APPROVAL), what + "answers what was not asked");
        if (until == null || attempt.decision().equals("stop")) {
            return;
        }
        if (step.work().kind() == Kind.CALL) {
            book.calls().over(row.id(), attempt);
        } else if (!answer) {
            expect(
                    !book.now().plus(Server.MOST_SKEW).isBefore(until),
                    what + "is over before its time, which is " + until);
        }
    }

    private ItemsModel items(Step step) {
        return items.computeIfAbsent(step.id(), _ -> new ItemsModel(step, this::expect));
    }

    /** @param id of the step, or of one of its items */
    private void retry(String id, AttemptRow attempt, String what) {
        words.merge(id, 1, Integer::sum);
        expect(
                !attempt.reason().isBlank() && attempt.errorClass() != null && attempt.nextAt() != null,
                what + "does not say why, or when");
        // A server's clock may be set back between the two.
        expect(
                attempt.nextAt() == null
                        || !attempt.nextAt().isBefore(attempt.startedAt().minus(Server.MOST_SKEW.multipliedBy(2))),
                what + "is due again before it began");
    }

    private void settle(Step step, AttemptRow attempt) {
        switch (attempt.status()) {
            case "succeeded" -> recorded.put(step.id(), Fate.SUCCEEDED);
            case "failed" -> recorded.put(step.id(), Fate.FAILED);
            default -> {
                recorded.remove(step.id());
                words.merge(step.id(), 1, Integer::sum);
                doneAgain.add(step.id());
            }
        }
    }

    // --- what must agree ---------------------------------------------------------------------------------------------

    private void check(ExecutionRow stored, List<TaskRow> tasks) {
        expect(stored.status().ended() == (stored.finishedAt() != null), "has an end although it is not over, or none");
        if (stored.status().ended() || stored.status() == ExecutionStatus.WAITING) {
            expect(
                    tasks.stream()
                            .allMatch(task -> !stored.status().ended()
                                    && waiting.containsKey(task.key().step())),
                    "is " + stored.status() + " and has tasks: " + tasks);
        }
        List<String> withTask = new ArrayList<>();
        tasks.forEach(task -> withTask.add(task.key().step()));
        everDue.addAll(withTask);
        if (stored.status() == ExecutionStatus.CANCELLING) {
            expect(withTask.contains(""), "is being cancelled without an end in sight");
            return;
        }
        expect(!atGates || tasks.size() == 1, "waits to begin and has begun: " + tasks);
        if (stored.status() == ExecutionStatus.CANCELLED) {
            return;
        }
        shape.all()
                .filter(step -> step.items() > 0 && fate(step) == Fate.DUE && !atGates)
                .forEach(step -> items(step).underWay(itemsOf(step, tasks)));
        Map<String, String> progress = progress(stored.progress());
        shape.all().forEach(step -> agree(step, progress.getOrDefault(step.id(), "P0"), withTask));
        ExecutionStatus whole = atGates ? ExecutionStatus.QUEUED : whole();
        boolean queued = stored.status() == ExecutionStatus.QUEUED && whole == ExecutionStatus.RUNNING;
        expect(queued || stored.status() == whole, "is " + stored.status() + " where " + whole + " is right");
        expect(
                stored.status() != ExecutionStatus.FAILED || stored.failure() != null,
                "has failed and does not say of what");
    }

    private static List<Integer> itemsOf(Step step, List<TaskRow> tasks) {
        return tasks.stream()
                .filter(task -> task.key().step().equals(step.id()))
                .map(task -> task.key().item())
                .toList();
    }

    private void agree(Step step, String letterAndTries, List<String> withTask) {
        Fate now = fate(step);
        Fate fate = atGates && now == Fate.DUE ? Fate.PENDING : now;
        boolean undecided = atGates && !recorded.containsKey(step.id()); // what is skipped is decided when it begins
        String letters = switch (fate) {
            case PENDING -> "P";
            case DUE -> waiting.containsKey(step.id()) ? "W" : "RXY";
            case SUCCEEDED -> "S";
            case FAILED -> "F";
            case SKIPPED -> undecided ? "PK" : "K";
            case CANCELLED -> "C";
            case UNKNOWN -> "U";
        };
        expect(
                letters.indexOf(letterAndTries.charAt(0)) >= 0,
                "stores " + letterAndTries + " for step " + step.id() + ", which is " + fate);
        expect(
                Integer.parseInt(letterAndTries.substring(1)) == attempts.getOrDefault(step.id(), 0),
                "counts " + letterAndTries + " for step " + step.id() + ", which was recorded "
                        + attempts.getOrDefault(step.id(), 0) + " times");
        long tasks = withTask.stream().filter(step.id()::equals).count();
        expect(
                (fate == Fate.DUE && step.items() > 0) || tasks == (fate == Fate.DUE ? 1 : 0),
                "has " + tasks + " tasks for step " + step.id() + ", which is " + fate);
    }

    private static Map<String, String> progress(String text) {
        Map<String, String> progress = new HashMap<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(";")) {
            String[] sides = part.split("=");
            progress.put(sides[0], sides[1].replaceAll(":.*", "")); // without the counters of a foreach
        }
        return progress;
    }

    /** @param holds whether the caller has the step's task now; one that stood still too long may not know that it has not */
    void called(String id, String item, boolean holds, Map<String, Object> input) {
        Step step = shape.step(id).orElseThrow();
        boolean stops = row.status() == ExecutionStatus.CANCELLING || row.status() == ExecutionStatus.CANCELLED;
        if (holds && !stops) {
            expect(fate(step) == Fate.DUE, "calls " + id + ", which is " + fate(step));
        }
        expect(everDue.contains(id), "calls " + id + ", which never was its turn");
        expect(step.wanted(number), "calls " + id + " although its condition is false");
        expect(
                input.isEmpty() || Objects.equals(input.get("n"), number),
                "calls " + id + " with the input of another: " + input);
        String once = step.items() > 0 ? id + "/" + item : id;
        int count = calls.merge(once, 1, Integer::sum);
        if (step.neverRepeatedBlindly()) {
            int allowed = words.getOrDefault(id, 0) + (step.items() > 0 ? words.getOrDefault(once, 0) : 0);
            expect(count <= 1 + allowed, "calls " + once + " for the " + count + ". time, and nobody allowed it");
        }
    }

    private void expect(boolean right, String what) {
        book.expect(right, name + " " + what);
    }
}
