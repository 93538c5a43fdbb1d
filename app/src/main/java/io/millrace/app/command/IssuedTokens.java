package io.millrace.app.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Commands on API tokens that were made before. */
final class IssuedTokens {
    private IssuedTokens() {}

    /** {@code token list}. */
    @Command(name = "list", description = "List the API tokens. Their secrets are not kept and cannot be shown.")
    static final class Listing extends ApiCommand {
        @Mixin
        private PageOptions page = new PageOptions();

        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(Api api) {
            Map<String, Optional<String>> query = new LinkedHashMap<>();
            page.addTo(query);
            Api.Answer answer = api.get("/api/v1/tokens" + Api.query(query));
            Table table = new Table("ID", "NAME", "ROLE", "CREATED", "LAST USED", "EXPIRES");
            JsonPath.list(answer.json(), "items")
                    .forEach(item -> table.row(
                            JsonPath.text(item, "id"),
                            JsonPath.text(item, "name"),
                            JsonPath.text(item, "role"),
                            JsonPath.time(item, "created_at"),
                            JsonPath.time(item, "last_used_at"),
                            JsonPath.time(item, "expires_at")));
            return showPage(answer, table, "There are no API tokens.");
        }
    }

    /** {@code token revoke}. */
    @Command(name = "revoke", description = "Revoke an API token; 'token list' shows the ids.")
    static final class Revoke extends OneCommand {
        Revoke(Terminal terminal) {
            super(terminal, "/api/v1/tokens/");
        }

        @Override
        int run(Api api) {
            Api.Answer answer = api.send("DELETE", path(""), Api.Content.NONE, Duration.ZERO);
            return show(answer, List.of(id() + ": revoked"));
        }
    }
}
