package io.millrace.core.workflow;

import io.millrace.core.shared.Problem;
import io.millrace.core.workflow.TriggerSpec.Webhook;
import io.millrace.core.yaml.Findings;
import io.millrace.core.yaml.YamlText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be wrong with triggers beyond their form. */
final class TriggerRules {
    private final Definition definition;
    private final Positions positions;
    private final Findings findings;
    private final Compiler compiler;
    private final Sight sight;
    private final VerificationRules verification;
    private final PollRules polls;

    TriggerRules(
            Definition definition,
            Positions positions,
            Findings findings,
            Compiler compiler,
            Sight sight,
            VerificationRules verification,
            PollRules polls) {
        this.definition = definition;
        this.positions = positions;
        this.findings = findings;
        this.compiler = compiler;
        this.sight = sight;
        this.verification = verification;
        this.polls = polls;
    }

    void check() {
        Set<String> steps = Stream.concat(definition.steps().stream(), definition.onFailure().stream())
                .map(StepSpec::id)
                .collect(Collectors.toSet());
        Map<String, Map<String, Object>> verifications = new HashMap<>();
        List<TriggerSpec> triggers = definition.triggers();
        for (int i = 0; i < triggers.size(); i++) {
            TriggerSpec trigger = triggers.get(i);
            String path = YamlText.child("triggers", i);
            trigger.when().ifPresent(when -> condition(path, when, trigger, steps));
            if (trigger instanceof TriggerSpec.Poll poll) {
                compiler.template(
                        YamlText.child(YamlText.child(path, "poll"), "input"),
                        poll.input(),
                        sight.ofVerification(),
                        Set.of());
                polls.check(poll, YamlText.child(path, "poll"), sight.ofVerification());
            }
            if (trigger instanceof Webhook webhook) {
                webhook(webhook, YamlText.child(path, "webhook"), verifications);
            }
        }
    }

    private void condition(String path, String when, TriggerSpec trigger, Set<String> steps) {
        String at = YamlText.child(path, "when");
        if (compiler.condition(at, when, sight.ofTrigger(trigger), Set.of()).isEmpty()
                && steps.stream().anyMatch(step -> when.contains("steps." + step))) {
            findings.add(
                    positions.problem(at, "A trigger is judged before any step has run: use the step's own 'when'."));
        }
    }

    private void webhook(Webhook webhook, String path, Map<String, Map<String, Object>> verifications) {
        String verify = YamlText.child(path, "verify");
        for (Problem problem : verification.check(webhook.verify())) {
            String at = problem.path().startsWith("[") ? verify + problem.path() : join(verify, problem.path());
            findings.add(positions.problem(at, problem.message()));
        }
        compiler.template(verify, webhook.verify(), sight.ofVerification(), Set.of());
        Map<String, Object> other = verifications.putIfAbsent(webhook.path(), webhook.verify());
        if (other != null && !other.equals(webhook.verify())) {
            findings.add(positions.problem(
                    verify,
                    "Another trigger of this workflow verifies the path '" + webhook.path() + "' differently."));
        }
    }

    private static String join(String path, String below) {
        return below.isEmpty() ? path : path + "." + below;
    }
}
