package io.millrace.app.command;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code connection set}. */
@Command(
        name = "set",
        description = {
            "Create a connection, or update what is given of one.",
            "Asks for the secrets that a new connection needs. No secret is taken from the command line itself."
        })
final class ConnectionSet extends OneCommand {
    @Option(names = "--tool", paramLabel = "TOOL", description = "what it is for, such as slack; 'tool list' shows all")
    private @Nullable String tool;

    @Option(names = "--kind", paramLabel = "KIND", description = "the kind; may be left out where there is only one")
    private @Nullable String kind;

    @Option(
            names = "--config",
            paramLabel = "NAME=VALUE",
            description = "a setting that is no secret, such as host=smtp.example.com; may be repeated")
    private Map<String, String> config = new LinkedHashMap<>();

    @Option(
            names = "--secret",
            paramLabel = "NAME[=@FILE]",
            description =
                    "a secret: NAME asks for it, NAME=@FILE reads a file, NAME=@- standard input; may be repeated")
    private List<String> secrets = List.of();

    ConnectionSet(Terminal terminal) {
        super(terminal, "/connections/");
    }

    @Override
    int run(Api api) throws IOException {
        Optional<Object> before = present(api);
        String wantedTool = tool != null
                ? tool
                : before.map(connection -> JsonPath.text(connection, "tool"))
                        .orElseThrow(() -> new CommandException(
                                Exit.USAGE,
                                "There is no connection '" + id() + "' yet. Say with --tool what it is for, such as"
                                        + " --tool slack; 'millrace tool list' shows all tools."));
        boolean sameTool = before.filter(
                        connection -> JsonPath.text(connection, "tool").equals(wantedTool))
                .isPresent();
        String wantedKind = kind == null && sameTool ? JsonPath.text(before.orElseThrow(), "kind") : kind;
        ConnectionKind chosen = ConnectionKind.of(api, wantedTool, wantedKind);
        boolean change = sameTool && JsonPath.text(before.orElseThrow(), "kind").equals(chosen.name());

        Map<String, Object> body = new LinkedHashMap<>();
        body.put("tool", wantedTool);
        body.put("kind", chosen.name());
        body.put("config", settings(chosen, change ? before : Optional.empty()));
        body.put("secrets", secretValues(chosen, !change));
        Api.Answer answer = api.send("PUT", path(""), Api.Content.json(body), Duration.ZERO);
        return show(answer, List.of(id() + ": saved. See whether it works with: millrace connection test " + id()));
    }

    private Optional<Object> present(Api api) {
        try {
            return Optional.ofNullable(api.get(path("")).json());
        } catch (ApiException e) {
            if (e.exitCode() == Exit.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> settings(ConnectionKind chosen, Optional<Object> before) {
        Map<String, Object> settings = new LinkedHashMap<>();
        before.map(connection -> JsonPath.at(connection, "config"))
                .ifPresent(present -> settings.putAll((Map<String, Object>) present));
        config.forEach((name, value) -> settings.put(name, chosen.setting(name, value)));
        return settings;
    }

    private Map<String, Object> secretValues(ConnectionKind chosen, boolean all) throws IOException {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String secret : secrets) {
            int sign = secret.indexOf('=');
            wanted.put(sign < 0 ? secret : secret.substring(0, sign), sign < 0 ? "" : secret.substring(sign + 1));
        }
        if (all) {
            chosen.requiredSecrets().forEach(name -> wanted.putIfAbsent(name, ""));
        }
        HiddenValues hidden = new HiddenValues(terminal());
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> secret : wanted.entrySet()) {
            values.put(secret.getKey(), hidden.read(secret.getKey(), secret.getValue()));
        }
        return values;
    }
}
