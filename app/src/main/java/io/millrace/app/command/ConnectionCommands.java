package io.millrace.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands on connections. */
final class ConnectionCommands {
    private ConnectionCommands() {}

    /** {@code connection list}. */
    @Command(name = "list", description = "List the connections of the project, without their secrets.")
    static final class Listing extends ApiCommand {
        @Option(names = "--tool", paramLabel = "TOOL", description = "of this tool")
        private @Nullable String tool;

        @Mixin
        private PageOptions page = new PageOptions();

        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(Api api) {
            Map<String, Optional<String>> query = new LinkedHashMap<>();
            query.put("tool", Optional.ofNullable(tool));
            page.addTo(query);
            Api.Answer answer = api.get("/connections" + Api.query(query));
            Table table = new Table("ID", "TOOL", "KIND", "HEALTH", "CHECKED", "MESSAGE");
            JsonPath.list(answer.json(), "items")
                    .forEach(item -> table.row(
                            JsonPath.text(item, "id"),
                            JsonPath.text(item, "tool"),
                            JsonPath.text(item, "kind"),
                            JsonPath.text(item, "health", "status"),
                            JsonPath.time(item, "health", "checked_at"),
                            JsonPath.text(item, "health", "message")));
            return showPage(answer, table, "There are no such connections.");
        }
    }

    /** {@code connection test}. */
    @Command(name = "test", description = "Try whether a connection works. Exits with 1 when it does not.")
    static final class Test extends OneCommand {
        Test(Terminal terminal) {
            super(terminal, "/connections/");
        }

        @Override
        int run(Api api) {
            Api.Answer answer = api.post(path("/test"), Api.Content.NONE);
            boolean works = Boolean.TRUE.equals(JsonPath.at(answer.json(), "ok"));
            String message = JsonPath.text(answer.json(), "message");
            show(answer, List.of(Table.plain(id() + ": " + (works ? "works" : "does not work") + ". " + message)));
            return works ? Exit.DONE : Exit.FAILED;
        }
    }
}
