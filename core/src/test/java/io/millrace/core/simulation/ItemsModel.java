package io.millrace.core.simulation;

import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.simulation.Shape.Step;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What the journal says of the items of one foreach step, and whether what is said of the step goes with it. */
final class ItemsModel {
    private final Step step;
    private final BiConsumer<Boolean, String> expect;
    private final Map<Integer, Integer> attempts = new HashMap<>();
    private final Map<Integer, String> decisions = new HashMap<>();

    /** @param expect takes what must be true, and what is wrong if it is not */
    ItemsModel(Step step, BiConsumer<Boolean, String> expect) {
        this.step = step;
        this.expect = expect;
    }

    /** @param due whether the step has something to do */
    void record(AttemptRow attempt, boolean due, String what) {
        int count = attempts.merge(attempt.item(), 1, Integer::sum);
        expect.accept(attempt.no() == count, what + "has another number than " + count);
        expect.accept(attempt.item() <= step.items(), what + "is of an item that does not exist");
        expect.accept(due, what + "was recorded for an item of a step that is not under way");
        expect.accept(!"done".equals(decisions.get(attempt.item())), what + "was recorded for an item that is done");
        decisions.put(attempt.item(), attempt.decision().equals("reuse") ? "done" : attempt.decision());
    }

    /** The step has ended once all its items have. */
    void ended(AttemptRow attempt, String what) {
        Collection<String> last = decisions.values();
        switch (attempt.decision()) {
            case "done" ->
                expect.accept(
                        last.size() == step.items() && last.stream().allMatch("done"::equals),
                        what + "is done and its items are " + decisions);
            case "fail" ->
                expect.accept(
                        !attempt.reason().startsWith("Of ") || (last.contains("fail") && !last.contains("ask")),
                        what + "has failed and its items are " + decisions);
            case "ask" -> expect.accept(last.contains("ask"), what + "is unknown and its items are " + decisions);
            default -> {
                // The beginning, a stop or a person's word, which say nothing of the items.
            }
        }
    }

    /** @param items of the tasks of the step while it is due; 0 for the one that begins with the items */
    void underWay(List<Integer> items) {
        boolean begins = items.equals(List.of(0));
        boolean goesOn = !items.isEmpty() && items.size() <= step.parallel() && !items.contains(0);
        expect.accept(begins || goesOn, "has tasks for the items " + items + " of step " + step.id());
    }
}
