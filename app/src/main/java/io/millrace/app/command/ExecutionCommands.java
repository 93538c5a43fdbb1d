package io.millrace.app.command;

import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands on executions. */
final class ExecutionCommands {
    private static final String EXECUTIONS = "/executions/";

    private ExecutionCommands() {}

    static CommandLine cancel(Terminal terminal) {
        return change(terminal, "cancel", "Cancel an execution.");
    }

    static CommandLine restart(Terminal terminal) {
        return change(terminal, "restart", "Start an ended execution again from where it stopped.");
    }

    private static CommandLine change(Terminal terminal, String verb, String description) {
        return ChangeCommand.of(
                terminal, EXECUTIONS, verb, description, execution -> JsonPath.text(execution, "status"));
    }

    /** {@code execution list}. */
    @Command(name = "list", description = "List executions, newest first.")
    static final class Listing extends PageCommand {
        @Mixin
        private ExecutionFilter filter = new ExecutionFilter();

        Listing(Terminal terminal) {
            super(
                    terminal,
                    "/executions",
                    new Columns()
                            .text("ID", "id")
                            .text("WORKFLOW", "workflow")
                            .text("STATUS", "status")
                            .time("CREATED", "created_at")
                            .time("FINISHED", "finished_at")
                            .text("FAILURE", "failure", "message"),
                    "There are no such executions.");
        }

        @Override
        void addFilters(Map<String, Optional<String>> query) {
            query.putAll(filter.values());
        }
    }

    /** {@code execution get}. */
    @Command(
            name = "get",
            description = "Show an execution with its steps, its event and the requests of each attempt.")
    static final class Get extends OneCommand {
        @Option(names = "--exchanges", description = "show requests and answers with their headers and bodies")
        private boolean exchanges;

        Get(Terminal terminal) {
            super(terminal, EXECUTIONS);
        }

        @Override
        int run(Api api) {
            Api.Answer answer = api.get(path(""));
            List<String> lines = new ArrayList<>(ExecutionView.lines(answer.json()));
            lines.addAll(ExecutionView.details(answer.json(), exchanges));
            return show(answer, lines);
        }
    }

    /** {@code execution follow}. */
    @Command(
            name = "follow",
            description = {
                "Show what happens to an execution until it ends.",
                "Exits with 0 when it succeeds, with 1 when it fails or is cancelled."
            })
    static final class Follow extends OneCommand {
        Follow(Terminal terminal) {
            super(terminal, EXECUTIONS);
        }

        @Override
        int run(Api api) throws InterruptedException {
            try (LiveStream live = new LiveStream(api, path("/live"), Thread::sleep)) {
                FollowedExecution followed = new FollowedExecution(this::print);
                live.follow(followed::take);
                return ExecutionView.exitCode(followed.last());
            }
        }

        private void print(String type, Object data) {
            if (json()) {
                terminal().print(Json.write(Map.of("event", type, "data", data)));
            } else {
                FollowedExecution.lines(type, data).forEach(terminal()::print);
            }
        }
    }

    /** {@code execution replay}. */
    @Command(
            name = "replay",
            description = {
                "Start a new execution of the same workflow for the event of an old one.",
                "Prints the id of the new execution."
            })
    static final class Replay extends OneCommand {
        @Option(
                names = "--version",
                paramLabel = "WHICH",
                description = "newest, or same for the version it ran on (newest)")
        private @Nullable String version;

        Replay(Terminal terminal) {
            super(terminal, EXECUTIONS);
        }

        @Override
        int run(Api api) {
            Map<String, Object> body = version == null ? Map.of() : Map.of("version", version);
            Api.Answer answer = api.post(path("/replay"), Api.Content.json(body));
            return show(answer, List.of(JsonPath.text(answer.json(), "id")));
        }
    }

    /** {@code execution items}. */
    @Command(name = "items", description = "List the items of a foreach step, in the order of its list.")
    static final class Items extends PageCommand {
        @Parameters(index = "0", paramLabel = "ID", description = "the id of the execution")
        private String id = "";

        @Parameters(index = "1", paramLabel = "STEP", description = "the id of the step")
        private String step = "";

        @Option(
                names = "--status",
                paramLabel = "STATUS",
                description = "only those that ended so: succeeded, failed, unknown, cancelled")
        private @Nullable String status;

        Items(Terminal terminal) {
            super(
                    terminal,
                    EXECUTIONS,
                    new Columns()
                            .text("INDEX", "index")
                            .text("STATUS", "status")
                            .text("ATTEMPTS", "attempts")
                            .time("FINISHED", "finished_at")
                            .text("REASON", "reason"),
                    "There are no such items.");
        }

        @Override
        String path() {
            return Api.path(EXECUTIONS, id, Api.path("/steps/", step, "/items"));
        }

        @Override
        void addFilters(Map<String, Optional<String>> query) {
            query.put("status", Optional.ofNullable(status));
        }
    }

    /** {@code execution settle}. */
    @Command(
            name = "settle",
            description = {
                "Say what came of a step whose outcome is unknown; the execution goes on from there.",
                "Look first at the tool itself: whether the message was sent, the row written."
            })
    static final class Settle extends OneCommand {
        @Parameters(index = "1", paramLabel = "STEP", description = "the id of the step")
        private String step = "";

        @Option(
                names = "--as",
                required = true,
                paramLabel = "FINDING",
                description = "succeeded, failed, or retry to run it again")
        private String finding = "";

        @Option(names = "--output", paramLabel = "JSON", description = "the output of the step, when it has succeeded")
        private @Nullable String output;

        @Option(names = "--note", paramLabel = "TEXT", description = "why, for the journal")
        private @Nullable String note;

        Settle(Terminal terminal) {
            super(terminal, EXECUTIONS);
        }

        @Override
        int run(Api api) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("as", finding);
            if (output != null) {
                body.put("output", json(output));
            }
            if (note != null) {
                body.put("note", note);
            }
            Api.Answer answer = api.post(path(Api.path("/steps/", step, "/settle")), Api.Content.json(body));
            return show(answer, List.of(id() + ": " + JsonPath.text(answer.json(), "status")));
        }

        private static @Nullable Object json(String text) {
            try {
                return Json.read(text);
            } catch (MillraceException e) {
                throw new CommandException(Exit.USAGE, "The output is not valid JSON; a text needs quotes of its own.");
            }
        }
    }
}
