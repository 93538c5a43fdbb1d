package io.millrace.core.connection;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.Problem;
import io.millrace.core.tool.SchemaDialect;
import io.millrace.sdk.ConnectionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
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
     * The changed settings that decide where the secrets are sent or how they are protected on the way: an address, by its
     * schema's format, and whatever the schema marks with {@value SchemaDialect#SECRETS_AGAIN}. A setting left out has its
     * default.
     */
    static Set<String> changedWays(ConnectionKind kind, Map<String, Object> before, Map<String, Object> after) {
        Set<String> changed = new TreeSet<>();
        ways(kind.config()).forEach((name, schema) -> {
            Object usual = schema.get("default");
            if (!Objects.equals(before.getOrDefault(name, usual), after.getOrDefault(name, usual))) {
                changed.add(name);
            }
        });
        return changed;
    }

    /** The secrets that decide where the others are sent, such as an address that nobody may read. */
    static Set<String> secretWays(ConnectionKind kind) {
        return ways(kind.secrets()).keySet();
    }

    private static Map<String, Map<?, ?>> ways(Map<String, Object> schema) {
        Map<String, Map<?, ?>> ways = new TreeMap<>();
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, property) -> {
                if (property instanceof Map<?, ?> known && isWay(known)) {
                    ways.put(name.toString(), known);
                }
            });
        }
        return ways;
    }

    private static boolean isWay(Map<?, ?> property) {
        boolean address = property.get("format") instanceof String format && ADDRESS_FORMATS.contains(format);
        return address || Boolean.TRUE.equals(property.get(SchemaDialect.SECRETS_AGAIN));
    }

    private static List<Error> errors(Map<String, Object> schema, Map<String, ?> value) {
        if (schema.isEmpty()) {
            return List.of();
        }
        Schema compiled = SchemaDialect.registry(settings -> settings).getSchema(Json.write(schema), InputFormat.JSON);
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
