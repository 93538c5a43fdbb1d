package io.millrace.app.command;

import io.millrace.app.Logging;
import io.millrace.app.Millrace;
import io.millrace.app.config.Configuration;
import io.millrace.app.config.Settings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * {@code prepare}: goes through a start as it will be and a few seconds of work, on a folder of its own, while the launcher
 * lets the JVM record which classes that takes and which of their methods are hot. The next starts load them from the
 * recording.
 */
@Command(
        name = "prepare",
        description = {
            "Record a start of this installation with this JDK, which makes the next ones faster.",
            "Needs to be done once after an installation or an update of either; 'run' does it by itself."
        })
final class Prepare implements Callable<Integer> {
    private static final List<String> VISITS =
            List.of("/health/ready", "/api/v1/openapi.json", "/api/v1/projects", "/metrics", "/");

    private final Terminal terminal;

    Prepare(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("millrace-prepare");
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        String token = "mr_" + HexFormat.of().formatHex(secret);
        try {
            Settings settings = new Configuration(
                            Map.of(
                                    "data", folder.toString(),
                                    "server.port", "0",
                                    "egress.allow", "127.0.0.1",
                                    "log.level", "error"),
                            Map.of("MILLRACE_BOOTSTRAP_TOKEN", token),
                            Optional.empty())
                    .read();
            Logging.apply(settings.log());
            try (Millrace millrace = Millrace.start(settings)) {
                millrace.proveItself();
                visit(millrace);
                new Rehearsal(millrace.url(), token).run();
            }
        } finally {
            delete(folder);
        }
        terminal.tell("Recorded. The next start will be faster.");
        return Exit.DONE;
    }

    private static void visit(Millrace millrace) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : VISITS) {
                client.send(HttpRequest.newBuilder(millrace.url().resolve(path)).build(), BodyHandlers.discarding());
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
