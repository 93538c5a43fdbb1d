package io.millrace.app.command;

import java.time.Duration;
import java.util.ArrayList;
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
    @Command(name = "test", description = "Test a connection. Exits with 1 when it does not.")
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

    /** {@code connection get}. */
    @Command(name = "get", description = "Show a connection: its settings, and the names of its secrets.")
    static final class Get extends OneCommand {
        Get(Terminal terminal) {
            super(terminal, "/connections/");
        }

        @Override
        int run(Api api) {
            Api.Answer answer = api.get(path(""));
            Object connection = answer.json();
            List<String> lines = new ArrayList<>();
            lines.add(Table.plain(id() + ": " + JsonPath.text(connection, "tool") + ", "
                    + JsonPath.text(connection, "kind") + ", health " + JsonPath.text(connection, "health", "status")
                    + " " + JsonPath.text(connection, "health", "message")));
            if (JsonPath.at(connection, "config") instanceof Map<?, ?> config) {
                config.forEach((name, value) -> lines.add("  " + Table.plain(name + ": " + value)));
            }
            JsonPath.list(connection, "secrets")
                    .forEach(name -> lines.add("  " + Table.plain(name + " (secret, never shown)")));
            return show(answer, lines);
        }
    }

    /** {@code connection delete}. */
    @Command(name = "delete", description = "Delete a connection that no workflow uses.")
    static final class Delete extends OneCommand {
        Delete(Terminal terminal) {
            super(terminal, "/connections/");
        }

        @Override
        int run(Api api) {
            Api.Answer answer = api.send("DELETE", path(""), Api.Content.NONE, Duration.ZERO);
            return show(answer, List.of(id() + ": deleted"));
        }
    }
}
