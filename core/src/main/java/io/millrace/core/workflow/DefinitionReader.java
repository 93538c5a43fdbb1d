package io.millrace.core.workflow;

import io.millrace.core.shared.Json;
import io.millrace.core.shared.Problem;
import io.millrace.core.workflow.Definition.Kind;
import io.millrace.core.yaml.Findings;
import io.millrace.core.yaml.Node;
import io.millrace.core.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the text of a workflow, YAML 1.2 or JSON, and lists everything that is wrong with its form at once. Stateless and
 * safe for use by many threads. {@code docs/workflows.md} describes the format, {@code workflow.schema.json} is its
 * schema.
 */
public final class DefinitionReader {
    /** The longest text read, in bytes of UTF-8. */
    public static final int MAX_BYTES = 256 * 1024;

    /** The most steps, those of {@code on_failure} included. */
    public static final int MAX_STEPS = 200;

    static final int MAX_TRIGGERS = 20;
    static final int MAX_TAGS = 20;
    static final int MAX_TAG_LENGTH = 50;
    static final int MAX_NAME_LENGTH = 200;
    static final int MAX_DESCRIPTION_LENGTH = 10_000;

    private static final String NUL =
            "The character U+0000 stands here, which no database stores as text: leave it out.";
    private static final String HALF =
            "Half a character stands here, a surrogate such as \\ud83d without the other one: write the whole character.";

    /** Never throws for anything in the text; an unreadable one gives no definition and its problems. */
    public Reading read(String text) {
        YamlText yaml = YamlText.read(text, MAX_BYTES);
        Findings findings = new Findings();
        findings.addAll(yaml.problems());
        Optional<Node> root = yaml.root();
        if (root.isEmpty() && findings.isEmpty()) {
            findings.add(new Problem("", 1, 1, "The text is empty. A workflow has at least an id and steps."));
        }
        Optional<Fields> fields = root.flatMap(node -> Fields.of(node, "", findings));
        if (fields.isEmpty()) {
            return unreadable(findings.toList());
        }
        boolean shortForm = fields.get().has("action");
        Optional<Definition> definition = definition(fields.get(), shortForm, findings);
        Positions positions = Positions.of(text, root.orElseThrow(), shortForm);
        refuseUnstorable(root.orElseThrow(), "", positions, findings);
        return new Reading(definition, positions, findings.toList(), counts(fields.get()));
    }

    /** Whether every list that is only read up to a number of items was read to its end. */
    private static boolean counts(Fields fields) {
        int steps = fields.count("steps") + fields.count("on_failure");
        return steps <= MAX_STEPS && fields.count("triggers") <= MAX_TRIGGERS && fields.count("tags") <= MAX_TAGS;
    }

    /** PostgreSQL stores no text with U+0000, and nothing one with half a character; escapes in quotes can bring them. */
    private static void refuseUnstorable(Node node, String path, Positions positions, Findings findings) {
        switch (node) {
            case Node.Scalar scalar -> {
                int at = scalar.text().indexOf(0);
                if (at >= 0) {
                    findings.add(positions.problem(path, at, NUL));
                }
                int half = Json.halfIn(scalar.text());
                if (half >= 0) {
                    findings.add(positions.problem(path, half, HALF));
                }
            }
            case Node.Sequence sequence -> {
                for (int i = 0; i < sequence.items().size(); i++) {
                    refuseUnstorable(sequence.items().get(i), YamlText.child(path, i), positions, findings);
                }
            }
            case Node.Mapping mapping -> {
                for (Node.Entry entry : mapping.entries()) {
                    String child = YamlText.child(path, entry.key());
                    if (entry.key().indexOf(0) >= 0) {
                        findings.add(entry.place().problem(path, NUL));
                    }
                    if (Json.halfIn(entry.key()) >= 0) {
                        findings.add(entry.place().problem(path, HALF));
                    }
                    refuseUnstorable(entry.value(), child, positions, findings);
                }
            }
            case Node.Broken ignored -> {}
        }
    }

    private static Reading unreadable(List<Problem> problems) {
        return new Reading(Optional.empty(), Positions.NONE, problems, false);
    }

