package io.millrace.core.execution;

import com.github.benmanes.caffeine.cache.Cache;
import io.millrace.core.connection.SecretMask;
import io.millrace.core.connection.SecretMasks;
import io.millrace.core.connection.Variables;
import io.millrace.core.expression.Bindings;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.Caches;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.PlannedStep;
import io.millrace.core.workflow.Published;
import io.millrace.core.workflow.StepStatus;
import io.millrace.core.workflow.Workflows;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks up what a task belongs to: its execution, its version's plan, and the values its expressions see.
 *
 * <p>A task that was handed over finds the row that the commit of this node has just written; a claimed one reads it anew,
 * since others may have changed it.
 */
final class Subjects {
    private final ExecutionStore executions;
    private final Workflows workflows;
    private final Variables variables;
    private final SecretMasks masks;
    private final Recall recall;
    private final Function<String, URI> catchers;
    private final Cache<Long, ExecutionRow> fresh = Caches.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    Subjects(
            ExecutionStore executions,
            Workflows workflows,
            Variables variables,
            SecretMasks masks,
            Recall recall,
            Function<String, URI> catchers) {
        this.executions = executions;
        this.workflows = workflows;
        this.variables = variables;
        this.masks = masks;
        this.recall = recall;
        this.catchers = catchers;
    }

    /**
     * Keeps the row a commit of this node has just written, for the tasks it handed over. Two commits may be told here in
     * the other order than they were made, and a task must never see less than the commit that made it.
     */
    void remember(ExecutionRow row) {
        if (row.status().ended()) {
            fresh.invalidate(row.id());
            recall.forget(row);
        } else {
            fresh.asMap().merge(row.id(), row, (known, next) -> next.revision() > known.revision() ? next : known);
        }
    }

    /** What a look-up finds. */
    sealed interface Found {}

    /** What the task belongs to is not there any more, and will not come back. */
    record Gone(String reason) implements Found {}

    Found of(TaskRow task, boolean handedOver) {
        long id = task.key().subject();
        ExecutionRow known = handedOver ? fresh.getIfPresent(id) : null;
        Optional<ExecutionRow> row = known != null ? Optional.of(known) : executions.find(id);
        if (row.isEmpty()) {
            return new Gone("The execution " + Ids.text("exe", id) + " is gone.");
        }
        ExecutionRow execution = row.get();
        Optional<Published> version = workflows.version(execution.project(), execution.workflow(), execution.version());
        if (version.isEmpty()) {
            return new Gone("The version " + execution.version() + " of the workflow '" + execution.workflow()
                    + "' is gone or cannot be read any more, so the execution cannot go on.");
        }
        Optional<PlannedStep> step = version.get().plan().step(task.key().step());
        if (step.isEmpty()) {
            return new Gone("The workflow '" + execution.workflow() + "' has no step '"
                    + task.key().step() + "' in its version " + execution.version() + ".");
        }
        if (task.key().item() == 0) {
            return new Subject(execution, version.get(), step.get(), Optional.empty());
        }
        Optional<Item> item = item(execution, task.key());
        return item.isPresent()
                ? new Subject(execution, version.get(), step.get(), item)
                : new Gone("The items of the step '" + task.key().step() + "' are gone.");
    }

    /**
     * What one run of the work of a foreach step is about.
     *
     * @param index its place in the list
     * @param triesBefore how often it was tried in earlier rounds
     */
    record Item(int index, int triesBefore, @Nullable Object value) {
        /** Its number in the journal, where 0 stands for the step itself. */
        int number() {
            return index + 1;
        }
    }

    private Optional<Item> item(ExecutionRow execution, TaskKey key) {
        int round = Progress.parse(execution.progress()).fan(key.step()).round();
        return recall.place(execution.id(), key.step(), round, key.item() - 1)
                .flatMap(at -> recall.element(execution.id(), key.step(), 0, at.index())
                        .map(element -> new Item(at.index(), at.triesBefore(), element.value())));
    }

    /** A task's surroundings. */
    final class Subject implements Found {
        private final ExecutionRow execution;
        private final Published version;
        private final PlannedStep step;
        private final Optional<Item> item;

        private Subject(ExecutionRow execution, Published version, PlannedStep step, Optional<Item> item) {
            this.execution = execution;
            this.version = version;
            this.step = step;
            this.item = item;
        }

        ExecutionRow execution() {
            return execution;
        }

        Published workflow() {
            return version;
        }

        Plan plan() {
            return version.plan();
        }

        PlannedStep step() {
            return step;
        }

        /** Empty for the step itself. */
        Optional<Item> item() {
            return item;
        }

        /** Whether a variable is there or may be made; what others make in this moment is not counted. */
        boolean roomFor(String variable) {
            Set<String> plain = variables.plainNames(execution.project());
            Set<String> secret = variables.secretNames(execution.project());
            return plain.contains(variable)
                    || secret.contains(variable)
                    || plain.size() + secret.size() < Variables.MAX_PER_PROJECT;
        }

        /** What hides the project's secrets, as of now; asked for once for each attempt. */
        SecretMask mask() {
            return masks.of(execution.project());
        }

        /** The try that began to wait, when the step has waited until now. */
        Optional<AttemptRow> waited() {
            Progress.Entry entry = Progress.parse(execution.progress()).of(step.id());
            return entry.status() == StepStatus.WAITING
                    ? executions.attempt(execution.id(), step.id(), entry.tries())
                    : Optional.empty();
        }

        /** The values the step's expressions read, and no others: an output that nobody reads is not loaded. */
        Bindings bindings() {
            Set<String> read = references();
            Map<String, @Nullable Object> values = new HashMap<>();
            if (read.contains("event")) {
                values.put("event", recall.event(execution.event()));
            }
            values.put("steps", recall.steps(execution, read));
            values.put("vars", variables.plain(execution.project()));
            values.put("workflow", Views.workflow(version));
            values.put("project", Views.project(execution.project(), catchers.apply(execution.project())));
            values.put(
                    "execution",
                    Map.of(
                            "id", Ids.text("exe", execution.id()),
                            "created_at", execution.createdAt().toString()));
            item.ifPresent(each -> {
                values.put("item", each.value());
                values.put("index", (long) each.index());
            });
            if (execution.failure() != null) {
                values.put("failure", Json.read(execution.failure()));
            }
            return new Bindings(
                    values, name -> variables.secret(execution.project(), name).orElse(null));
        }

        private Set<String> references() {
            if (item.isPresent()) {
                return step.work().references();
            }
            Set<String> read = new TreeSet<>();
            step.when().ifPresent(when -> read.addAll(when.references()));
            read.addAll(step.foreach().map(each -> each.items().references()).orElseGet(step.work()::references));
            return read;
        }
    }
}
