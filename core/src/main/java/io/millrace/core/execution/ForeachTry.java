package io.millrace.core.execution;

import io.millrace.core.connection.SecretMask;
import io.millrace.core.execution.StepTry.Tried;
import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.ledger.ChunkRow;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.PlannedStep.PlannedForeach;
import io.millrace.core.workflow.StepSpec.Foreach;
import io.millrace.sdk.ErrorClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a foreach step: finds out what it goes over. The items of the first time are kept, so that whatever
 * changes meanwhile, a later round goes over the same ones.
 */
final class ForeachTry {
    /** The most that all items of a step take, in bytes of JSON. */
    static final long MOST_BYTES = 16 << 20;

    private final ExecutionStore executions;

    ForeachTry(ExecutionStore executions) {
        this.executions = executions;
    }

    Tried begin(Subjects.Subject subject, PlannedForeach each, Bindings bindings, SecretMask mask)
            throws EvaluationException {
        Round round = new Round(subject.execution().id(), subject.step().id());
        Fan before = Progress.parse(subject.execution().progress())
                .of(subject.step().id())
                .fan();
        return before == null ? round.first(each, mask.value(each.items().resolve(bindings))) : again(round, before);
    }

    private Tried again(Round round, Fan before) {
        int[] tries = new int[before.items()];
        boolean[] done = new boolean[before.items()];
        for (ExecutionStore.ItemTries item : executions.itemTries(round.execution(), round.step())) {
            tries[item.index()] = item.tries();
            done[item.index()] = item.done();
        }
        List<@Nullable Object> left = new ArrayList<>();
        for (int index = 0; index < done.length; index++) {
            if (!done[index]) {
                left.add(List.of((long) index, (long) tries[index]));
            }
        }
        Fan fan = before.again(left.size());
        if (left.isEmpty()) {
            return Tried.done(ItemAdvance.counts(fan));
        }
        String reason = left.size() + " of " + before.items() + " items again.";
        return Tried.of(new Verdict.FanOut(reason, fan, round.chunks(fan.round(), left)));
    }

    /** What is written down of the items of one step of one execution. */
    private record Round(long execution, String step) {
        Tried first(PlannedForeach each, @Nullable Object value) {
            if (!(value instanceof List<?> list)) {
                return Tried.of(StepTry.failure(
                        ErrorClass.VALIDATION, "The 'items' of a foreach give a list, and these give none."));
            }
            List<@Nullable Object> items =
                    each.batch().map(size -> batches(list, size)).orElseGet(() -> new ArrayList<>(list));
            if (items.isEmpty()) {
                Map<String, Object> nothing = new LinkedHashMap<>(ItemAdvance.counts(Fan.first(0)));
                nothing.put("outputs", List.of());
                return Tried.done(nothing);
            }
            if (items.size() > Foreach.MOST_ITEMS) {
                return Tried.of(StepTry.failure(
                        ErrorClass.VALIDATION,
                        "These are " + items.size() + " items; a foreach goes over at most " + Foreach.MOST_ITEMS
                                + ". Put some together with 'batch'."));
            }
            List<ChunkRow> chunks = chunks(0, items);
            long bytes =
                    chunks.stream().mapToLong(chunk -> chunk.body().length()).sum();
            if (bytes > MOST_BYTES) {
                return Tried.of(StepTry.failure(
                        ErrorClass.VALIDATION,
                        "The items are larger than " + (MOST_BYTES >> 20) + " MiB of JSON; make them smaller."));
            }
            String reason = items.size()
                    + (items.size() == 1 ? " item" : " items")
                    + (each.parallel() == 1 ? ", one at a time." : ", " + each.parallel() + " at a time.");
            return Tried.of(new Verdict.FanOut(reason, Fan.first(items.size()), chunks));
        }

        private static List<@Nullable Object> batches(List<?> list, int size) {
            List<@Nullable Object> batches = new ArrayList<>();
            for (int from = 0; from < list.size(); from += size) {
                batches.add(list.subList(from, Math.min(list.size(), from + size)));
            }
            return batches;
        }

        List<ChunkRow> chunks(int round, List<@Nullable Object> elements) {
            List<ChunkRow> chunks = new ArrayList<>();
            for (int from = 0; from < elements.size(); from += ChunkRow.SIZE) {
                List<@Nullable Object> part = elements.subList(from, Math.min(elements.size(), from + ChunkRow.SIZE));
                chunks.add(new ChunkRow(execution, step, round, chunks.size(), Json.write(part)));
            }
            return chunks;
        }
    }
}
