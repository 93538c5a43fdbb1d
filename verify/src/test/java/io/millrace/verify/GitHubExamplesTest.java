package io.millrace.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.event.Occurrence;
import io.millrace.core.signature.HmacScheme;
import io.millrace.core.source.InboundRequest;
import io.millrace.core.source.Presets;
import io.millrace.core.source.Verdict;
import io.millrace.sdk.Sensitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What GitHub really sends becomes the event that its name promises. */
class GitHubExamplesTest {
    private static final Path FOLDER = Path.of("src/test/resources/github");
    private static final String SECRET = "It's a Secret to Everybody";

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_of_github_becomes_an_event_of_its_name(String name) throws IOException {
        byte[] body = Files.readAllBytes(FOLDER.resolve(name + ".json"));
        String event = name.split("\\.", 2)[0];
        InboundRequest request = new InboundRequest(
                "default",
                "github",
                "POST",
                Map.of(
                        "content-type", List.of("application/json"),
                        "x-github-event", List.of(event),
                        "x-github-delivery", List.of("72d3162e-cc78-11e3-81ab-4c9367dc0958"),
                        "x-hub-signature-256",
                                List.of(HmacScheme.GITHUB.sign(SECRET.getBytes(StandardCharsets.UTF_8), body))),
                "",
                body,
                "192.0.2.1",
                "trace-1");

        Verdict verdict = Presets.make(Map.of("preset", "github", "secret", Sensitive.of(SECRET)))
                .verify(request, Instant.parse("2026-03-01T12:00:00Z"));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
            Occurrence occurrence = accepted.occurrence();
            assertThat(occurrence.type()).isEqualTo("github." + name);
            assertThat(occurrence.headers()).containsEntry("x-github-event", event);
            assertThat(occurrence.data())
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .isNotEmpty();
        });
    }

    static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .sorted()
                    .toList();
            assertThat(names).hasSize(20);
            return names;
        }
    }
}
