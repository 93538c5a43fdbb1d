package io.millrace.core.engine;

import java.util.ArrayList;
import java.util.List;

/** A workflow as people write it, built up in sentences. It is started by hand unless it is given triggers. */
public final class WorkflowText {
    private final String id;
    private final List<String> lines = new ArrayList<>();
    private final List<String> triggers = new ArrayList<>();
    private final List<StepText> steps = new ArrayList<>();
    private final List<StepText> failureSteps = new ArrayList<>();

    private WorkflowText(String id) {
        this.id = id;
    }

    public static WorkflowText aWorkflow(String id) {
        return new WorkflowText(id);
    }

    /** A step that calls {@code test.write}. */
    public static StepText aStep(String id) {
        return new StepText(id);
    }

    String id() {
        return id;
    }

    /** @param trigger in the flow style of YAML: {@code id: hook, webhook: { path: orders }} */
    public WorkflowText startedBy(String trigger) {
        triggers.add(trigger);
        return this;
    }

    /** @param line at the top of the workflow, in the flow style of YAML: {@code concurrency: { limit: 1 }} */
    public WorkflowText keeping(String line) {
        lines.add(line);
        return this;
    }

    public WorkflowText does(StepText... more) {
        steps.addAll(List.of(more));
        return this;
    }

    public WorkflowText onFailure(StepText... more) {
        failureSteps.addAll(List.of(more));
        return this;
    }

    String yaml() {
        StringBuilder yaml = new StringBuilder("id: " + id + "\n");
        lines.forEach(line -> yaml.append(line).append('\n'));
        if (!triggers.isEmpty()) {
            yaml.append("triggers:\n");
            triggers.forEach(trigger -> yaml.append("  - { ").append(trigger).append(" }\n"));
        }
        yaml.append("steps:\n");
        steps.forEach(step -> yaml.append(step.yaml()));
        if (!failureSteps.isEmpty()) {
            yaml.append("on_failure:\n");
            failureSteps.forEach(step -> yaml.append(step.yaml()));
        }
        return yaml.toString();
    }

    /** A step. */
    public static final class StepText {
        private final String id;
        private String work = "action: test.write";
        private final List<String> lines = new ArrayList<>();

        private StepText(String id) {
            this.id = id;
        }

        /** @param action without the tool */
        public StepText calling(String action) {
            work = "action: test." + action;
            return this;
        }

        /** @param value in the flow style of YAML */
        public StepText computing(String value) {
            work = "transform: " + value;
            return this;
        }

        /** @param settings in the flow style of YAML: {@code { for: PT2H }} */
        public StepText waiting(String settings) {
            work = "wait: " + settings;
            return this;
        }

        /** @param settings in the flow style of YAML: {@code { title: Really? }} */
        public StepText asking(String settings) {
            work = "approval: " + settings;
            return this;
        }

        /** @param settings in the flow style of YAML: {@code { name: SHEET, value: 7 }} */
        public StepText setting(String settings) {
            work = "set_variable: " + settings;
            return this;
        }

        /** @param settings in the flow style of YAML: {@code { id: child, input: { a: 1 } }} */
        public StepText running(String settings) {
            work = "workflow: " + settings;
            return this;
        }

        /** @param input in the flow style of YAML */
        public StepText with(String input) {
            return line("input: " + input);
        }

        /** @param settings in the flow style of YAML: {@code { items: [1, 2] }} */
        public StepText forEach(String settings) {
            return line("foreach: " + settings);
        }

        public StepText after(String... steps) {
            return line("needs: [" + String.join(", ", steps) + "]");
        }

        public StepText when(String condition) {
            return line("when: '" + condition + "'");
        }

        /** @param outcome {@code failure} or {@code always} */
        public StepText on(String outcome) {
            return line("if: " + outcome);
        }

        public StepText attempts(int most) {
            return line("retry: { attempts: " + most + ", backoff: constant, initial: PT10S, max: PT10S }");
        }

        public StepText connection(String connection) {
            return line("connection: " + connection);
        }

        /** @param settings in the flow style of YAML: {@code { ttl: PT10M }} */
        public StepText reusing(String settings) {
            return line("cache: " + settings);
        }

        public StepText timeout(String duration) {
            return line("timeout: " + duration);
        }

        public StepText onUnknown(String decision) {
            return line("on_unknown: " + decision);
        }

        public StepText onCrash(String decision) {
            return line("on_crash: " + decision);
        }

        private StepText line(String line) {
            lines.add(line);
            return this;
        }

        private String yaml() {
            StringBuilder yaml = new StringBuilder("  - id: " + id + "\n    " + work + "\n");
            lines.forEach(line -> yaml.append("    ").append(line).append("\n"));
            return yaml.toString();
        }
    }
}
