package io.millrace.app.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Commands on workflows that are already saved. */
final class WorkflowCommands {
    private static final String WORKFLOWS = "/workflows/";

    private WorkflowCommands() {}

    static CommandLine publish(Terminal terminal) {
        return change(terminal, "publish", "Publish the draft as a new version.");
    }

    static CommandLine enable(Terminal terminal) {
        return change(terminal, "enable", "Enable a workflow: its triggers start it.");
    }

    static CommandLine disable(Terminal terminal) {
        return change(terminal, "disable", "Disable a workflow: its triggers no longer start it.");
    }

    static CommandLine pause(Terminal terminal) {
        return change(terminal, "pause", "Pause a workflow: its events are accepted and wait.");
    }

    static CommandLine resume(Terminal terminal) {
        return change(terminal, "resume", "Resume a workflow: what has waited begins.");
    }

    private static CommandLine change(Terminal terminal, String verb, String description) {
        return ChangeCommand.of(terminal, WORKFLOWS, verb, description, WorkflowCommands::state);
    }

    /** Whether triggers start it, and which version. */
    private static String state(@Nullable Object workflow) {
        String version = JsonPath.text(workflow, "version");
        if (version.isEmpty()) {
            return "draft";
        }
        boolean enabled = Boolean.TRUE.equals(JsonPath.at(workflow, "enabled"));
        boolean paused = Boolean.TRUE.equals(JsonPath.at(workflow, "paused"));
        boolean changed = Boolean.TRUE.equals(JsonPath.at(workflow, "changed"));
        return "version " + version + (enabled ? ", enabled" : ", disabled") + (paused ? ", paused" : "")
                + (changed ? ", draft differs" : "");
    }

    /** {@code workflow list}. */
    @Command(name = "list", description = "List the workflows of the project.")
    static final class Listing extends PageCommand {
        @Option(names = "--text", paramLabel = "TEXT", description = "a part of the id or the name")
        private @Nullable String text;

        @Option(names = "--tag", paramLabel = "TAG", description = "one of the tags")
        private @Nullable String tag;

        Listing(Terminal terminal) {
            super(
                    terminal,
                    "/workflows",
                    new Columns()
                            .text("ID", "id")
                            .text("NAME", "name")
                            .shown("STATE", WorkflowCommands::state)
                            .time("UPDATED", "updated_at"),
                    "There are no such workflows.");
        }

        @Override
        void addFilters(Map<String, Optional<String>> query) {
            query.put("text", Optional.ofNullable(text));
            query.put("tag", Optional.ofNullable(tag));
        }
    }

    /** {@code workflow get}. */
    @Command(name = "get", description = "Print the draft of a workflow.")
    static final class Get extends OneCommand {
        Get(Terminal terminal) {
            super(terminal, WORKFLOWS);
        }

        @Override
        int run(Api api) {
            Api.Answer answer = api.get(path(""));
            if (!json()) {
                terminal().tell(id() + ": " + state(answer.json()));
            }
            return show(answer, List.of(JsonPath.text(answer.json(), "text").stripTrailing()));
        }
    }
}
