package io.millrace.core.tool;

import io.millrace.core.shared.Problem;
import io.millrace.core.tool.Manifest.Auth;
import io.millrace.core.tool.Manifest.Exchange;
import io.millrace.core.tool.Manifest.Kind;
import io.millrace.core.tool.Manifest.LookUpText;
import io.millrace.core.tool.Manifest.Operation;
import io.millrace.core.tool.Manifest.Written;
import io.millrace.core.yaml.YamlText;
import io.millrace.sdk.ActionKind;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.ActionSpec.ConnectionUse;
import io.millrace.sdk.ActionSpec.Example;
import io.millrace.sdk.ConnectionKind;
import io.millrace.sdk.Effect;
import io.millrace.sdk.EffectBy;
import io.millrace.sdk.PollSpec;
import io.millrace.sdk.ToolSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a {@code tool.yaml} of format version 1. Everything that can be judged without compiling an expression is judged
 * here, and all problems are reported together, each with its place.
 */
final class ManifestReader {
    /** The largest manifest, in bytes. */
    static final int MAX_BYTES = 512 << 10;

    private static final int MAX_ACTIONS = 500;
    private static final int MAX_KINDS = 20;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Pattern VERSION = Pattern.compile("\\d{1,6}\\.\\d{1,6}\\.\\d{1,6}");

    private final YamlText text;
    private final List<Problem> problems = new ArrayList<>();
    private ExchangeReader exchanges;

    /** What came out of reading: the manifest only when there is no problem. */
    record Reading(Optional<Manifest> manifest, YamlText text, List<Problem> problems) {}

    private ManifestReader(YamlText text) {
        this.text = text;
        this.exchanges = new ExchangeReader(text, problems, ExchangeReader.Defaults.NONE);
    }

    static Reading read(String source) {
        YamlText text = YamlText.read(source, MAX_BYTES);
        ManifestReader reader = new ManifestReader(text);
        reader.problems.addAll(text.problems());
        Optional<Manifest> manifest = Optional.empty();
        if (text.value().orElse(null) instanceof Map<?, ?>) {
            manifest = Optional.of(reader.manifest());
        } else if (reader.problems.isEmpty()) {
            reader.problems.add(new Problem("", 1, 1, "A manifest is an object; it starts with 'manifest: 1'."));
        }
        List<Problem> sorted = reader.problems.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
        return new Reading(sorted.isEmpty() ? manifest : Optional.empty(), text, sorted);
    }

    @SuppressWarnings("unchecked")
    private Manifest manifest() {
        Fields top = new Fields((Map<String, Object>) text.value().orElseThrow(), "", text, problems);
        if (!top.any("manifest").filter(Long.valueOf(1)::equals).isPresent()) {
            top.problem("manifest", "'manifest' must be 1, the version of the format.");
        }
        String name = name(top, top.requiredText("name", 64));
        String version = top.requiredText("version", 32);
        if (!VERSION.matcher(version).matches()) {
            top.problem("version", "'version' must be three numbers in quotes, such as \"1.0.0\".");
        }
        String title = top.requiredText("title", 80);
        String description = top.requiredText("description", 2000);
        String docs = top.requiredText("docs", 500);
        exchanges = new ExchangeReader(text, problems, exchanges.defaults(top));
        Optional<RateHeaders> rateHeaders = top.object("rate_headers").map(ManifestReader::rateHeaders);
        Map<String, Kind> kinds = kinds(top);
        List<ActionSpec> actions = new ArrayList<>();
        Map<String, Operation> operations = new LinkedHashMap<>();
        for (Fields.Named action : top.namedObjects("actions")) {
            actions.add(action(name, action, kinds, operations));
        }
        if (actions.isEmpty() || actions.size() > MAX_ACTIONS) {
            top.problem("actions", "A tool has 1 to " + MAX_ACTIONS + " actions.");
        }
        List<PollSpec> polls = new PollReader(actions).read(top);
        top.finish();
        List<ConnectionKind> specs = kinds.values().stream().map(Kind::spec).toList();
        return new Manifest(
                new ToolSpec(name, version, title, description, docs, specs, List.copyOf(actions), polls),
                kinds,
                operations,
                rateHeaders);
    }

