package io.millrace.app.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Commands on the triggers of workflows. */
final class TriggerCommands {
    private TriggerCommands() {}

    /** {@code trigger poll}. */
    @Command(
            name = "poll",
            description = {
                "Let a poll ask its tool now and not only when its turn comes, such as after a connection was mended.",
                "What it finds starts the workflow as always. It is asked within a few seconds."
            })
    static final class Poll extends ApiCommand {
        @Parameters(index = "0", paramLabel = "WORKFLOW", description = "the id of the workflow")
        private String workflow = "";

        @Parameters(index = "1", paramLabel = "TRIGGER", description = "the id of the poll")
        private String trigger = "";

        Poll(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(Api api) {
            String path = Api.path("/workflows/", workflow, Api.path("/triggers/", trigger, "/poll"));
            Api.Answer answer = api.post(path, Api.Content.NONE);
            return show(answer, List.of("Asked for at once: " + JsonPath.text(answer.json(), "poll")));
        }
    }
}
