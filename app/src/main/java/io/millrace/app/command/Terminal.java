package io.millrace.app.command;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What a command meets of the world around it.
 *
 * @param in standard input
 * @param out what was asked for
 * @param err everything else: progress, errors
 * @param environment the environment variables
 */
public record Terminal(InputStream in, PrintWriter out, PrintWriter err, Map<String, String> environment) {
    /** The largest text read from standard input, in bytes. */
    static final int MAX_INPUT = 16 << 20;

    /** The terminal of this process. */
    public static Terminal system() {
        return new Terminal(
                System.in,
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                System.getenv());
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** All of standard input as UTF-8. */
    String readAll() throws IOException {
        byte[] bytes = in.readNBytes(MAX_INPUT + 1);
        if (bytes.length > MAX_INPUT) {
            throw new CommandException(Exit.USAGE, "Standard input is larger than " + MAX_INPUT + " bytes.");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Asks for a line; empty when nobody is there to be asked. */
    Optional<String> ask(String prompt) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readLine("%s", prompt))
                .map(String::strip);
    }

    /** Asks for a text that is not shown while it is typed; empty when nobody is there to be asked. */
    Optional<String> askHidden(String prompt) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readPassword("%s", prompt))
                .map(String::new);
    }

    void print(String line) {
        out.println(line);
        out.flush();
    }

    void tell(String line) {
        err.println(line);
        err.flush();
    }
}
