package io.millrace.app.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands on what waits for an answer. */
final class ApprovalCommands {
    private ApprovalCommands() {}

    /** {@code approval list}. */
    @Command(name = "list", description = "List what waits for an answer, that of the newest execution first.")
    static final class Listing extends PageCommand {
        @Option(names = "--workflow", paramLabel = "ID", description = "of this workflow")
        private @Nullable String workflow;

        @Option(names = "--execution", paramLabel = "ID", description = "of this execution")
        private @Nullable String execution;

        Listing(Terminal terminal) {
            super(
                    terminal,
                    "/approvals",
                    new Columns()
                            .text("EXECUTION", "execution")
                            .text("STEP", "step")
                            .text("WORKFLOW", "workflow")
                            .time("ASKED", "asked_at")
                            .time("UNTIL", "until")
                            .text("TITLE", "title"),
                    "Nothing waits for an answer.");
        }

        @Override
        void addFilters(Map<String, Optional<String>> query) {
            query.put("workflow", Optional.ofNullable(workflow));
            query.put("execution", Optional.ofNullable(execution));
        }
    }

    /** {@code approval approve}. */
    @Command(name = "approve", description = "Say yes to what a step asks; the execution goes on from there.")
    static final class Approve extends Answer {
        Approve(Terminal terminal) {
            super(terminal, "/approve");
        }
    }

    /** {@code approval reject}. */
    @Command(name = "reject", description = "Say no to what a step asks; the step fails, unless it takes a no, too.")
    static final class Reject extends Answer {
        Reject(Terminal terminal) {
            super(terminal, "/reject");
        }
    }

    /** An answer. */
    abstract static class Answer extends ApiCommand {
        @Parameters(index = "0", paramLabel = "EXECUTION", description = "the id of the execution")
        private String execution = "";

        @Parameters(index = "1", paramLabel = "STEP", description = "the id of the step")
        private String step = "";

        @Option(names = "--note", paramLabel = "TEXT", description = "why, for the journal")
        private @Nullable String note;

        private final String verb;

        Answer(Terminal terminal, String verb) {
            super(terminal);
            this.verb = verb;
        }

        @Override
        int run(Api api) {
            Map<String, String> body = note == null ? Map.of() : Map.of("note", note);
            Api.Answer answer = api.post(
                    Api.path("/executions/", execution, Api.path("/steps/", step, verb)), Api.Content.json(body));
            return show(answer, List.of(execution + ": " + JsonPath.text(answer.json(), "status")));
        }
    }
}