    private static RateHeaders rateHeaders(Fields fields) {
        RateHeaders headers = new RateHeaders(
                fields.text("limit").map(name -> name.toLowerCase(Locale.ROOT)),
                fields.requiredText("remaining", 100).toLowerCase(Locale.ROOT),
                fields.requiredText("reset", 100).toLowerCase(Locale.ROOT),
                fields.requiredOneOf("format", ResetFormat.values()));
        fields.finish();
        return headers;
    }

    private Map<String, Kind> kinds(Fields top) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (Fields.Named each : top.namedObjects("connections")) {
            kinds.put(name(each.fields(), each.name()), kind(each));
        }
        if (kinds.size() > MAX_KINDS) {
            top.problem("connections", "A tool has at most " + MAX_KINDS + " kinds of connections.");
        }
        return kinds;
    }

    private Kind kind(Fields.Named named) {
        Fields fields = named.fields();
        String title = fields.requiredText("title", 80);
        String description = fields.requiredText("description", 4000);
        SchemaReader schemas = new SchemaReader(fields);
        Map<String, Object> config = schemas.object("config");
        Map<String, Object> secrets = schemas.secrets("secrets");
        Optional<Written> baseUrl = fields.writtenText("base_url");
        if (baseUrl.isPresent() && !isSecret(baseUrl.get())) {
            config = SchemaReader.withBaseUrl(
                    config, String.valueOf(baseUrl.get().value()));
        }
        if (baseUrl.isPresent() && String.valueOf(baseUrl.get().value()).contains("{{")) {
            config = SchemaReader.markParts(config, String.valueOf(baseUrl.get().value()));
            secrets =
                    SchemaReader.markParts(secrets, String.valueOf(baseUrl.get().value()));
        }
        Optional<Written> headers = fields.written("headers");
        Optional<Written> query = fields.written("query");
        Auth auth = fields.object("auth").map(this::auth).orElseGet(Auth.None::new);
        Optional<Manifest.Test> test = fields.object("test").map(this::test);
        fields.finish();
        return new Kind(
                new ConnectionKind(named.name(), title, description, config, secrets),
                baseUrl,
                headers,
                query,
                auth,
                test);
    }

    private Auth auth(Fields fields) {
        AuthType type = fields.requiredOneOf("type", AuthType.values());
        Auth auth = switch (type) {
            case BEARER -> new Auth.Bearer(fields.requiredWritten("token"));
            case BASIC -> new Auth.Basic(fields.requiredWritten("username"), fields.requiredWritten("password"));
            case HEADER -> new Auth.Header(fields.requiredWritten("name"), fields.requiredWritten("value"));
            case QUERY -> new Auth.Query(fields.requiredWritten("name"), fields.requiredWritten("value"));
            case NONE -> new Auth.None();
        };
        fields.finish();
        return auth;
    }

    private enum AuthType {
        BEARER,
        BASIC,
        HEADER,
        QUERY,
        NONE
    }

    private Manifest.Test test(Fields fields) {
        Manifest.Test test = new Manifest.Test(exchanges.exchange(fields), fields.requiredWritten("message"));
        fields.finish();
        return test;
    }

    private ActionSpec action(
            String tool, Fields.Named named, Map<String, Kind> kinds, Map<String, Operation> operations) {
        Fields fields = named.fields();
        String name = name(fields, named.name());
        SchemaReader schemas = new SchemaReader(fields);
        ConnectionUse use = fields.oneOf("connection", ConnectionUse.values())
                .orElse(kinds.isEmpty() ? ConnectionUse.NONE : ConnectionUse.REQUIRED);
        List<String> accepted = fields.texts("connection_kinds");
        Map<String, Object> input = schemas.object("input");
        ActionSpec spec = new ActionSpec(
                name,
                fields.requiredText("title", 60),
                fields.requiredText("description", 1000),
                fields.text("docs", ""),
                fields.requiredOneOf("kind", ActionKind.values()),
                fields.requiredOneOf("effect", Effect.values()),
                input,
                schemas.output("output"),
                use,
                fields.duration("timeout", DEFAULT_TIMEOUT, LONGEST_TIMEOUT),
                fields.flag("server_error_means_not_done", false),
                examples(fields),
                accepted,
                effectBy(fields));
        Optional<LookUpText> lookUp =
                fields.object("lookup").map(given -> new LookUpReader(exchanges).read(given, spec, kinds));
        Operation operation = operation(fields, accepted, kinds, lookUp);
        checkConnections(tool, fields, spec, operation, kinds);
        fields.finish();
        operations.put(name, operation);
        return spec;
    }

    private Operation operation(
            Fields fields, List<String> accepted, Map<String, Kind> kinds, Optional<LookUpText> lookUp) {
        Map<String, Exchange> byConnection = new LinkedHashMap<>();
        for (Fields.Named variant : fields.namedObjects("for_connection")) {
            if (!kinds.containsKey(variant.name()) || (!accepted.isEmpty() && !accepted.contains(variant.name()))) {
                variant.fields()
                        .problemHere("'" + variant.name() + "' is not a kind of connection of this action."
                                + Spelling.suggest(variant.name(), kinds.keySet()));
            }
            byConnection.put(variant.name(), exchanges.exchange(variant.fields()));
            variant.fields().finish();
        }
        Optional<Exchange> exchange =
                fields.has("request") ? Optional.of(exchanges.exchange(fields)) : exchanges.none(fields);
        return new Operation(exchange, Map.copyOf(byConnection), lookUp);
    }

    private void checkConnections(
            String tool, Fields fields, ActionSpec spec, Operation operation, Map<String, Kind> kinds) {
        for (String kind : spec.connectionKinds()) {
            if (!kinds.containsKey(kind)) {
                fields.problem(
                        "connection_kinds",
                        tool + " has no kind of connection '" + kind + "'." + Spelling.suggest(kind, kinds.keySet()));
            }
        }
        if (spec.connection() == ConnectionUse.REQUIRED && kinds.isEmpty()) {
            fields.problem("connection", "A connection is required, but the tool has no kind of connection.");
        }
        boolean needsBase = operation
                .exchange()
                .filter(exchange -> exchange.request().target() instanceof Manifest.Target.Path)
                .isPresent();
        if (!needsBase) {
            return;
        }
        if (spec.connection() != ConnectionUse.REQUIRED) {
            fields.problem(
                    "request", "A 'path' goes below a connection's base_url, so the connection must be required.");
        }
        kinds.forEach((kind, template) -> {
            if (spec.worksWith(kind)
                    && template.baseUrl().isEmpty()
                    && !operation.byConnection().containsKey(kind)) {
                fields.problem("request", "The kind of connection '" + kind + "' has no base_url for this 'path'.");
            }
        });
    }

    private Optional<EffectBy> effectBy(Fields action) {
        return action.object("effect_by").map(fields -> {
            Map<String, Effect> values = new LinkedHashMap<>();
            fields.object("values")
                    .ifPresent(effects -> effects.names()
                            .forEach(value -> effects.oneOf(value, Effect.values())
                                    .ifPresent(effect -> values.put(value, effect))));
            EffectBy by = new EffectBy(fields.requiredText("input", 64), Map.copyOf(values));
            fields.finish();
            return by;
        });
    }

    private List<Example> examples(Fields action) {
        List<Example> examples = new ArrayList<>();
        for (Fields fields : action.objects("examples")) {
            Map<String, Object> input = new LinkedHashMap<>(fields.map("input").orElse(Map.of()));
            examples.add(new Example(fields.requiredText("title", 120), input));
            fields.finish();
        }
        return List.copyOf(examples);
    }

    private static boolean isSecret(Written written) {
        return String.valueOf(written.value()).contains("secrets.");
    }

    private String name(Fields fields, String name) {
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            fields.problemHere("The name '" + name + "' must match " + NAME + ".");
        }
        return name;
    }
}
