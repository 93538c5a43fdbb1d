package io.millrace.app.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Commands on the servers that share a database. */
final class NodeCommands {
    private static final String NODES = "/api/v1/nodes";

    private NodeCommands() {}

    /** {@code node list}. */
    @Command(name = "list", description = "List the servers that share the database.")
    static final class Listing extends PageCommand {
        Listing(Terminal terminal) {
            super(
                    terminal,
                    NODES,
                    new Columns()
                            .text("ID", "id")
                            .text("NAME", "name")
                            .text("STATE", "state")
                            .text("BUSY", "busy")
                            .text("SLOTS", "slots")
                            .text("VERSION", "version")
                            .time("STARTED", "started_at"),
                    "There are no servers.");
        }
    }

    /** {@code node drain}. */
    @Command(
            name = "drain",
            description = {
                "Let a server begin nothing new. What it has begun ends, and the others do what arrives.",
                "It knows within three seconds; it can be stopped when 'node list' says that it is not busy any more."
            })
    static final class Drain extends Told {
        Drain(Terminal terminal) {
            super(terminal, "drain", "Draining");
        }
    }

    /** {@code node resume}. */
    @Command(name = "resume", description = "Let a server that drains work again.")
    static final class Resume extends Told {
        Resume(Terminal terminal) {
            super(terminal, "resume", "Working again");
        }
    }

    /** What a server is told. */
    abstract static class Told extends ApiCommand {
        @Parameters(paramLabel = "NODE", description = "the id of the server, as 'node list' shows it")
        private String node = "";

        private final String what;
        private final String done;

        Told(Terminal terminal, String what, String done) {
            super(terminal);
            this.what = what;
            this.done = done;
        }

        @Override
        int run(Api api) {
            Api.Answer answer = api.post(Api.path(NODES + "/", node, "/" + what), Api.Content.NONE);
            return show(answer, List.of(done + ": " + JsonPath.text(answer.json(), "name")));
        }
    }
}
