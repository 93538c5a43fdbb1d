package io.millrace.core.tool;

import io.millrace.core.shared.Problem;
import io.millrace.core.yaml.YamlText;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.ToolPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that a manifest and the package it came in belong together. */
final class PackageCheck {
    private PackageCheck() {}

    static List<Problem> problems(ToolPackage source, Manifest manifest, YamlText text) {
        List<Problem> problems = new ArrayList<>();
        if (!manifest.spec().name().equals(source.name())) {
            problems.add(text.problem("name", "The name must be that of the folder, '" + source.name() + "'."));
        }
        for (ActionSpec action : manifest.spec().actions()) {
            codeProblem(source, manifest, action)
                    .ifPresent(message -> problems.add(text.problem("actions." + action.name(), message)));
        }
        for (String name : source.code().keySet()) {
            if (manifest.spec().action(name).isEmpty()) {
                problems.add(
                        text.problem("actions", "The package has code for '" + name + "', which is not described."));
            }
        }
        for (String name : source.lookUps().keySet()) {
            lookUpProblem(manifest, name).ifPresent(message -> problems.add(text.problem("actions." + name, message)));
        }
        return problems;
    }

    private static Optional<String> lookUpProblem(Manifest manifest, String name) {
        Optional<ActionSpec> action = manifest.spec().action(name);
        if (action.isEmpty()) {
            return Optional.of("The package has a look-up for '" + name + "', which is not described.");
        }
        if (manifest.operation(name).lookUp().isPresent()) {
            return Optional.of("The action has a 'lookup' and code for it; it can have only one of them.");
        }
        return LookUpReader.isEverUnsafe(action.get())
                ? Optional.empty()
                : Optional.of("The package has a look-up for the action, which is never unsafe to repeat.");
    }

    private static Optional<String> codeProblem(ToolPackage source, Manifest manifest, ActionSpec action) {
        Manifest.Operation operation = manifest.operation(action.name());
        boolean described =
                operation.exchange().isPresent() || !operation.byConnection().isEmpty();
        boolean coded = source.code().containsKey(action.name());
        if (described && coded) {
            return Optional.of("The action has a 'request' and code; it can have only one of them.");
        }
        return described || coded
                ? Optional.empty()
                : Optional.of("The action has no 'request', and the package has no code for it.");
    }
}
