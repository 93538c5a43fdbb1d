package io.millrace.verify.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** GitHub's own example payloads, sent as GitHub sends them. */
final class GitHubExamples {
    static final String SECRET = "It's a Secret to Everybody";
    private static final Path FOLDER = Path.of("src/test/resources/github");

    private GitHubExamples() {}

    /** Their names: the event, and the action where there is one. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] body(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The headers of a new delivery. */
    static Map<String, String> headers(String name, String secret) {
        return headers(name, secret, UUID.randomUUID().toString());
    }

    /** @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#delivery-headers">Delivery headers</a> */
    static Map<String, String> headers(String name, String secret, String delivery) {
        return Map.of(
                "X-GitHub-Event",
                name.split("\\.", 2)[0],
                "X-GitHub-Delivery",
                delivery,
                "X-GitHub-Hook-ID",
                "292430182",
                "User-Agent",
                "GitHub-Hookshot/044aadd",
                "X-Hub-Signature-256",
                Signatures.github(secret, body(name)));
    }

    /** Sends one, signed with {@link #SECRET}, as a new delivery. */
    static Answer send(Project project, String path, String name) {
        return project.hook(path)
                .headers(headers(name, SECRET))
                .bytes("application/json", body(name))
                .send();
    }
}
