package io.millrace.core.engine;

import io.millrace.core.execution.ExecutionStore;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.ChunkRow;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.Ids;
import io.millrace.core.workflow.StepStatus;
import io.millrace.core.workflow.WorkflowStore;
import io.millrace.core.workflow.WorkflowUse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads executions in memory, and drops old ones. */
final class FakeExecutions implements ExecutionStore {
    private final FakeEngineStore rows;
    private final WorkflowStore workflows;
    /** How many of the next look-ups fail. */
    private int failing;

    FakeExecutions(FakeEngineStore rows, WorkflowStore workflows) {
        this.rows = rows;
        this.workflows = workflows;
    }

    void failLookups(int next) {
        synchronized (rows) {
            failing = next;
        }
    }

    @Override
    public Optional<ExecutionRow> find(long id) {
        synchronized (rows) {
            if (failing > 0) {
                failing--;
                throw FailingLedgerStore.unavailable();
            }
            return Optional.ofNullable(rows.executions.get(id));
        }
    }

    @Override
    public List<ExecutionRow> list(String project, Filter filter, long before, int limit) {
        synchronized (rows) {
            return rows.executions.headMap(before, false).descendingMap().values().stream()
                    .filter(row -> row.project().equals(project))
                    .filter(row -> shown(row, filter))
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public int count(String project, Filter filter, long before, int limit) {
        return list(project, filter, before, limit).size();
    }

    @Override
    public List<Unfinished> unfinished(String project, long after, int limit) {
        synchronized (rows) {
            return rows.executions.tailMap(after, false).values().stream()
                    .filter(row -> row.project().equals(project))
                    .filter(row -> !row.status().ended())
                    .limit(limit)
                    .map(row -> new Unfinished(row, tasks(row.id())))
                    .toList();
        }
    }

    @Override
    public List<TaskRow> strayTasks(String project, int limit) {
        synchronized (rows) {
            return rows.tasks.values().stream()
                    .filter(task -> task.project().equals(project))
                    .filter(task -> !task.outlivesExecution())
                    .filter(task -> Optional.ofNullable(
                                    rows.executions.get(task.key().subject()))
                            .map(row -> row.status().ended())
                            .orElse(true))
                    .limit(limit)
                    .toList();
        }
    }

    private boolean shown(ExecutionRow row, Filter filter) {
        return filter.workflow().map(row.workflow()::equals).orElse(true)
                && (filter.statuses().isEmpty() || filter.statuses().contains(row.status()))
                && filter.from().map(from -> !row.createdAt().isBefore(from)).orElse(true)
                && filter.to().map(row.createdAt()::isBefore).orElse(true)
                && uses(row, WorkflowUse.Kind.TOOL, filter.tool())
                && uses(row, WorkflowUse.Kind.ACTION, filter.action())
                && uses(row, WorkflowUse.Kind.CONNECTION, filter.connection())
                && uses(row, WorkflowUse.Kind.TAG, filter.tag());
    }

    private boolean uses(ExecutionRow row, WorkflowUse.Kind kind, Optional<String> name) {
        return name.map(value -> workflows
                        .uses(row.project(), row.workflow(), row.version())
                        .contains(new WorkflowUse(kind, value)))
                .orElse(true);
    }

    @Override
    public List<ExecutionRow> ofEvent(long event) {
        synchronized (rows) {
            return rows.executions.descendingMap().values().stream()
                    .filter(row -> row.event() == event)
                    .toList();
        }
    }

    @Override
    public List<Course> courses(String project, Instant from, Instant to, int limit) {
        synchronized (rows) {
            return rows
                    .executions
                    .subMap(Ids.firstAt(from), true, Ids.firstAt(to), false)
                    .descendingMap()
                    .values()
                    .stream()
                    .filter(row -> row.project().equals(project))
                    .map(row -> new Course(row.status(), row.createdAt(), row.finishedAt()))
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public List<AttemptRow> attempts(long execution) {
        List<AttemptRow> shown = new ArrayList<>();
        long filled = 0;
        for (AttemptRow row : ofSteps(execution).reversed()) {
            filled += bytes(row.input()) + bytes(row.exchanges()) + bytes(row.output());
            shown.add(filled <= MOST_BYTES ? row : outline(row));
        }
        return shown.subList(0, Math.min(shown.size(), MOST_ATTEMPTS)).reversed();
    }

    private List<AttemptRow> journal(long execution) {
        synchronized (rows) {
            return rows.attempts.stream()
                    .filter(row -> row.subject() == execution)
                    .sorted(Comparator.comparingInt(AttemptRow::revision))
                    .toList();
        }
    }

    private List<AttemptRow> ofSteps(long execution) {
        return journal(execution).stream().filter(row -> row.item() == 0).toList();
    }

    @Override
    public Optional<String> chunk(long execution, String step, int round, int no) {
        synchronized (rows) {
            return rows.chunks.stream()
                    .filter(row -> row.execution() == execution
                            && row.step().equals(step)
                            && row.round() == round
                            && row.no() == no)
                    .map(ChunkRow::body)
                    .findFirst();
        }
    }

    @Override
    public List<ItemTries> itemTries(long execution, String step) {
        return ofItems(execution, step).entrySet().stream()
                .map(item -> new ItemTries(
                        item.getKey() - 1,
                        item.getValue().getLast().no(),
                        item.getValue().stream().anyMatch(row -> row.status().equals("succeeded"))))
                .toList();
    }

    @Override
    public Optional<Map<Integer, String>> itemOutputs(long execution, String step, long mostBytes) {
        Map<Integer, String> outputs = new TreeMap<>();
        ofItems(execution, step)
                .forEach((item, entries) -> entries.stream()
                        .filter(row -> row.status().equals("succeeded"))
                        .flatMap(row -> Stream.ofNullable(row.output()))
                        .forEach(output -> outputs.put(item - 1, output)));
        long all = outputs.values().stream().mapToLong(FakeExecutions::bytes).sum();
        return all > mostBytes ? Optional.empty() : Optional.of(outputs);
    }

    @Override
    public List<AttemptRow> items(long execution, String step, Optional<StepStatus> status, int after, int limit) {
        return ofItems(execution, step).values().stream()
                .map(entries -> entries.getLast())
                .filter(row -> row.item() - 1 > after)
                .filter(row -> status.map(wanted -> wanted.code().equals(row.status()) && row.nextAt() == null)
                        .orElse(true))
                .limit(limit)
                .map(FakeExecutions::withoutValues)
                .toList();
    }

    @Override
    public List<AttemptRow> itemAttempts(long execution, String step, int index) {
        return ofItems(execution, step).getOrDefault(index + 1, List.of());
    }

    private SortedMap<Integer, List<AttemptRow>> ofItems(long execution, String step) {
        return journal(execution).stream()
                .filter(row -> row.step().equals(step) && row.item() > 0)
                .sorted(Comparator.comparingInt(AttemptRow::no))
                .collect(Collectors.groupingBy(AttemptRow::item, TreeMap::new, Collectors.toList()));
    }

    private static AttemptRow withoutValues(AttemptRow row) {
        return new AttemptRow(
                row.subject(),
                row.step(),
                row.item(),
                row.no(),
                row.revision(),
                row.status(),
                row.errorClass(),
                row.decision(),
                row.reason(),
                row.startedAt(),
                row.finishedAt(),
                row.nextAt(),
                null,
                null,
                null);
    }

    private static long bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static AttemptRow outline(AttemptRow row) {
        return new AttemptRow(
                row.subject(),
                row.step(),
                row.item(),
                row.no(),
                row.revision(),
                row.status(),
                row.errorClass(),
                row.decision(),
                row.reason(),
                row.startedAt(),
                row.finishedAt(),
                row.nextAt(),
                row.input() == null ? null : AttemptRow.LEFT_OUT,
                null,
                row.output() == null ? null : AttemptRow.LEFT_OUT);
    }

    @Override
    public List<AttemptRow> attemptsAfter(long execution, int revision, int limit) {
        return ofSteps(execution).stream()
                .filter(row -> row.revision() > revision)
                .limit(limit)
                .toList();
    }

    @Override
    public Map<String, Integer> tries(long execution) {
        return ofSteps(execution).stream()
                .filter(row -> !row.decision().equals("skip"))
                .collect(Collectors.groupingBy(AttemptRow::step, Collectors.summingInt(row -> 1)));
    }

    @Override
    public Optional<AttemptRow> attempt(long execution, String step, int item, int no) {
        return journal(execution).stream()
                .filter(row -> row.step().equals(step) && row.item() == item && row.no() == no)
                .findFirst();
    }

    @Override
    public List<TaskRow> tasks(long execution) {
        synchronized (rows) {
            return rows.tasks.values().stream()
                    .filter(row -> row.key().subject() == execution)
                    .toList();
        }
    }

    @Override
    public List<WaitingApproval> approvals(String project, ApprovalFilter filter, ApprovalPlace after, int limit) {
        synchronized (rows) {
            return rows.tasks.values().stream()
                    .filter(task ->
                            task.kind().equals("approval") && task.project().equals(project))
                    .filter(task -> filter.execution()
                            .map(only -> only == task.key().subject())
                            .orElse(true))
                    .map(this::waiting)
                    .filter(row -> filter.workflow().map(row.workflow()::equals).orElse(true))
                    .filter(row -> row.execution() < after.execution()
                            || (row.execution() == after.execution()
                                    && row.step().compareTo(after.step()) > 0))
                    .sorted(Comparator.comparingLong(WaitingApproval::execution)
                            .reversed()
                            .thenComparing(WaitingApproval::step))
                    .limit(limit)
                    .toList();
        }
    }

    private WaitingApproval waiting(TaskRow task) {
        ExecutionRow execution =
                Objects.requireNonNull(rows.executions.get(task.key().subject()));
        AttemptRow asked =
                attempt(task.key().subject(), task.key().step(), task.tries()).orElseThrow();
        return new WaitingApproval(
                execution.id(),
                execution.workflow(),
                execution.version(),
                task.key().step(),
                asked.finishedAt(),
                task.turnAt(),
                String.valueOf(asked.input()));
    }

    @Override
    public int purge(Optional<String> project, Instant endedBefore, Instant eventsBefore, int limit) {
        synchronized (rows) {
            List<Long> ended = rows.executions.values().stream()
                    .filter(row -> project.map(row.project()::equals).orElse(true))
                    .filter(row -> row.status().ended()
                            && row.finishedAt() != null
                            && row.finishedAt().isBefore(endedBefore))
                    .sorted(Comparator.comparing(ExecutionRow::finishedAt))
                    .map(ExecutionRow::id)
                    .limit(limit)
                    .toList();
            rows.blobUses.drop(ended);
            int dropped = drop(rows.executions.keySet(), ended.stream());
            dropped +=
                    drop(rows.chunks, List.copyOf(rows.chunks).stream().filter(row -> ended.contains(row.execution())));
            dropped += drop(
                    rows.attempts, List.copyOf(rows.attempts).stream().filter(row -> ended.contains(row.subject())));
            List<Long> events = rows.events.headMap(Ids.firstAt(eventsBefore)).values().stream()
                    .filter(event -> project.map(event.project()::equals).orElse(true))
                    .map(EventRow::id)
                    .filter(event -> ofEvent(event).isEmpty())
                    .limit(limit)
                    .toList();
            rows.blobUses.drop(events);
            dropped += drop(rows.events.keySet(), events.stream());
            return dropped;
        }
    }

    @Override
    public int purgeKeys(Instant now, int limit) {
        synchronized (rows) {
            return drop(
                    rows.keys.keySet(),
                    rows.keys.entrySet().stream()
                            .filter(key -> !key.getValue().until().isAfter(now))
                            .map(key -> key.getKey())
                            .limit(limit));
        }
    }

    @Override
    public List<String> projects() {
        synchronized (rows) {
            return rows.events.values().stream()
                    .map(EventRow::project)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static <T> int drop(Collection<T> from, Stream<T> dropped) {
        List<T> list = dropped.toList();
        from.removeAll(list);
        return list.size();
    }
}
