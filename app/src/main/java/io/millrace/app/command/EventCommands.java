package io.millrace.app.command;

import io.millrace.core.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Commands on stored events. */
final class EventCommands {
    private EventCommands() {}

    /** {@code event list}. */
    @Command(name = "list", description = "List events, newest first.")
    static final class Listing extends PageCommand {
        @Option(
                names = "--source",
                paramLabel = "SOURCE",
                description = "where they came from, such as /hooks/default/github-issues")
        private @Nullable String source;

        Listing(Terminal terminal) {
            super(
                    terminal,
                    "/events",
                    new Columns()
                            .text("ID", "id")
                            .text("TYPE", "type")
                            .text("SOURCE", "source")
                            .time("TIME", "time")
                            .text("BYTES", "size")
                            .text("EXECUTIONS", "executions"),
                    "There are no such events.");
        }

        @Override
        void addFilters(Map<String, Optional<String>> query) {
            query.put("source", Optional.ofNullable(source));
        }
    }

    /** {@code event get}. */
    @Command(
            name = "get",
            description = "Show an event: its data, its headers, and what it has started or why nothing.")
    static final class Get extends OneCommand {
        Get(Terminal terminal) {
            super(terminal, "/events/");
        }

        @Override
        int run(Api api) {
            Api.Answer answer = api.get(path(""));
            Object event = answer.json();
            List<String> lines = new ArrayList<>();
            lines.add(Table.plain(id() + " " + JsonPath.text(event, "type") + " from " + JsonPath.text(event, "source")
                    + " at " + JsonPath.time(event, "time")));
            lines.add("data: " + Json.write(JsonPath.at(event, "data")));
            lines.add("headers: " + Json.write(JsonPath.at(event, "headers")));
            lines.add("outcome: " + Json.write(JsonPath.at(event, "outcome")));
            JsonPath.list(event, "executions")
                    .forEach(execution -> lines.add(Table.plain(JsonPath.text(execution, "id") + " "
                            + JsonPath.text(execution, "workflow") + " version "
                            + JsonPath.text(execution, "version") + ": " + JsonPath.text(execution, "status"))));
            return show(answer, lines);
        }
    }

    /** {@code event replay}. */
    @Command(
            name = "replay",
            description = {
                "Start new executions for an event, on the newest versions of the workflows.",
                "Prints the ids of the executions."
            })
    static final class Replay extends OneCommand {
        Replay(Terminal terminal) {
            super(terminal, "/events/");
        }

        @Override
        int run(Api api) {
            Api.Answer answer = api.post(path("/replay"), Api.Content.NONE);
            List<String> executions = JsonPath.list(answer.json(), "executions").stream()
                    .map(String::valueOf)
                    .toList();
            if (executions.isEmpty() && !json()) {
                terminal().tell("No workflow wants this event now, so nothing was started.");
            }
            return show(answer, executions);
        }
    }
}
