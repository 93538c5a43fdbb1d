package io.millrace.core.engine;

import io.millrace.sdk.Action;
import io.millrace.sdk.ActionCall;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.LookUp;
import io.millrace.sdk.ToolException;
import io.millrace.sdk.ToolPackage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The tool {@code test}. Its actions differ by what a second call does: {@code read}, {@code put} (idempotent), {@code
 * keyed}, {@code write} (unsafe), {@code atomic} (unsafe, and a server error means that nothing was done) and {@code once}
 * (unsafe, with a look-up that can tell unless the input says {@code alike}). What the calls of a step do is written down by
 * the step's id, call by call; a call that nobody wrote down succeeds with its input, and such a look-up finds nothing.
 */
public final class FakeTool implements ToolPackage {
    private static final Map<String, String> ACTIONS = Map.of(
            "read", "effect: read",
            "put", "effect: idempotent",
            "keyed", "effect: keyed",
            "write", "effect: unsafe",
            "once", "effect: unsafe",
            "atomic", "effect: unsafe\n    server_error_means_not_done: true");

    private final Map<String, Deque<Action>> scripts = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final Map<String, Deque<Asking>> lookUpScripts = new HashMap<>();
    private final List<Call> lookUps = new ArrayList<>();

    /** What a look-up does. */
    @FunctionalInterface
    public interface Asking {
        LookUp.Answer ask(ActionCall call) throws ToolException;
    }

    /** One call, in the order made. */
    public record Call(String step, String key, ActionCall given) {}

    /** The next call of the step does this; said twice, the one after it does that. */
    public FakeTool next(String step, Action behaviour) {
        scripts.computeIfAbsent(step, id -> new ArrayDeque<>()).add(behaviour);
        return this;
    }

    public FakeTool answers(String step, Object output) {
        return next(step, call -> output);
    }

    public FakeTool fails(String step, ErrorClass errorClass) {
        return fails(step, errorClass, "The tool said " + errorClass.code() + ".");
    }

    public FakeTool fails(String step, ErrorClass errorClass, String message) {
        return next(step, call -> {
            throw new ToolException(errorClass, message);
        });
    }

    public FakeTool asksForAPause(String step, ErrorClass errorClass, Duration pause) {
        return next(step, call -> {
            throw ToolException.retryAfter(errorClass, "Slow down.", pause);
        });
    }

    /** The next call of the step brings the server down: nothing of it can be recorded. */
    public FakeTool kills(String step) {
        return next(step, call -> {
            throw new OutOfMemoryError("the server dies here");
        });
    }

    /** The next look-up of the step does this; said twice, the one after it does that. */
    public FakeTool nextLookUp(String step, Asking behaviour) {
        lookUpScripts.computeIfAbsent(step, id -> new ArrayDeque<>()).add(behaviour);
        return this;
    }

    public FakeTool finds(String step, Object output) {
        return nextLookUp(step, call -> LookUp.Answer.found(output));
    }

    public FakeTool failsToLookUp(String step, ErrorClass errorClass) {
        return nextLookUp(step, call -> {
            throw new ToolException(errorClass, "The look-up said " + errorClass.code() + ".");
        });
    }

    public List<Call> lookUps(String step) {
        return lookUps.stream().filter(call -> call.step().equals(step)).toList();
    }

    public List<Call> calls(String step) {
        return calls.stream().filter(call -> call.step().equals(step)).toList();
    }

    /** The steps in the order in which they called. */
    public List<String> order() {
        return calls.stream().map(Call::step).toList();
    }

    private Object run(ActionCall call) throws ToolException {
        String step = call.key().split("/")[1];
        calls.add(new Call(step, call.key(), call));
        Deque<Action> script = scripts.getOrDefault(step, new ArrayDeque<>());
        return script.isEmpty()
                ? call.input()
                : Optional.ofNullable(script.removeFirst().run(call)).orElse(Map.of());
    }

    private LookUp.Answer lookUp(ActionCall call) throws ToolException {
        String step = call.key().split("/")[1];
        lookUps.add(new Call(step, call.key(), call));
        Deque<Asking> script = lookUpScripts.getOrDefault(step, new ArrayDeque<>());
        return script.isEmpty() ? LookUp.Answer.NOT_THERE : script.removeFirst().ask(call);
    }

    /** A look-up of the action {@code once}. */
    public static LookUp unlessAlike(Asking asking) {
        return new LookUp() {
            @Override
            public boolean canTell(Map<String, Object> input) {
                return !Boolean.TRUE.equals(input.get("alike"));
            }

            @Override
            public Answer ask(ActionCall call) throws ToolException {
                return asking.ask(call);
            }
        };
    }

    @Override
    public Map<String, LookUp> lookUps() {
        return Map.of("once", unlessAlike(this::lookUp));
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public Map<String, Action> code() {
        return ACTIONS.keySet().stream().collect(Collectors.toMap(name -> name, name -> this::run));
    }

    @Override
    public Optional<InputStream> open(String path) {
        String text = switch (path) {
            case "tool.yaml" -> manifest();
            case "icon.svg" -> "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
            default -> "";
        };
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String manifest() {
        StringBuilder manifest = new StringBuilder("""
                manifest: 1
                name: test
                version: "1.0.0"
                title: Test
                description: Does what a test says.
                docs: https://example.com
                connections:
                  token:
                    title: Token
                    description: A token.
                    config: { properties: {} }
                    secrets: { properties: { token: { type: string, title: Token } } }
                actions:
                """);
        ACTIONS.keySet().stream()
                .sorted()
                .forEach(name -> manifest.append(
                        """
                  %s:
                    title: %s
                    description: A call.
                    docs: https://example.com
                    kind: update
                    connection: optional
                    %s
                    input: { additionalProperties: true, properties: { size: { type: integer, title: Size } } }
                    output: {}
                    examples: [{ title: One, input: { size: 1 } }]
                """.formatted(name, name, ACTIONS.get(name)).indent(2)));
        manifest.append("""
                polls:
                  new_things:
                    title: New things
                    description: What is new.
                    action: read
                    input: { size: 1 }
                    items: /items
                    id: /id
                  changed_things:
                    title: Changed things
                    description: What has changed.
                    action: read
                    items: /items
                    id: /id
                    newest_first: false
                    cursor: { input: since, item: /at }
                """);
        return manifest.toString();
    }
}
