package io.millrace.app.command;

import io.millrace.app.InstalledTools;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Problem;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.ToolSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Commands on tools. */
final class ToolCommands {
    private ToolCommands() {}

    /** {@code tool list}. */
    @Command(name = "list", description = "List the tools of the server, the built-in ones and those of your own.")
    static final class Listing extends ApiCommand {
        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(Api api) {
            Api.Answer answer = api.get("/api/v1/tools");
            Table table = new Table("TOOL", "VERSION", "ACTIONS", "TITLE");
            JsonPath.list(answer.json(), "items")
                    .forEach(item -> table.row(
                            JsonPath.text(item, "name"),
                            JsonPath.text(item, "version"),
                            JsonPath.text(item, "actions"),
                            JsonPath.text(item, "title")));
            return showPage(answer, table, "There are no tools.");
        }
    }

    /** {@code tool validate}. */
    @Command(
            name = "validate",
            description = {
                "Validate a tool of your own.",
                "Works on this machine, without a server. Exits with 1 when there is a problem."
            },
            sortOptions = false)
    static final class Validate implements Callable<Integer> {
        @Parameters(paramLabel = "FOLDER", description = "the folder that holds the tool's tool.yaml")
        private Path folder = Path.of("");

        private final Terminal terminal;

        Validate(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            if (!Files.isDirectory(folder)) {
                throw new CommandException(Exit.USAGE, "There is no folder " + folder + ".");
            }
            try {
                ToolSpec tool = InstalledTools.check(folder);
                terminal.print(tool.name() + " " + tool.version() + ": valid, with the actions "
                        + String.join(
                                ", ",
                                tool.actions().stream().map(ActionSpec::name).toList()));
                return Exit.DONE;
            } catch (MillraceException e) {
                if (e.code() != ErrorCode.TOOL_INVALID || e.problems().isEmpty()) {
                    throw e;
                }
                e.problems().forEach(problem -> terminal.tell(line(problem)));
                return Exit.FAILED;
            }
        }

        private String line(Problem problem) {
            String place = problem.line() > 0 ? ":" + problem.line() + ":" + problem.column() : "";
            String path = problem.path().isEmpty() ? "" : problem.path() + ": ";
            return folder.resolve("tool.yaml") + place + ": " + path + problem.message();
        }
    }
}
