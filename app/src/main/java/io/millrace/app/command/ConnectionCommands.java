package io.millrace.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Commands on connections. */
final class ConnectionCommands {
    private ConnectionCommands() {}

    /** {@code connection list}. */
    @Command(name = "list", description = "List the connections of the project, without their secrets.")
    static final class Listing extends PageCommand {
        @Option(names = "--tool", paramLabel = "TOOL", description = "of this tool")
        private @Nullable String tool;

        Listing(Terminal terminal) {
            super(
                    terminal,
                    "/connections",
                    new Columns()
                            .text("ID", "id")
                            .text("TOOL", "tool")
                            .text("KIND", "kind")
                            .text("HEALTH", "health", "status")
                            .time("CHECKED", "health", "checked_at")
                            .text("MESSAGE", "health", "message"),
                    "There are no such connections.");
        }

        @Override
        void addFilters(Map<String, Optional<String>> query) {
            query.put("tool", Optional.ofNullable(tool));
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
}
