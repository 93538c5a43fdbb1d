package io.millrace.app.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands on API tokens. */
final class TokenCommands {
    private TokenCommands() {}

    /** {@code token create}. */
    @Command(
            name = "create",
            description = {
                "Create an API token and print its secret.",
                "The secret is shown this once; only a hash of it is kept.",
                "Asks with the token in MILLRACE_TOKEN, or with --email for a password, to get a first token."
            })
    static final class Create extends ApiCommand {
        @Parameters(paramLabel = "NAME", description = "what it is for")
        private String name = "";

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                required = true,
                description = "owner, editor, operator or viewer")
        private String role = "";

        @Option(names = "--expires", paramLabel = "TIME", description = "when it ends (2027-01-31T08:00:00Z); never")
        private @Nullable String expires;

        @Option(names = "--email", paramLabel = "EMAIL", description = "sign in as this owner instead of with a token")
        private @Nullable String email;

        @Mixin
        private PasswordOption password = new PasswordOption();

        Create(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(Api api) throws IOException {
            Map<String, Object> wanted = new LinkedHashMap<>();
            wanted.put("name", name);
            wanted.put("role", role);
            if (expires != null) {
                wanted.put("expires_at", expires);
            }
            Api.Answer answer = signedIn(api).post("/api/v1/tokens", Api.Content.json(wanted));
            if (!json()) {
                terminal().tell("The secret of the token '" + name + "', shown this once:");
            }
            return show(answer, List.of(JsonPath.text(answer.json(), "secret")));
        }

        private Api signedIn(Api api) throws IOException {
            if (email == null) {
                return api;
            }
            Map<String, Object> who = Map.of("email", email, "password", password.present(terminal()));
            return api.as(Api.Session.of(api.anonymous().post(Api.SIGN_IN, Api.Content.json(who))));
        }
    }

    /** {@code token list}. */
    @Command(name = "list", description = "List the API tokens. Their secrets are not kept and cannot be shown.")
    static final class Listing extends PageCommand {
        Listing(Terminal terminal) {
            super(
                    terminal,
                    "/api/v1/tokens",
                    new Columns()
                            .text("ID", "id")
                            .text("NAME", "name")
                            .text("ROLE", "role")
                            .time("CREATED", "created_at")
                            .time("LAST USED", "last_used_at")
                            .time("EXPIRES", "expires_at"),
                    "There are no API tokens.");
        }
    }
}
