package io.millrace.app.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code project retention}. */
@Command(
        name = "retention",
        description = {
            "Say how long a project keeps its history.",
            "Without --days it is what the configuration says; without --event-days as long as the history."
        })
final class RetentionCommand extends ApiCommand {
    @Parameters(paramLabel = "PROJECT", description = "the id of the project")
    private String id = "";

    @Option(names = "--days", paramLabel = "DAYS", description = "how long executions are kept after their end")
    private @Nullable Integer days;

    @Option(names = "--event-days", paramLabel = "DAYS", description = "how long events are kept that started nothing")
    private @Nullable Integer eventDays;

    RetentionCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(Api api) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        if (days != null) {
            wanted.put("days", days);
        }
        if (eventDays != null) {
            wanted.put("event_days", eventDays);
        }
        String path = Api.path("/api/v1/projects/", id, "/retention");
        Api.Answer answer = api.send("PUT", path, Api.Content.json(wanted), Duration.ZERO);
        return show(answer, List.of("Changed: " + id));
    }
}
