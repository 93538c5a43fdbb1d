package io.millrace.core.workflow;

import io.millrace.core.expression.Condition;
import io.millrace.core.expression.Template;
import io.millrace.core.workflow.StepSpec.Approver;
import io.millrace.core.workflow.StepSpec.OnCrash;
import io.millrace.core.workflow.StepSpec.OnItemFailure;
import io.millrace.core.workflow.StepSpec.OnReject;
import io.millrace.core.workflow.StepSpec.OnTimeout;
import io.millrace.core.workflow.StepSpec.OnUnknown;
import io.millrace.core.workflow.StepSpec.RunIf;
import io.millrace.core.workflow.StepSpec.Term;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A step with its expressions compiled.
 *
 * @param index its place among all steps of the plan, those of {@code on_failure} counted after the others
 * @param needs the steps of the same part that must have ended
 */
public record PlannedStep(
        String id,
        int index,
        List<String> needs,
        RunIf runIf,
        Optional<Condition> when,
        PlannedWork work,
        Optional<PlannedForeach> foreach,
        RetryPolicy retry,
        Optional<Duration> timeout,
        OnUnknown onUnknown,
        OnCrash onCrash) {
    public PlannedStep {
        needs = List.copyOf(needs);
    }

    /**
     * The list over whose items the work is done.
     *
     * @param items resolves to a list
     * @param batch how many items make one; empty for the items themselves
     */
    public record PlannedForeach(Template items, Optional<Integer> batch, int parallel, OnItemFailure onItemFailure) {}

    /** What the step does. */
    public sealed interface PlannedWork {
        StepKind kind();

        /** What is resolved before it runs. */
        Template template();

        /** What its expressions read, such as {@code event} and {@code steps.post}. */
        default Set<String> references() {
            return template().references();
        }
    }

    /**
     * For how long the result of an action may stand for the same call.
     *
     * @param key resolves to what tells calls apart instead of their inputs
     */
    public record PlannedCache(Duration ttl, Optional<Template> key) {}

    /**
     * @param action the full name, {@code slack.send_message}
     * @param cache empty when every run of the step calls
     */
    public record PlannedAction(
            String action, Optional<String> connection, Template input, Optional<PlannedCache> cache)
            implements PlannedWork {
        @Override
        public Set<String> references() {
            Set<String> read = new TreeSet<>(input.references());
            cache.flatMap(PlannedCache::key).ifPresent(key -> read.addAll(key.references()));
            return read;
        }

        @Override
        public StepKind kind() {
            return StepKind.ACTION;
        }

        @Override
        public Template template() {
            return input;
        }
    }

    /** @param value resolves to an object with the term's {@link Term#code} as its only key */
    public record PlannedWait(Term term, Template value) implements PlannedWork {
        @Override
        public StepKind kind() {
            return StepKind.WAIT;
        }

        @Override
        public Template template() {
            return value;
        }
    }

    /** @param text resolves to an object with {@code title} and perhaps {@code details} */
    public record PlannedApproval(
            Template text, List<Approver> roles, Duration timeout, OnTimeout onTimeout, OnReject onReject)
            implements PlannedWork {
        public PlannedApproval {
            roles = List.copyOf(roles);
        }

        @Override
        public StepKind kind() {
            return StepKind.APPROVAL;
        }

        @Override
        public Template template() {
            return text;
        }
    }

    /** Its template resolves to an object with the new value and perhaps {@code if_current}. */
    public record PlannedVariable(String name, Template values) implements PlannedWork {
        @Override
        public StepKind kind() {
            return StepKind.SET_VARIABLE;
        }

        @Override
        public Template template() {
            return values;
        }
    }

    /** @param input resolves to the data of the event that starts the other workflow */
    public record PlannedCall(String workflow, Template input, boolean waits, Duration timeout) implements PlannedWork {
        @Override
        public StepKind kind() {
            return StepKind.WORKFLOW;
        }

        @Override
        public Template template() {
            return input;
        }
    }

    public record PlannedTransform(Template value) implements PlannedWork {
        @Override
        public StepKind kind() {
            return StepKind.TRANSFORM;
        }

        @Override
        public Template template() {
            return value;
        }
    }
}
