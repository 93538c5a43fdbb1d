package io.millrace.core.workflow;

import io.millrace.core.yaml.Findings;
import io.millrace.core.yaml.YamlText;
import java.util.Set;

/** What can be wrong with flow control beyond its form: the expressions of its keys. */
final class FlowRules {
    private final Definition definition;
    private final Positions positions;
    private final Findings findings;
    private final Compiler compiler;
    private final Sight sight;

    FlowRules(Definition definition, Positions positions, Findings findings, Compiler compiler, Sight sight) {
        this.definition = definition;
        this.positions = positions;
        this.findings = findings;
        this.compiler = compiler;
        this.sight = sight;
    }

    void check() {
        definition.flow().keys().forEach((part, key) -> {
            String path = YamlText.child(part, "key");
            if (!key.contains("{{")) {
                findings.add(positions.problem(
                        path,
                        "This key is the same for every event. Write what tells them apart in {{ }}, such as"
                                + " {{ event.data.customer }}, or leave the key out."));
            }
            compiler.template(path, key, sight.ofFlow(), Set.of());
        });
    }
}
