package io.millrace.app.command;

import picocli.CommandLine.Parameters;

/** What the commands share that are about one thing, named by its id. */
abstract class OneCommand extends ApiCommand {
    @Parameters(paramLabel = "ID", description = "the id of the ${PARENT-COMMAND-NAME}")
    private String id = "";

    private final String collection;

    /** @param collection the path of all such things, with a slash at both ends */
    OneCommand(Terminal terminal, String collection) {
        super(terminal);
        this.collection = collection;
    }

    String id() {
        return id;
    }

    /** The path of the thing. @param after what follows the id */
    String path(String after) {
        return Api.path(collection, id, after);
    }
}
