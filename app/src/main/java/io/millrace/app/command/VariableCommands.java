package io.millrace.app.command;

import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands on variables, plain and secret ones. */
final class VariableCommands {
    private VariableCommands() {}

    /** {@code variable set}. */
    @Command(
            name = "set",
            description = {
                "Create or update a variable: vars.NAME in expressions, or secrets.NAME when it is secret.",
                "The value of a secret variable is asked for, or read with --stdin; it can never be read back."
            })
    static final class Set extends ApiCommand {
        @Parameters(index = "0", paramLabel = "NAME", description = "capital letters, digits and _, such as SHEET_ID")
        private String name = "";

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "VALUE",
                description = "a text; left out with --secret and --stdin")
        private @Nullable String value;

        @Option(names = "--secret", description = "a secret, which is encrypted and masked wherever it is recorded")
        private boolean secret;

        @Option(
                names = "--stdin",
                description = "read the value from standard input, without the line break at its end")
        private boolean fromInput;

        @Option(names = "--as-json", description = "the value is JSON, such as 42 or [1, 2], and no text")
        private boolean asJson;

        Set(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(Api api) throws IOException {
            String text = text();
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("value", asJson ? json(text) : text);
            body.put("secret", secret);
            Api.Answer answer =
                    api.send("PUT", Api.path("/variables/", name, ""), Api.Content.json(body), Duration.ZERO);
            return show(answer, List.of(name + ": saved. In expressions: " + (secret ? "secrets." : "vars.") + name));
        }

        private String text() throws IOException {
            if (value != null && (secret || fromInput)) {
                throw new CommandException(
                        Exit.USAGE,
                        secret
                                ? "A secret must not stand on the command line, where others can see it. Leave the value"
                                        + " out to be asked for it, or read it with --stdin."
                                : "Give the value or --stdin, not both.");
            }
            HiddenValues hidden = new HiddenValues(terminal());
            if (fromInput) {
                return hidden.input(name);
            }
            if (secret) {
                return hidden.ask(name, "--stdin");
            }
            return Optional.ofNullable(value)
                    .orElseThrow(() -> new CommandException(
                            Exit.USAGE, "Say which value, or read it from standard input with --stdin."));
        }

        private static Object json(String text) {
            try {
                Object json = Json.read(text.getBytes(StandardCharsets.UTF_8));
                if (json != null) {
                    return json;
                }
            } catch (MillraceException e) {
                // told below
            }
            throw new CommandException(Exit.USAGE, "The value is not valid JSON. A text needs no --as-json.");
        }
    }

    /** {@code variable list}. */
    @Command(name = "list", description = "List the variables of the project; secret ones without their value.")
    static final class Listing extends PageCommand {
        Listing(Terminal terminal) {
            super(
                    terminal,
                    "/variables",
                    new Columns()
                            .text("NAME", "name")
                            .shown("VALUE", Listing::shown)
                            .time("UPDATED", "updated_at"),
                    "There are no variables.");
        }

        private static String shown(Object item) {
            if (Boolean.TRUE.equals(JsonPath.at(item, "secret"))) {
                return "(secret)";
            }
            Object value = JsonPath.at(item, "value");
            return value instanceof String text ? text : Json.write(value);
        }
    }

    /** {@code variable delete}. */
    @Command(name = "delete", description = "Delete a variable.")
    static final class Delete extends ApiCommand {
        @Parameters(paramLabel = "NAME", description = "the name of the variable")
        private String name = "";

        Delete(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(Api api) {
            Api.Answer answer = api.send("DELETE", Api.path("/variables/", name, ""), Api.Content.NONE, Duration.ZERO);
            return show(answer, List.of(name + ": deleted"));
        }
    }
}
