package io.millrace.core.connection;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.Problem;
import io.millrace.sdk.ConnectionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks a connection against the schemas of its kind.
 *
 * <p>A message about a secret names the rule it breaks and never repeats what was given. Schemas are compiled at each
 * check: people save connections seldom, and a kept compilation would outlive the tool's version.
 */
final class KindRules {
    private static final Set<String> ADDRESS_FORMATS = Set.of("uri", "hostname", "idn-hostname", "ipv4", "ipv6");

    private KindRules() {}

    static List<Problem> problems(ConnectionKind kind, Map<String, Object> config, Map<String, String> secrets) {
        List<Problem> problems = new ArrayList<>();
        for (Error error : errors(kind.config(), config)) {
            problems.add(Problem.at(path("config", error), Objects.toString(error.getMessage(), error.getKeyword())));
        }
        for (Error error : errors(kind.secrets(), secrets)) {
            problems.add(Problem.at(path("secrets", error), secretMessage(error)));
        }
        return problems;
    }

    /**
     * The places a connection talks to: the values of those config properties that hold an address, by their schema's
     * format.
     */
    static Set<String> changedAddresses(ConnectionKind kind, Map<String, Object> before, Map<String, Object> after) {
        Set<String> changed = new TreeSet<>();
        if (kind.config().get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, schema) -> {
                boolean address = schema instanceof Map<?, ?> map
                        && map.get("format") instanceof String format
                        && ADDRESS_FORMATS.contains(format);
                if (address && !Objects.equals(before.get(name), after.get(name))) {
                    changed.add(name.toString());
                }
            });
        }
        return changed;
    }

    private static List<Error> errors(Map<String, Object> schema, Map<String, ?> value) {
        if (schema.isEmpty()) {
            return List.of();
        }
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Json.write(schema), InputFormat.JSON);
        return compiled.validate(
                Json.write(value),
                InputFormat.JSON,
                context -> context.executionConfig(configuration -> configuration.formatAssertionsEnabled(true)));
    }

    private static String path(String root, Error error) {
        String within = error.getInstanceLocation().toString().replace('/', '.');
        return root + within;
    }

    private static String secretMessage(Error error) {
        return switch (error.getKeyword()) {
            case "required" -> "the secret '" + error.getProperty() + "' is missing";
            case "additionalProperties", "unevaluatedProperties" ->
                "there is no secret '" + error.getProperty() + "' in this kind of connection";
            default -> "this does not fit the rule '" + error.getKeyword() + "' of this kind of connection";
        };
    }
}
