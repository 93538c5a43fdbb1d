package io.millrace.core.simulation;

import io.millrace.core.connection.Connections;
import io.millrace.core.connection.FakeConnectionStore;
import io.millrace.core.connection.FakeKeysetStore;
import io.millrace.core.connection.FakeVariableStore;
import io.millrace.core.connection.Keyring;
import io.millrace.core.connection.MasterKey;
import io.millrace.core.connection.SecretMasks;
import io.millrace.core.connection.Variables;
import io.millrace.core.expression.Expressions;
import io.millrace.core.tool.Catalogue;
import io.millrace.core.workflow.Actions;
import io.millrace.core.workflow.FakeWorkflowStore;
import io.millrace.core.workflow.Planner;
import io.millrace.core.workflow.Surroundings;
import io.millrace.core.workflow.Validator;
import io.millrace.core.workflow.Workflows;
import io.millrace.sdk.ActionSpec;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is dear to make and the same in every simulation: one after another uses it. */
final class Kit {
    private final Expressions expressions = new Expressions(InstantSource.system());
    private final SimulatedTool tool = new SimulatedTool();
    private final Catalogue catalogue = Catalogue.load(List.of(tool), expressions, InstantSource.system());
    private final Keyring keyring = Keyring.open(new FakeKeysetStore(), MasterKey.random());
    private final Variables variables =
            new Variables(new FakeVariableStore(), keyring, (project, name) -> List.of(), InstantSource.system());
    private final Connections connections = new Connections(
            new FakeConnectionStore(),
            keyring,
            (name, kind) -> Optional.empty(),
            (project, id) -> List.of(),
            InstantSource.system());
    private final SecretMasks masks = new SecretMasks(connections, variables);

    SimulatedTool tool() {
        return tool;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Variables variables() {
        return variables;
    }

    Connections connections() {
        return connections;
    }

    SecretMasks masks() {
        return masks;
    }

    /** The workflows of one server, which remembers by itself what it has seen of the store. */
    Workflows workflows(FakeWorkflowStore store, InstantSource clock) {
        Actions actions = new Actions() {
            @Override
            public Optional<ActionSpec> action(String fullName) {
                return catalogue.action(fullName);
            }

            @Override
            public Collection<String> names() {
                return List.of();
            }
        };
        return new Workflows(
                store,
                new Validator(actions, verify -> List.of(), expressions),
                new Planner(expressions),
                actions,
                project -> new Surroundings(Map.of(), Set.of(), Set.of()),
                clock);
    }
}
