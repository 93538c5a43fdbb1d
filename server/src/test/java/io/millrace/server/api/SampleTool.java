package io.millrace.server.api;

import io.millrace.sdk.Action;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import io.millrace.sdk.ToolPackage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A tool that needs no network: it gives a text back, fails, or waits until a test lets it go on. */
final class SampleTool implements ToolPackage {
    private static final String MANIFEST = """
            manifest: 1
            name: sample
            version: "1.0.0"
            title: Sample
            description: Calls nobody.
            docs: https://millrace.example/sample
            connections:
              key:
                title: Key
                description: Any text.
                config:
                  properties:
                    region: { type: string, title: Region }
                secrets:
                  required: [key]
                  properties:
                    key: { type: string, title: Key }
            actions:
              echo:
                title: Echo
                description: Gives the text back.
                kind: search
                effect: read
                connection: optional
                input:
                  required: [text]
                  properties:
                    text: { type: string, title: Text }
                output:
                  type: object
                  properties:
                    text: { type: string }
                examples:
                  - title: A word
                    input: { text: hello }
              fail:
                title: Fail
                description: Fails for good.
                kind: create
                effect: unsafe
                connection: none
                input: {}
                output: { type: object }
                examples:
                  - title: Fail
                    input: {}
              lose:
                title: Lose
                description: Sends, and never hears of it.
                kind: create
                effect: unsafe
                connection: none
                input: {}
                output: { type: object }
                examples:
                  - title: Lose
                    input: {}
              wait:
                title: Wait
                description: Waits until it is let go.
                kind: search
                effect: read
                connection: none
                input: {}
                output: { type: object }
                examples:
                  - title: Wait
                    input: {}
            polls:
              word_said:
                title: Word said
                description: Each word that was not said before.
                action: echo
                input: {}
                items: /text
                id: /id
            """;

    final CountDownLatch started = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public Optional<InputStream> open(String path) {
        return switch (path) {
            case "tool.yaml" -> Optional.of(text(MANIFEST));
            case "docs.md" -> Optional.of(text("# Sample\n"));
            case "icon.svg" -> Optional.of(text("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));
            default -> Optional.empty();
        };
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Map<String, Action> code() {
        Map<String, Action> code = new LinkedHashMap<>();
        code.put("echo", call -> Map.of("text", String.valueOf(call.input().get("text"))));
        code.put("fail", call -> {
            throw new ToolException(ErrorClass.VALIDATION, "This action always fails.");
        });
        code.put("lose", call -> {
            throw new ToolException(ErrorClass.TIMEOUT, "No answer came.");
        });
        code.put("wait", call -> {
            started.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ToolException(ErrorClass.CANCELLED, "Interrupted.");
            }
            return Map.of();
        });
        return code;
    }

    @Override
    public Optional<ConnectionTest> connectionTest() {
        return Optional.of(call -> {
            String key = Sensitive.reveal(
                    Objects.requireNonNull(call.requiredConnection().secrets().get("key")));
            if (!key.equals("right-key")) {
                throw new ToolException(ErrorClass.AUTHENTICATION, "The key " + key + " is refused.");
            }
            return "The key works.";
        });
    }
}