    private static Optional<Definition> definition(Fields fields, boolean shortForm, Findings findings) {
        Optional<String> id = id(fields);
        Optional<String> name = fields.text("name", MAX_NAME_LENGTH);
        Optional<String> description = fields.text("description", MAX_DESCRIPTION_LENGTH);
        List<String> tags = tags(fields);
        Optional<Kind> written = fields.choice("kind", Kind.class);
        List<TriggerSpec> triggers = triggers(fields, findings);
        List<StepSpec> steps = shortForm ? shortForm(fields) : steps(fields, "steps", MAX_STEPS, findings);
        List<StepSpec> onFailure = steps(fields, "on_failure", MAX_STEPS - steps.size(), findings);
        if (!shortForm && !fields.has("steps")) {
            fields.missing("steps", "steps: [{ id: post, action: slack.send_message, ... }]");
        }
        FlowSpec flow = new FlowReader(fields).read();
        fields.refuseOthers();
        Kind kind = kind(steps, onFailure);
        if (written.isPresent() && written.get() != kind) {
            fields.problem(
                    "kind",
                    "This workflow is of kind " + kind.code()
                            + ": a tool_action has exactly one action step and no on_failure. Leave 'kind' out.");
        }
        return id.map(slug -> new Definition(
                slug, name.orElse(slug), description.orElse(""), tags, kind, triggers, steps, onFailure, flow));
    }

    private static Optional<String> id(Fields fields) {
        if (!fields.has("id")) {
            fields.missing("id", "id: issue-to-chat");
        }
        Optional<String> id = fields.text("id");
        if (id.isPresent() && !Names.slug(id.get())) {
            fields.problem(
                    "id",
                    "An id is made of a to z, 0 to 9 and hyphens between them, at most " + Names.MAX_LENGTH
                            + " characters, such as issue-to-chat.");
            return Optional.empty();
        }
        return id;
    }

    private static List<String> tags(Fields fields) {
        List<String> tags = fields.texts("tags", MAX_TAGS, "A workflow has at most " + MAX_TAGS + " tags.").stream()
                .distinct()
                .toList();
        if (tags.stream().anyMatch(tag -> tag.isBlank() || tag.length() > MAX_TAG_LENGTH)) {
            fields.problem("tags", "A tag has 1 to " + MAX_TAG_LENGTH + " characters.");
        }
        return tags;
    }

    private static List<TriggerSpec> triggers(Fields fields, Findings findings) {
        List<Node> items =
                fields.list("triggers", MAX_TRIGGERS, "A workflow has at most " + MAX_TRIGGERS + " triggers.");
        if (items.isEmpty()) {
            return List.of(new TriggerSpec.Manual("manual", Optional.empty()));
        }
        List<TriggerSpec> triggers = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String path = YamlText.child("triggers", i);
            // One that cannot be read keeps its place, so that what is found in the next ones is told of them.
            triggers.add(Fields.of(items.get(i), path, findings)
                    .flatMap(TriggerReader::read)
                    .orElseGet(() -> new TriggerSpec.Manual(path, Optional.empty())));
        }
        return List.copyOf(triggers);
    }

    private static List<StepSpec> shortForm(Fields fields) {
        if (fields.has("steps")) {
            fields.keyProblem("steps", "A workflow has either 'action' at the top, for one step, or 'steps'.");
        }
        return List.of(new StepReader(fields).single());
    }

    /** @param most how many more steps the workflow may have; none beyond them is read */
    private static List<StepSpec> steps(Fields fields, String key, int most, Findings findings) {
        if (fields.has(key)
                && fields.node(key).orElseThrow() instanceof Node.Sequence sequence
                && sequence.items().isEmpty()) {
            fields.problem(key, "There is no step in here: write one, or leave '" + key + "' out.");
        }
        List<StepSpec> steps = new ArrayList<>();
        List<Node> items =
                fields.list(key, most, "A workflow has at most " + MAX_STEPS + " steps, those of on_failure included.");
        for (int i = 0; i < items.size(); i++) {
            Optional<String> before = steps.isEmpty()
                    ? Optional.empty()
                    : Optional.of(steps.getLast().id());
            Fields.of(items.get(i), YamlText.child(fields.path(key), i), findings)
                    .map(step -> new StepReader(step).read(before))
                    .ifPresent(steps::add);
        }
        return List.copyOf(steps);
    }

    private static Kind kind(List<StepSpec> steps, List<StepSpec> onFailure) {
        boolean oneAction = steps.size() == 1 && steps.getFirst().work() instanceof StepSpec.CallAction;
        return oneAction && onFailure.isEmpty() ? Kind.TOOL_ACTION : Kind.WORKFLOW;
    }
}
