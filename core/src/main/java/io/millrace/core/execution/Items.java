package io.millrace.core.execution;

import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.Cursor;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.workflow.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How it went with each item of a foreach step. */
public final class Items {
    private static final Cursor CURSOR = new Cursor("items");

    private final ExecutionStore store;
    private final Recall recall;
    private final Payloads payloads;

    Items(ExecutionStore store, Recall recall, Payloads payloads) {
        this.store = store;
        this.recall = recall;
        this.payloads = payloads;
    }

    /**
     * One item.
     *
     * @param index its place in the list, from 0
     * @param attempts how often it was tried
     * @param errorClass of its last attempt, if that failed
     * @param reason of its last attempt's decision; may be empty
     * @param nextAt when it is tried next, while it waits for that
     */
    public record Item(
            int index,
            StepStatus status,
            int attempts,
            @Nullable String errorClass,
            String reason,
            @Nullable Instant finishedAt,
            @Nullable Instant nextAt) {}

    /** @param value what the step's work sees as {@code item}: plain JSON */
    public record Detail(Item item, @Nullable Object value, List<AttemptRow> attempts) {}

    /**
     * The items of a step in the order of the list.
     *
     * @param status only those that ended so; empty for all, also those that have not begun
     * @param cursor {@code next} of the page before
     * @param limit 1 to {@value Page#MAX_LIMIT}
     * @throws MillraceException {@code not_found} when there is no such execution, or the step has not begun with items
     */
    public Page<Item> list(
            String project,
            long execution,
            String step,
            Optional<StepStatus> status,
            Optional<String> cursor,
            int limit) {
        int after = cursor.map(text -> CURSOR.read(text, Items::index)).orElse(-1);
        Round round = round(project, execution, step);
        List<Item> found = status.isPresent()
                ? store.items(execution, step, status, after, limit + 1).stream()
                        .map(entry -> round.item(entry.item() - 1, entry))
                        .toList()
                : range(round, after + 1, Math.min(round.fan().items(), after + 2 + limit));
        return Page.of(found, limit, item -> CURSOR.write(Integer.toString(item.index())));
    }

    /** @throws MillraceException {@code not_found} also when the list has no such item */
    public Detail get(String project, long execution, String step, int index) {
        Round round = round(project, execution, step);
        Recall.Element element = Optional.of(index)
                .filter(place -> place < round.fan().items())
                .flatMap(place -> recall.element(execution, step, 0, place))
                .orElseThrow(() -> MillraceException.notFound("item", Integer.toString(index)));
        List<AttemptRow> attempts = payloads.shown(store.itemAttempts(execution, step, index), Executions.MOST_LOADED);
        return new Detail(round.item(index, attempts.isEmpty() ? null : attempts.getLast()), element.value(), attempts);
    }

    private static Optional<Integer> index(String key) {
        try {
            return Optional.of(Integer.parseInt(key));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private List<Item> range(Round round, int from, int to) {
        Map<Integer, AttemptRow> entries = new HashMap<>();
        store.items(round.execution().id(), round.step(), Optional.empty(), from - 1, to - from)
                .forEach(entry -> entries.put(entry.item() - 1, entry));
        List<Item> items = new ArrayList<>();
        IntStream.range(from, to).forEach(index -> items.add(round.item(index, entries.get(index))));
        return items;
    }

    private Round round(String project, long id, String step) {
        ExecutionRow execution = store.find(id)
                .filter(row -> row.project().equals(project))
                .orElseThrow(() -> MillraceException.notFound("execution", Ids.text("exe", id)));
        Fan fan = Progress.parseOrNone(execution.progress()).of(step).fan();
        if (fan == null) {
            throw MillraceException.notFound("list of items of the step", step);
        }
        return new Round(execution, step, fan, running(execution, step, fan));
    }

    /** The items that are being worked on at this moment. */
    private Set<Integer> running(ExecutionRow execution, String step, Fan fan) {
        Set<Integer> running = new HashSet<>();
        for (TaskRow task : fan.live() == 0 ? List.<TaskRow>of() : store.tasks(execution.id())) {
            if (task.key().step().equals(step) && task.key().item() > 0 && task.place() == TaskRow.Place.OWNED) {
                int place = task.key().item() - 1;
                recall.place(execution.id(), step, fan.round(), place).ifPresent(at -> running.add(at.index()));
            }
        }
        return running;
    }

    /** @param running by index */
    private record Round(ExecutionRow execution, String step, Fan fan, Set<Integer> running) {
        Item item(int index, @Nullable AttemptRow last) {
            return new Item(
                    index,
                    status(index, last),
                    last == null ? 0 : last.no(),
                    last == null ? null : last.errorClass(),
                    last == null ? "" : last.reason(),
                    last == null ? null : last.finishedAt(),
                    last == null ? null : last.nextAt());
        }

        private StepStatus status(int index, @Nullable AttemptRow last) {
            if (running.contains(index)) {
                return StepStatus.RUNNING;
            }
            if (last == null) {
                return execution.status().ended() ? StepStatus.SKIPPED : StepStatus.PENDING;
            }
            return last.nextAt() != null && !execution.status().ended()
                    ? StepStatus.RETRYING
                    : StepStatus.ofCode(last.status());
        }
    }
}
