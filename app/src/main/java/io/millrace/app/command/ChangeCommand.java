package io.millrace.app.command;

import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A command that asks for one change of one thing, and says in which state it is then. */
@Command
final class ChangeCommand extends OneCommand {
    private final String verb;
    private final Function<Object, String> state;

    private ChangeCommand(Terminal terminal, String collection, String verb, Function<Object, String> state) {
        super(terminal, collection);
        this.verb = verb;
        this.state = state;
    }

    /** @param verb the name of the command and the end of the address; @param state reads the answer */
    static CommandLine of(
            Terminal terminal, String collection, String verb, String description, Function<Object, String> state) {
        CommandLine command = new CommandLine(new ChangeCommand(terminal, collection, verb, state));
        command.getCommandSpec().name(verb).usageMessage().description(description);
        return command;
    }

    @Override
    int run(Api api) {
        Api.Answer answer = api.post(path("/" + verb), Api.Content.NONE);
        return show(answer, List.of(id() + ": " + state.apply(answer.json())));
    }
}
