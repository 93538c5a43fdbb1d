package io.millrace.app.command;

import io.millrace.core.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Commands on sources, the addresses of webhooks. */
final class SourceCommands {
    private SourceCommands() {}

    /** {@code source list}. */
    @Command(
            name = "list",
            description = {
                "List the webhook addresses of the project, and what came there since the server started.",
                "Below each stand its last refusals, with their reasons."
            })
    static final class Listing extends ApiCommand {
        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(Api api) {
            Api.Answer answer = api.get("/sources");
            Table table = new Table("PATH", "PRESET", "ACCEPTED", "DUPLICATES", "REFUSED", "WORKFLOWS", "URL");
            List<String> refusals = new ArrayList<>();
            for (Object source : JsonPath.list(answer.json(), "items")) {
                table.row(
                        JsonPath.text(source, "path"),
                        JsonPath.text(source, "preset"),
                        JsonPath.text(source, "accepted"),
                        JsonPath.text(source, "duplicates"),
                        String.valueOf(refused(JsonPath.at(source, "refused"))),
                        String.join(", ", listeners(source)),
                        JsonPath.text(source, "url"));
                JsonPath.list(source, "refusals")
                        .forEach(refusal -> refusals.add(Table.plain(JsonPath.time(refusal, "time") + "  "
                                + JsonPath.text(source, "path") + " refused: " + JsonPath.text(refusal, "reason"))));
            }
            int exit = showPage(
                    answer, table, "There are no sources. Publish a workflow with a 'webhook' trigger to make one.");
            if (!json()) {
                refusals.forEach(terminal()::print);
            }
            return exit;
        }

        private static long refused(@Nullable Object byReason) {
            return byReason instanceof Map<?, ?> counts
                    ? counts.values().stream()
                            .mapToLong(count -> count instanceof Number number ? number.longValue() : 0)
                            .sum()
                    : 0;
        }

        private static List<String> listeners(Object source) {
            return JsonPath.list(source, "listeners").stream()
                    .map(listener -> JsonPath.text(listener, "workflow")
                            + (Boolean.TRUE.equals(JsonPath.at(listener, "enabled")) ? "" : " (disabled)"))
                    .toList();
        }
    }

    /** {@code source test}. */
    @Command(
            name = "test",
            description = {
                "Send a test event to a source, signed with its own secret, and print what the address answers.",
                "It starts the workflows that listen there. Exits with 1 when it is refused."
            })
    static final class Test extends ApiCommand {
        @Parameters(paramLabel = "PATH", description = "the path of the source, such as github-issues")
        private String path = "";

        Test(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(Api api) {
            Api.Answer answer = api.post(Api.path("/sources/", path, "/test"), Api.Content.NONE);
            Object status = JsonPath.at(answer.json(), "status");
            boolean accepted = status instanceof Long number && number >= 200 && number < 300;
            Object said = JsonPath.at(answer.json(), "answer");
            show(
                    answer,
                    List.of(Table.plain(path + ": " + (accepted ? "accepted" : "refused") + ", " + status + " "
                            + (said instanceof String text ? text : Json.write(said)))));
            return accepted ? Exit.DONE : Exit.FAILED;
        }
    }
}
