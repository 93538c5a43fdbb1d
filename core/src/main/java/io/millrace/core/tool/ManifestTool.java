package io.millrace.core.tool;

import io.millrace.core.expression.Expressions;
import io.millrace.core.tool.Manifest.Exchange;
import io.millrace.core.tool.Manifest.Kind;
import io.millrace.core.tool.Manifest.Operation;
import io.millrace.sdk.Action;
import io.millrace.sdk.ActionCall;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.Allowance;
import io.millrace.sdk.Connection;
import io.millrace.sdk.ConnectionKind;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.LookUp;
import io.millrace.sdk.Tool;
import io.millrace.sdk.ToolException;
import io.millrace.sdk.ToolPackage;
import io.millrace.sdk.ToolPackage.ConnectionTest;
import io.millrace.sdk.ToolSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tool that is described by a manifest, with code for the actions that are no HTTP request.
 *
 * <p>Compiling costs some milliseconds an expression, so each action is compiled when it is first used;
 * {@link #compileAll()} does it now, for manifests that nobody has tested yet.
 */
final class ManifestTool implements Tool {
    private final Manifest manifest;
    private final Map<String, Action> code;
    private final Optional<ConnectionTest> test;
    private final Expressions expressions;
    private final InstantSource clock;
    private final Map<String, Lazy<Compiled<Credentials>>> credentials = new HashMap<>();
    private final Map<String, Lazy<Compiled<Exchanges>>> exchanges = new HashMap<>();
    private final Map<String, Lazy<Compiled<ExchangePlan>>> tests = new HashMap<>();
    private final Map<String, LookUp> lookUps = new HashMap<>();
    private final Map<String, Lazy<Compiled<LookUpPlan>>> lookUpPlans = new HashMap<>();

    /** Something compiled, and what did not compile in it. */
    private record Compiled<T>(T value, List<Compiler.Failure> failures) {
        T usable(String what) throws ToolException {
            if (!failures.isEmpty()) {
                throw new ToolException(
                        ErrorClass.INTERNAL,
                        "The manifest of the tool is wrong, so " + what + " cannot be used: " + failures.getFirst());
            }
            return value;
        }
    }

    private record Exchanges(Optional<ExchangePlan> usual, Map<String, ExchangePlan> byConnection) {
        Optional<ExchangePlan> of(Optional<Connection> connection) {
            return connection.map(given -> byConnection.get(given.kind())).or(() -> usual);
        }
    }

    ManifestTool(Manifest manifest, ToolPackage source, Expressions expressions, InstantSource clock) {
        this.manifest = manifest;
        this.code = Map.copyOf(source.code());
        this.test = source.connectionTest();
        this.expressions = expressions;
        this.clock = clock;
        manifest.connections().forEach((name, kind) -> {
            credentials.put(name, new Lazy<>(() -> compileCredentials(kind)));
            kind.test().ifPresent(written -> tests.put(name, new Lazy<>(() -> compileTest(kind, written))));
        });
        for (ActionSpec action : manifest.spec().actions()) {
            exchanges.put(action.name(), new Lazy<>(() -> compileAction(action)));
            manifest.operation(action.name())
                    .lookUp()
                    .ifPresent(written ->
                            lookUpPlans.put(action.name(), new Lazy<>(() -> compileLookUp(action, written))));
        }
        lookUpPlans.forEach((name, plan) ->
                lookUps.put(name, new ManifestLookUp(spec().action(name).orElseThrow(), plan)));
        source.lookUps()
                .forEach((name, coded) ->
                        spec().action(name).ifPresent(action -> lookUps.put(name, new CodedLookUp(action, coded))));
    }

    @Override
    public ToolSpec spec() {
        return manifest.spec();
    }

    @Override
    public Action action(String name) {
        ActionSpec action = spec().action(name)
                .orElseThrow(() -> new IllegalArgumentException(spec().name() + " has no action '" + name + "'"));
        Action run = code.getOrDefault(name, call -> exchange(action, call));
        return call -> run.run(checked(action, call));
    }

    @Override
    public Optional<LookUp> lookUp(String action) {
        return Optional.ofNullable(lookUps.get(action));
    }

    /** A look-up that the manifest describes. */
    private final class ManifestLookUp implements LookUp {
        private final ActionSpec action;
        private final Lazy<Compiled<LookUpPlan>> plan;

        ManifestLookUp(ActionSpec action, Lazy<Compiled<LookUpPlan>> plan) {
            this.action = action;
            this.plan = plan;
        }

        /** What does not compile is said when it is asked. */
        @Override
        public boolean canTell(Map<String, Object> input) {
            return plan.get().value().canTell(InputCheck.withDefaults(action.input(), input));
        }

        @Override
        public Answer ask(ActionCall call) throws ToolException {
            ActionCall checked = checked(action, call);
            String title = "Look-up of '" + action.title() + "'";
            Attempt attempt = new Attempt(spec().title(), title, checked, clock);
            return plan.get().usable("the look-up").ask(attempt, credentialsOf(checked));
        }
    }

    /** A look-up in code, given what its action is given. */
    private final class CodedLookUp implements LookUp {
        private final ActionSpec action;
        private final LookUp coded;

        CodedLookUp(ActionSpec action, LookUp coded) {
            this.action = action;
            this.coded = coded;
        }

        @Override
        public boolean canTell(Map<String, Object> input) {
            return coded.canTell(InputCheck.withDefaults(action.input(), input));
        }

        @Override
        public Answer ask(ActionCall call) throws ToolException {
            return coded.ask(checked(action, call));
        }
    }

    @Override
    public Optional<Allowance> allowance(io.millrace.sdk.Exchange answered, Instant now) {
        return manifest.rateHeaders()
                .map(headers -> headers.read(answered, now))
                .orElseGet(() -> RateHeaders.standard(answered, now));
    }

    @Override
    public String test(ActionCall call) throws ToolException {
        if (test.isPresent()) {
            return test.get().test(call);
        }
        Connection connection = call.requiredConnection();
        Lazy<Compiled<ExchangePlan>> plan = tests.get(connection.kind());
        if (plan == null) {
            return "There is no way to test this kind of connection without changing something in " + spec().title()
                    + ". Run one of its actions to see that it works.";
        }
        Attempt attempt = new Attempt(spec().title(), "Test of the connection", call, clock);
        Object message = plan.get().usable("the test").run(attempt, credentialsOf(call));
        return String.valueOf(message);
    }

    /** Compiles every expression now and reports all that do not compile. */
    List<Compiler.Failure> compileAll() {
        List<Compiler.Failure> failures = new ArrayList<>();
        credentials.values().forEach(each -> failures.addAll(each.get().failures()));
        tests.values().forEach(each -> failures.addAll(each.get().failures()));
        exchanges.values().forEach(each -> failures.addAll(each.get().failures()));
        lookUpPlans.values().forEach(each -> failures.addAll(each.get().failures()));
        return failures;
    }

    private @Nullable Object exchange(ActionSpec action, ActionCall call) throws ToolException {
        ExchangePlan plan = Objects.requireNonNull(exchanges.get(action.name()), action.name())
                .get()
                .usable("the action")
                .of(call.connection())
                .orElseThrow(() -> new ToolException(
                        ErrorClass.VALIDATION,
                        "'" + action.title() + "' cannot be used with this kind of connection."));
        return plan.run(new Attempt(spec().title(), action.title(), call, clock), credentialsOf(call));
    }

    private Optional<Credentials> credentialsOf(ActionCall call) throws ToolException {
        if (call.connection().isEmpty()) {
            return Optional.empty();
        }
        String kind = call.connection().get().kind();
        Lazy<Compiled<Credentials>> known = credentials.get(kind);
        if (known == null) {
            throw new ToolException(
                    ErrorClass.VALIDATION, spec().title() + " has no kind of connection '" + kind + "'.");
        }
        return Optional.of(known.get().usable("the connection"));
    }

    /** The call with the defaults of the input's schema filled in, and a connection that suits the action. */
    private ActionCall checked(ActionSpec action, ActionCall call) throws ToolException {
        if (action.connection() == ActionSpec.ConnectionUse.REQUIRED) {
            call.requiredConnection();
        }
        Optional<String> kind = call.connection().map(Connection::kind);
        if (kind.isPresent() && !action.worksWith(kind.get())) {
            throw new ToolException(
                    ErrorClass.VALIDATION,
                    "'" + action.title() + "' works with connections of the kind "
                            + String.join(" or ", action.connectionKinds()) + ", not '" + kind.get() + "'.");
        }
        Map<String, Object> input = InputCheck.withDefaults(action.input(), call.input());
        return new ActionCall(input, call.connection(), call.egress(), call.key(), call.timeout(), call.catcher());
    }

    private Compiled<Credentials> compileCredentials(Kind kind) {
        Compiler compiler = new Compiler(expressions);
        return new Compiled<>(Credentials.compile(kind, compiler), compiler.failures());
    }

    private Compiled<ExchangePlan> compileTest(Kind kind, Manifest.Test written) {
        Compiler compiler = new Compiler(expressions);
        Names names = Names.of(Map.of(), List.of(kind.spec()));
        Exchange exchange = written.exchange();
        ExchangePlan plan = new ExchangePlan(
                new Exchange(
                        exchange.request(),
                        exchange.successWhen(),
                        Optional.of(written.message()),
                        exchange.errors(),
                        exchange.resetSigns(),
                        Optional.empty()),
                names,
                compiler);
        return new Compiled<>(plan, compiler.failures());
    }

    private Compiled<LookUpPlan> compileLookUp(ActionSpec action, Manifest.LookUpText written) {
        Compiler compiler = new Compiler(expressions);
        List<ConnectionKind> kinds = spec().connectionKinds().stream()
                .filter(kind -> action.worksWith(kind.name()))
                .toList();
        LookUpPlan plan = new LookUpPlan(written, Names.of(action.input(), kinds), compiler);
        return new Compiled<>(plan, compiler.failures());
    }

    private Compiled<Exchanges> compileAction(ActionSpec action) {
        Operation operation = manifest.operation(action.name());
        Compiler compiler = new Compiler(expressions);
        Optional<ExchangePlan> usual = operation.exchange().map(exchange -> {
            List<ConnectionKind> kinds = spec().connectionKinds().stream()
                    .filter(kind -> action.worksWith(kind.name()))
                    .filter(kind -> !operation.byConnection().containsKey(kind.name()))
                    .toList();
            return new ExchangePlan(exchange, Names.of(action.input(), kinds), compiler);
        });
        Map<String, ExchangePlan> byConnection = new LinkedHashMap<>();
        operation.byConnection().forEach((name, exchange) -> {
            List<ConnectionKind> kinds = spec().connectionKind(name).stream().toList();
            byConnection.put(name, new ExchangePlan(exchange, Names.of(action.input(), kinds), compiler));
        });
        return new Compiled<>(new Exchanges(usual, byConnection), compiler.failures());
    }
}
