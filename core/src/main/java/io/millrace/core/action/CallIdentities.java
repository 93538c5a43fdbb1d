package io.millrace.core.action;

import io.millrace.core.connection.Connections;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.Sha256;
import io.millrace.core.tool.Catalogue;
import io.millrace.core.tool.InputCheck;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of actions are the same: those of one project, of one action of one version of its tool, over one connection
 * as it was last saved, that have the same input or the same key. An identity is the SHA-256 digest of all that in 64
 * hexadecimal digits, so that it can be kept where the input, which may hold secrets, must not be.
 */
public final class CallIdentities {
    /** Goes into every digest: another one when what is digested changes its form. */
    private static final String FORM = "1";

    private final Catalogue catalogue;
    private final Connections connections;

    CallIdentities(Catalogue catalogue, Connections connections) {
        this.catalogue = catalogue;
        this.connections = connections;
    }

    /** What is called, and with whose credentials. @param action the full name, {@code github.get_issue} */
    public record Target(String project, String action, Optional<String> connection) {}

    /**
     * The identity of a call by all of its input, to which the defaults of the action's schema are added.
     *
     * @return empty when the action is not installed, or there is no such connection
     * @throws io.millrace.core.shared.MillraceException when the connection cannot be looked up
     */
    public Optional<String> byInput(Target target, Map<String, Object> input) {
        return catalogue
                .action(target.action())
                .map(ActionSpec::input)
                .flatMap(schema -> identity(target, "input", InputCheck.withDefaults(schema, input)));
    }

    /** The identity of a call by a JSON value in the place of its input; otherwise as {@link #byInput}. */
    public Optional<String> byKey(Target target, Object key) {
        return identity(target, "key", key);
    }

    private Optional<String> identity(Target target, String by, Object value) {
        Optional<Tool> tool = catalogue.tool(
                target.action().substring(0, Math.max(0, target.action().indexOf('.'))));
        Optional<String> connection = target.connection().isEmpty()
                ? Optional.of("")
                : target.connection()
                        .flatMap(id -> connections.state(target.project(), id).map(state -> id + " " + state));
        return tool.flatMap(found -> connection.map(over -> Sha256.hex(Json.writeSorted(
                List.of(FORM, target.project(), target.action(), found.spec().version(), over, by, marked(value))))));
    }

    /** A secret is told from a plain text of the same characters: what a tool answers to it is masked otherwise. */
    private static Object marked(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Sensitive secret -> "!" + secret.reveal();
            case String text -> "=" + text;
            case Map<?, ?> map -> {
                Map<String, Object> marked = new LinkedHashMap<>();
                map.forEach((name, inner) -> marked.put(String.valueOf(name), marked(inner)));
                yield marked;
            }
            case List<?> list -> {
                List<Object> marked = new ArrayList<>(list.size());
                list.forEach(inner -> marked.add(marked(inner)));
                yield marked;
            }
            default -> value;
        };
    }
}
