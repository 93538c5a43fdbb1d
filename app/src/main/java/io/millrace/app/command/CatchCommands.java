package io.millrace.app.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Commands on the catcher, which records whatever is sent to {@code /catch/{project}/{name}}. */
final class CatchCommands {
    private CatchCommands() {}

    /** {@code catch show}. */
    @Command(name = "show", description = "Show the requests caught under a name, or the names when none is given.")
    static final class Show extends ApiCommand {
        @Parameters(paramLabel = "NAME", arity = "0..1", description = "the last part of /catch/{project}/{name}")
        private @Nullable String name;

        Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(Api api) {
            return name == null ? names(api) : requests(api, name);
        }

        private int names(Api api) {
            Api.Answer answer = api.get("/catch");
            Table table = new Table("NAME", "REQUESTS", "LAST");
            JsonPath.list(answer.json(), "items")
                    .forEach(item -> table.row(
                            JsonPath.text(item, "name"),
                            JsonPath.text(item, "requests"),
                            JsonPath.time(item, "last_at")));
            return showPage(answer, table, "Nothing has been caught yet.");
        }

        private int requests(Api api, String caught) {
            Api.Answer answer = api.get(Api.path("/catch/", caught, ""));
            List<String> lines = new ArrayList<>();
            for (Object request : JsonPath.list(answer.json(), "items")) {
                String query = JsonPath.text(request, "query");
                lines.add(Table.plain(JsonPath.time(request, "time") + "  " + JsonPath.text(request, "method") + " "
                        + JsonPath.text(request, "path") + (query.isEmpty() ? "" : "?" + query)));
                body(request).lines().map(Table::plain).forEach(line -> lines.add("    " + line));
            }
            if (lines.isEmpty() && !json()) {
                terminal().tell("Nothing has been caught under '" + caught + "' yet.");
            }
            return show(answer, lines);
        }

        private static String body(Object request) {
            String binary = JsonPath.text(request, "body_base64");
            String text = binary.isEmpty() ? JsonPath.text(request, "body") : "base64 " + binary;
            boolean truncated = Boolean.TRUE.equals(JsonPath.at(request, "truncated"));
            return truncated ? text + "\n(cut off here)" : text;
        }
    }
}
