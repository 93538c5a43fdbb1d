package io.millrace.core.workflow;

import io.millrace.core.workflow.StepSpec.Approval;
import io.millrace.core.workflow.StepSpec.Approver;
import io.millrace.core.workflow.StepSpec.Cache;
import io.millrace.core.workflow.StepSpec.CallAction;
import io.millrace.core.workflow.StepSpec.CallWorkflow;
import io.millrace.core.workflow.StepSpec.OnReject;
import io.millrace.core.workflow.StepSpec.OnTimeout;
import io.millrace.core.workflow.StepSpec.SetVariable;
import io.millrace.core.workflow.StepSpec.Term;
import io.millrace.core.workflow.StepSpec.Transform;
import io.millrace.core.workflow.StepSpec.Wait;
import io.millrace.core.workflow.StepSpec.Work;
import io.millrace.core.yaml.Node;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a step does: the one key that says so, and what stands under it. */
final class WorkReader {
    private static final List<String> KINDS =
            List.of("action", "transform", "wait", "approval", "set_variable", "workflow");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]{0,99}");
    private static final int MAX_DETAILS_LENGTH = 10_000;
    private static final List<String> ACTION_ONLY =
            List.of("connection", "input", "cache", "retry", "timeout", "on_unknown", "on_crash");

    private final Fields fields;

    WorkReader(Fields fields) {
        this.fields = fields;
    }

    /** What a step of the long form does. */
    Work work() {
        List<String> written = KINDS.stream().filter(fields::has).toList();
        if (written.isEmpty()) {
            fields.missing("action", "action: slack.send_message");
            ACTION_ONLY.forEach(fields::has);
            return new Transform(null);
        }
        String kind = written.getFirst();
        for (String other : written.subList(1, written.size())) {
            fields.keyProblem(other, "A step does one thing, and this one has '" + kind + "': make it two steps.");
        }
        if (!kind.equals("action")) {
            refuseActionKeys(kind);
        }
        return switch (kind) {
            case "action" -> action();
            case "wait" -> fields.object("wait").map(WorkReader::wait).orElseGet(() -> new Wait(Term.FOR, ""));
            case "approval" ->
                fields.object("approval").<Work>map(WorkReader::approval).orElseGet(() -> new Transform(null));
            case "set_variable" ->
                fields.object("set_variable").<Work>map(WorkReader::variable).orElseGet(() -> new Transform(null));
            case "workflow" ->
                fields.object("workflow").<Work>map(WorkReader::workflow).orElseGet(() -> new Transform(null));
            default -> new Transform(fields.node("transform").map(Node::json).orElse(null));
        };
    }

    private void refuseActionKeys(String kind) {
        for (String key : ACTION_ONLY) {
            if (fields.has(key)) {
                fields.keyProblem(key, "'" + key + "' belongs to an action; '" + kind + "' calls nothing.");
            }
        }
    }

    CallAction action() {
        String action = fields.text("action").orElse("");
        if (!action.isEmpty() && !Names.action(action)) {
            fields.problem("action", "An action is written as tool.action, such as slack.send_message.");
        }
        Optional<String> connection = fields.text("connection");
        if (connection.isPresent() && !Names.slug(connection.get())) {
            fields.problem("connection", "A connection is named by its id, such as team-chat.");
        }
        return new CallAction(
                action,
                connection,
                fields.node("input").map(Node::json).orElse(null),
                fields.object("cache").flatMap(WorkReader::cache));
    }

    private static Optional<Cache> cache(Fields cache) {
        if (!cache.has("ttl")) {
            cache.missing("ttl", "ttl: PT10M");
        }
        Optional<Duration> ttl = cache.duration("ttl", Cache.LONGEST);
        if (ttl.isPresent() && ttl.get().compareTo(Cache.SHORTEST) < 0) {
            cache.problem("ttl", "This must be at least " + Cache.SHORTEST + ".");
        }
        Optional<String> key = cache.text("key", StepReader.MAX_EXPRESSION_LENGTH);
        cache.refuseOthers();
        return ttl.map(time -> new Cache(time, key));
    }

    private static Wait wait(Fields wait) {
        Term term = wait.has("until") ? Term.UNTIL : Term.FOR;
        if (wait.has("for") && term == Term.UNTIL) {
            wait.keyProblem("until", "A wait has either 'for' or 'until', and this one has both.");
        } else if (!wait.has(term.code())) {
            wait.missing("for", "for: PT2H");
        }
        Optional<String> value = wait.text(term.code(), StepReader.MAX_EXPRESSION_LENGTH)
                .filter(text -> holdsExpression(text) || readable(wait, term, text));
        wait.refuseOthers();
        return new Wait(term, value.orElse(""));
    }

    private static Approval approval(Fields approval) {
        if (!approval.has("title")) {
            approval.missing("title", "title: Refund {{ event.data.amount }} EUR?");
        }
        Approval read = new Approval(
                approval.text("title", StepReader.MAX_EXPRESSION_LENGTH).orElse(""),
                approval.text("details", MAX_DETAILS_LENGTH),
                approvers(approval),
                approval.duration("timeout", Wait.LONGEST).orElse(Approval.DEFAULT_TIMEOUT),
                approval.choice("on_timeout", OnTimeout.class).orElse(OnTimeout.FAIL),
                approval.choice("on_reject", OnReject.class).orElse(OnReject.FAIL));
        approval.refuseOthers();
        return read;
    }

    private static CallWorkflow workflow(Fields call) {
        if (!call.has("id")) {
            call.missing("id", "id: nightly-report");
        }
        String id = call.text("id").orElse("");
        if (!id.isEmpty() && !Names.slug(id)) {
            call.problem("id", "A workflow is named by its id, such as nightly-report.");
        }
        boolean waits = call.flag("wait").orElse(true);
        if (!waits && call.has("timeout")) {
            call.keyProblem("timeout", "'timeout' says how long the step waits, and with 'wait: false' it does not.");
        }
        CallWorkflow read = new CallWorkflow(
                id,
                call.node("input").map(Node::json).orElse(null),
                waits,
                call.duration("timeout", Wait.LONGEST).orElse(CallWorkflow.DEFAULT_TIMEOUT));
        call.refuseOthers();
        return read;
    }

    private static SetVariable variable(Fields variable) {
        if (!variable.has("name")) {
            variable.missing("name", "name: SHEET_ID");
        }
        if (!variable.has("value")) {
            variable.missing("value", "value: \"{{ steps.make.output.id }}\"");
        }
        String name = variable.text("name").orElse("");
        if (!name.isEmpty() && !VARIABLE.matcher(name).matches()) {
            variable.problem(
                    "name",
                    "A variable's name is capital letters, digits and underscores, starting with a letter, at most 100"
                            + " characters, such as SHEET_ID.");
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        for (String key : List.of("value", "if_current")) {
            variable.node(key).ifPresent(node -> json.put(key, node.json()));
        }
        variable.refuseOthers();
        return new SetVariable(name, json);
    }

    private static List<Approver> approvers(Fields approval) {
        List<String> known =
                Arrays.stream(Approver.values()).map(Approver::code).toList();
        List<Approver> roles = new ArrayList<>();
        for (String role :
                approval.texts("roles", known.size(), "There are no more than " + known.size() + " roles.")) {
            Optional<Approver> approver = Approver.of(role);
            approver.ifPresent(roles::add);
            if (approver.isEmpty()) {
                approval.problem(
                        "roles",
                        "'" + role + "' is not one of the roles that may answer: " + String.join(", ", known) + "."
                                + Names.didYouMean(role, known));
            }
        }
        return roles.stream().distinct().toList();
    }

    private static boolean holdsExpression(String text) {
        return text.contains("{{");
    }

    private static boolean readable(Fields wait, Term term, String text) {
        if (term == Term.FOR) {
            return wait.duration("for", Wait.LONGEST).isPresent();
        }
        try {
            Wait.time(text);
            return true;
        } catch (DateTimeException e) {
            wait.problem(
                    "until",
                    "'" + text + "' is not a time with its offset in the years 0000 to 9999 (RFC 3339), such as"
                            + " 2027-03-01T09:00:00Z.");
            return false;
        }
    }
}
