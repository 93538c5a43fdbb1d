package io.millrace.app.command;

import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow run}. */
@Command(
        name = "run",
        description = {
            "Start an execution of a published workflow.",
            "With --wait, prints the execution when it has ended, and exits with 1 when it has failed."
        })
final class WorkflowRun extends OneCommand {
    /** The longest a server waits within one request. */
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(2);

    @Option(
            names = "--data",
            paramLabel = "JSON",
            description = "the event's data; @FILE reads a file, @- standard input")
    private @Nullable String data;

    @Option(names = "--wait", paramLabel = "DURATION", description = "how long to wait for the end, such as PT30S")
    private @Nullable Duration wait;

    WorkflowRun(Terminal terminal) {
        super(terminal, "/workflows/");
    }

    @Override
    int run(Api api) throws IOException, InterruptedException {
        Api.Answer started = start(api);
        if (wait == null) {
            return show(started, List.of(JsonPath.text(started.json(), "id")));
        }
        if (started.status() == 200) {
            return finished(started);
        }
        String path = Api.path("/executions/", JsonPath.text(started.json(), "id"), "");
        boolean ended = wait.compareTo(LONGEST_REQUEST) > 0 && awaitEnd(api, path, wait.minus(LONGEST_REQUEST));
        Api.Answer state = api.get(path);
        if (!ended && ExecutionView.exitCode(state.json()) == Exit.NOT_FINISHED) {
            terminal().tell("It has not ended within " + wait + "; it goes on.");
        }
        return finished(state);
    }

    private Api.Answer start(Api api) throws IOException {
        Optional<Duration> patience =
                Optional.ofNullable(wait).map(most -> most.compareTo(LONGEST_REQUEST) < 0 ? most : LONGEST_REQUEST);
        String query = Api.query(Map.of("wait", patience.map(Duration::toString)));
        Api.Content content = Api.Content.json(Collections.singletonMap("data", data()));
        String path = path("/executions") + query;
        return api.send("POST", path, content, patience.orElse(Duration.ZERO));
    }

    private static boolean awaitEnd(Api api, String path, Duration most) throws InterruptedException {
        try (LiveStream live = new LiveStream(api, path + "/live", Thread::sleep)) {
            return live.atMost(most).follow(event -> !event.type().equals("end"));
        }
    }

    private int finished(Api.Answer state) {
        show(state, ExecutionView.lines(state.json()));
        return ExecutionView.exitCode(state.json());
    }

    private @Nullable Object data() throws IOException {
        if (data == null) {
            return Map.of();
        }
        String text = data.startsWith("@") ? read(data.substring(1)) : data;
        try {
            return Json.read(text);
        } catch (MillraceException e) {
            throw new CommandException(Exit.USAGE, "--data: " + e.getMessage());
        }
    }

    private String read(String file) throws IOException {
        if (file.equals("-")) {
            return terminal().readAll();
        }
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            throw new CommandException(Exit.USAGE, "--data: there is no file " + file + " that can be read.");
        }
        if (Files.size(path) > Terminal.MAX_INPUT) {
            throw new CommandException(
                    Exit.USAGE, "--data: " + file + " is larger than " + Terminal.MAX_INPUT + " bytes.");
        }
        return Files.readString(path, StandardCharsets.UTF_8);
    }
}
