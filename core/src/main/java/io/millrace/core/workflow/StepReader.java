package io.millrace.core.workflow;

import io.millrace.core.workflow.RetryPolicy.Backoff;
import io.millrace.core.workflow.StepSpec.Foreach;
import io.millrace.core.workflow.StepSpec.OnCrash;
import io.millrace.core.workflow.StepSpec.OnItemFailure;
import io.millrace.core.workflow.StepSpec.OnUnknown;
import io.millrace.core.workflow.StepSpec.RunIf;
import io.millrace.core.workflow.StepSpec.Work;
import io.millrace.core.yaml.Node;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads one step, in the long form or the short one, where its keys stand at the top of the workflow. */
final class StepReader {
    /** The id of the only step of the short form. */
    static final String SHORT_FORM_ID = "run";

    /** The longest text that is one expression, in characters. */
    static final int MAX_EXPRESSION_LENGTH = 8 * 1024;

    private static final Duration MAX_TIMEOUT = Duration.ofDays(1);
    private static final Duration MAX_PAUSE = Duration.ofDays(7);

    private final Fields fields;

    StepReader(Fields fields) {
        this.fields = fields;
    }

    /** The step of the short form. */
    StepSpec single() {
        return step(SHORT_FORM_ID, List.of(), RunIf.SUCCESS, new WorkReader(fields).action());
    }

    /** A step of the long form. @param before the id of the step written before it, which it needs unless it says otherwise */
    StepSpec read(Optional<String> before) {
        String id = id();
        List<String> needs = fields.has("needs")
                ? fields
                        .texts(
                                "needs",
                                DefinitionReader.MAX_STEPS,
                                "A step needs at most " + DefinitionReader.MAX_STEPS + " others.")
                        .stream()
                        .distinct()
                        .toList()
                : before.map(List::of).orElse(List.of());
        RunIf runIf = fields.choice("if", RunIf.class).orElse(RunIf.SUCCESS);
        StepSpec step = step(id, needs, runIf, new WorkReader(fields).work());
        fields.refuseOthers();
        return step;
    }

    private StepSpec step(String id, List<String> needs, RunIf runIf, Work work) {
        return new StepSpec(
                id,
                needs,
                runIf,
                fields.text("when", MAX_EXPRESSION_LENGTH),
                work,
                fields.object("foreach").map(each -> foreach(each, work)),
                fields.object("retry").map(this::retry).orElse(RetryPolicy.DEFAULT),
                fields.duration("timeout", MAX_TIMEOUT),
                fields.choice("on_unknown", OnUnknown.class).orElse(OnUnknown.ASK),
                fields.choice("on_crash", OnCrash.class).orElse(OnCrash.RETRY));
    }

    private String id() {
        if (!fields.has("id")) {
            fields.missing("id", "id: post");
        }
        String id = fields.text("id").orElse("");
        if (!id.isEmpty() && !Names.name(id)) {
            fields.problem(
                    "id",
                    "The id of a step starts with a to z and goes on with a to z, 0 to 9 and _, at most "
                            + Names.MAX_LENGTH + " characters, so that expressions can say steps.ID.");
        }
        return id;
    }

    private Foreach foreach(Fields each, Work work) {
        if (!(work instanceof StepSpec.CallAction || work instanceof StepSpec.Transform)) {
            fields.keyProblem("foreach", "Only an action or a transform can be done for each item of a list.");
        }
        if (!each.has("items")) {
            each.missing("items", "items: \"{{ event.data.orders }}\"");
        }
        Foreach read = new Foreach(
                each.node("items").map(Node::json).orElseGet(List::of),
                each.whole("batch", 1, Foreach.LARGEST_BATCH).map(Long::intValue),
                each.whole("parallel", 1, Foreach.MOST_PARALLEL)
                        .map(Long::intValue)
                        .orElse(1),
                each.choice("on_item_failure", OnItemFailure.class).orElse(OnItemFailure.STOP));
        each.refuseOthers();
        return read;
    }

    private RetryPolicy retry(Fields retry) {
        RetryPolicy standard = RetryPolicy.DEFAULT;
        int attempts = retry.whole("attempts", 1, 100).map(Long::intValue).orElse(standard.attempts());
        Backoff backoff = retry.choice("backoff", Backoff.class).orElse(standard.backoff());
        Duration initial = retry.duration("initial", MAX_PAUSE).orElse(standard.initial());
        Optional<Duration> written = retry.duration("max", MAX_PAUSE);
        if (written.isPresent() && written.get().compareTo(initial) < 0) {
            retry.problem("max", "The longest pause is shorter than the first one, " + initial + ".");
        }
        retry.refuseOthers();
        Duration max = written.orElse(initial.compareTo(standard.max()) > 0 ? initial : standard.max());
        return new RetryPolicy(attempts, backoff, initial, max);
    }
}
