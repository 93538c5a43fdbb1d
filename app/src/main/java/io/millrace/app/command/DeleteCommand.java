package io.millrace.app.command;

import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A command that ends one thing. */
@Command
final class DeleteCommand extends OneCommand {
    private final String done;

    private DeleteCommand(Terminal terminal, String collection, String done) {
        super(terminal, collection);
        this.done = done;
    }

    /** @param verb the name of the command; @param done what the thing is then */
    static CommandLine of(Terminal terminal, String collection, String verb, String description, String done) {
        CommandLine command = new CommandLine(new DeleteCommand(terminal, collection, done));
        command.getCommandSpec().name(verb).usageMessage().description(description);
        return command;
    }

    @Override
    int run(Api api) {
        Api.Answer answer = api.send("DELETE", path(""), Api.Content.NONE, Duration.ZERO);
        return show(answer, List.of(id() + ": " + done));
    }
}
