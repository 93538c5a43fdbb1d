package io.millrace.app.command;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code setup}: what the set-up link is for, without a browser. */
@Command(
        name = "setup",
        description = {
            "Make the owner of a new installation, and an API token for this terminal.",
            "Prints the lines that tell a shell the token: eval \"$(millrace setup LINK)\" sets it at once."
        })
final class SetUpCommand extends ApiCommand {
    private static final String TOKEN_NAME = "millrace setup";
    private static final Pattern IN_QUERY = Pattern.compile("(?:^|&)token=([A-Za-z0-9_-]+)(?:&|$)");
    private static final Pattern SAFE_SECRET = Pattern.compile("[A-Za-z0-9_-]+");

    @Parameters(
            paramLabel = "LINK",
            arity = "0..1",
            description = "the set-up link that the server prints at its start, in quotes; it also says which server")
    private @Nullable String link;

    @Option(names = "--token", paramLabel = "TOKEN", description = "the token of the link, instead of the link")
    private @Nullable String token;

    @Option(names = "--email", paramLabel = "EMAIL", description = "the address the owner signs in with; asked for")
    private @Nullable String email;

    @Mixin
    private PasswordOption password = new PasswordOption();

    SetUpCommand(Terminal terminal) {
        super(terminal);
    }

    /** @param server where the link leads; empty when only the token was given */
    private record Invitation(Optional<URI> server, String token) {}

    @Override
    int run(Api given) throws IOException {
        Invitation invitation = invitation();
        Api api = invitation
                .server()
                .filter(server -> !saysWhichServer())
                .map(server -> new Api(server, Optional.empty(), given.project()))
                .orElseGet(given::anonymous);
        if (!Boolean.TRUE.equals(JsonPath.at(api.get("/api/v1/setup").json(), "pending"))) {
            throw new CommandException(
                    Exit.FAILED,
                    "Millrace at " + api.url() + " is set up already. Its owner makes tokens with"
                            + " 'millrace token create NAME --role ROLE --email EMAIL'.");
        }
        String owner = email != null ? email : askedEmail();
        Map<String, Object> wanted =
                Map.of("token", invitation.token(), "email", owner, "password", password.chosen(terminal()));
        Api.Session session = Api.Session.of(api.post("/api/v1/setup", Api.Content.json(wanted)));
        Api.Answer made =
                api.as(session).post("/api/v1/tokens", Api.Content.json(Map.of("name", TOKEN_NAME, "role", "owner")));
        if (!json()) {
            terminal().tell(owner + " is the owner now. This terminal's API token, shown this once:");
        }
        return show(made, exports(api.url(), JsonPath.text(made.json(), "secret")));
    }

    private Invitation invitation() {
        if (link == null) {
            return new Invitation(Optional.empty(), Optional.ofNullable(token).orElseThrow(SetUpCommand::noInvitation));
        }
        try {
            URI uri = new URI(link.strip());
            Matcher query =
                    IN_QUERY.matcher(Optional.ofNullable(uri.getRawQuery()).orElse(""));
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && query.find()) {
                String below = uri.getPath().replaceFirst("/setup/?$", "");
                URI server = new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), below, null, null);
                return new Invitation(Optional.of(server), query.group(1));
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw noInvitation();
    }

    private static CommandException noInvitation() {
        return new CommandException(
                Exit.USAGE,
                "Give the set-up link in quotes, such as 'http://127.0.0.1:8080/setup?token=...'. The server prints it at"
                        + " every start until somebody has used it.");
    }

    private String askedEmail() {
        return terminal()
                .ask("E-mail address of the owner: ")
                .orElseThrow(() -> new CommandException(
                        Exit.USAGE, "There is nobody to be asked. Give the address with --email."));
    }

    /** A shell may be given these lines, so nothing of what a server answered may mean anything to it. */
    private static List<String> exports(URI url, String secret) {
        if (!SAFE_SECRET.matcher(secret).matches()) {
            throw new CommandException(Exit.DEFECT, "The server answered with something that is not an API token.");
        }
        List<String> lines = new ArrayList<>();
        if (!url.toString().equals(DEFAULT_URL)) {
            lines.add("export MILLRACE_URL='" + url.toString().replace("'", "%27") + "'");
        }
        lines.add("export MILLRACE_TOKEN=" + secret);
        return lines;
    }
}
