package io.millrace.core.simulation;

import io.millrace.core.connection.ConnectionDraft;
import io.millrace.core.connection.Connections;
import io.millrace.core.connection.FakeConnectionStore;
import io.millrace.core.connection.FakeKeysetStore;
import io.millrace.core.connection.Keyring;
import io.millrace.core.connection.MasterKey;
import io.millrace.core.connection.StoredConnection;
import io.millrace.core.connection.VariableStore;
import io.millrace.core.connection.Variables;
import io.millrace.core.engine.EngineRows;
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
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** What is dear to make and the same in every simulation: one after another uses it. */
final class Kit {
    private final Expressions expressions = new Expressions(InstantSource.system());
    private final SimulatedTool tool = new SimulatedTool();
    private final Catalogue catalogue = Catalogue.load(List.of(tool), expressions, InstantSource.system());
    private final Keyring keyring = Keyring.open(new FakeKeysetStore(), MasterKey.random());
    private final List<StoredConnection> accounts = accounts();

    private List<StoredConnection> accounts() {
        FakeConnectionStore store = new FakeConnectionStore();
        Connections connections = connections(store, InstantSource.system());
        for (Account account : Account.values()) {
            connections.put(EngineRows.PROJECT, account.id(), draft(account), OptionalLong.empty());
        }
        return store.list(EngineRows.PROJECT, null, null, Account.values().length);
    }

    /** What a connection is saved with. */
    static ConnectionDraft draft(Account account) {
        return new ConnectionDraft(
                "test", "token", Map.of(), Map.of("token", "not a secret"), Optional.of(account.limits()));
    }

    /** A store with a connection for each {@link Account}. */
    FakeConnectionStore connectionStore() {
        FakeConnectionStore store = new FakeConnectionStore();
        accounts.forEach(store::write);
        return store;
    }

    SimulatedTool tool() {
        return tool;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /** The variables as one server sees them. */
    Variables variables(VariableStore store, InstantSource clock) {
        return new Variables(store, keyring, (project, name) -> List.of(), clock);
    }

    /** The connections as one server sees them. */
    Connections connections(FakeConnectionStore store, InstantSource clock) {
        return new Connections(
                store,
                keyring,
                (name, kind) ->
                        catalogue.tool(name).flatMap(found -> found.spec().connectionKind(kind)),
                (project, id) -> List.of(),
                clock);
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
        Map<String, String> tools =
                Arrays.stream(Account.values()).collect(Collectors.toMap(Account::id, _ -> tool.name()));
        return new Workflows(
                store,
                new Validator(actions, verify -> List.of(), expressions),
                new Planner(expressions),
                actions,
                project -> new Surroundings(tools, Set.of("COUNT"), Set.of()),
                clock);
    }
}
