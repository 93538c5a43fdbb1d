package io.millrace.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections, variables and tokens: what is secret comes from anywhere but the command line, and is never printed. */
class CredentialCommandsTest {
    private static final String SLACK = """
            {"name": "slack", "connection_kinds": [
              {"name": "bot_token", "title": "Bot token", "config": {}, "secrets": {"required": ["token"]}},
              {"name": "incoming_webhook", "title": "Incoming webhook", "config": {}, "secrets": {}}]}""";
    private static final String EMAIL = """
            {"name": "email", "connection_kinds": [
              {"name": "smtp", "title": "SMTP server",
               "config": {"properties": {"port": {"type": "integer"}, "username": {"type": "string"}}},
               "secrets": {"properties": {"password": {"type": "string"}}}}]}""";
    private static final String MAIL = """
            {"id": "mail", "tool": "email", "kind": "smtp", "config": {"host": "smtp.example.com", "port": 587},
             "secrets": ["password"], "health": {"status": "ok", "message": ""}}""";

    private final FakeServer server = new FakeServer();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_connection_is_made_with_a_secret_from_standard_input() {
        server.answers(404, "{}").answers(200, SLACK).answers(200, "{\"id\": \"team-chat\"}");
        Typed typed =
                typed("xoxb-s3cret\n", "connection set team-chat --tool slack --kind bot_token --secret token=@-");
        assertThat(typed.exitCode()).as(typed.err()).isEqualTo(Exit.DONE);
        assertThat(typed.out()).contains("millrace connection test team-chat");
        FakeServer.Request put = server.requests().getLast();
        assertThat(put.line()).isEqualTo("PUT /api/v1/projects/default/connections/team-chat");
        assertThat(put.body())
                .isEqualTo("{\"tool\":\"slack\",\"kind\":\"bot_token\",\"config\":{},"
                        + "\"secrets\":{\"token\":\"xoxb-s3cret\"}}");
    }

    @Test
    void settings_have_the_types_of_the_kind_and_keep_what_is_not_given() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "s3cret\n");
        server.answers(200, MAIL).answers(200, EMAIL).answers(200, MAIL);
        Typed typed =
                typed("", "connection set mail --config port=465 --config username=42 --secret password=@" + password);
        assertThat(typed.exitCode()).as(typed.err()).isEqualTo(Exit.DONE);
        assertThat(server.requests().getLast().body())
                .contains("\"host\":\"smtp.example.com\"")
                .contains("\"port\":465")
                .contains("\"username\":\"42\"")
                .contains("\"password\":\"s3cret\"");
    }

    @Test
    void a_secret_on_the_command_line_is_refused_and_not_repeated() {
        server.answers(404, "{}").answers(200, SLACK);
        Typed typed = typed("", "connection set team-chat --tool slack --kind bot_token --secret token=xoxb-s3cret");
        assertThat(typed.exitCode()).isEqualTo(Exit.USAGE);
        assertThat(typed.err()).contains("token=@-").doesNotContain("xoxb-s3cret");
        assertThat(server.requests()).noneMatch(request -> request.line().startsWith("PUT"));
    }

    @Test
    void a_secret_that_a_new_connection_needs_is_asked_for() {
        server.answers(404, "{}").answers(200, SLACK);
        Typed typed = typed("", "connection set team-chat --tool slack --kind bot_token");
        assertThat(typed.exitCode()).isEqualTo(Exit.USAGE);
        assertThat(typed.err()).contains("nobody to be asked for 'token'").contains("token=@FILE");
    }

    @Test
    void the_kinds_are_told_when_there_are_several() {
        server.answers(404, "{}").answers(200, SLACK);
        Typed typed = typed("", "connection set team-chat --tool slack");
        assertThat(typed.exitCode()).isEqualTo(Exit.USAGE);
        assertThat(typed.err()).contains("bot_token - Bot token").contains("incoming_webhook - Incoming webhook");
    }

    @Test
    void a_new_connection_needs_a_tool() {
        server.answers(404, "{}");
        Typed typed = typed("", "connection set team-chat");
        assertThat(typed.exitCode()).isEqualTo(Exit.USAGE);
        assertThat(typed.err()).contains("--tool slack");
    }

    @Test
    void a_connection_is_shown_with_the_names_of_its_secrets_only() {
        server.answers(200, MAIL);
        assertThat(typed("", "connection get mail").outLines())
                .containsExactly(
                        "mail: email, smtp, health ok",
                        "  host: smtp.example.com",
                        "  port: 587",
                        "  password (secret, never shown)");
    }

    @Test
    void a_connection_and_a_variable_are_deleted() {
        server.answers(204, "").answers(204, "");
        assertThat(typed("", "connection delete mail").out()).contains("mail: deleted");
        assertThat(typed("", "variable delete SHEET").out()).contains("SHEET: deleted");
        assertThat(server.requests())
                .extracting(FakeServer.Request::line)
                .containsExactly(
                        "DELETE /api/v1/projects/default/connections/mail",
                        "DELETE /api/v1/projects/default/variables/SHEET");
    }

    @Test
    void a_variable_is_a_text_unless_it_is_said_to_be_json() {
        server.answers(200, "{}").answers(200, "{}");
        assertThat(typed("", "variable set LIMIT 42").out()).contains("vars.LIMIT");
        typed("", "variable set LIMIT 42 --as-json");
        assertThat(server.requests())
                .extracting(FakeServer.Request::body)
                .containsExactly("{\"value\":\"42\",\"secret\":false}", "{\"value\":42,\"secret\":false}");
    }

    @Test
    void a_secret_variable_comes_from_standard_input() {
        server.answers(200, "{}");
        Typed typed = typed("s3cret\n", "variable set HOOK --secret --stdin");
        assertThat(typed.out()).contains("secrets.HOOK").doesNotContain("s3cret");
        assertThat(server.requests().getFirst().body()).isEqualTo("{\"value\":\"s3cret\",\"secret\":true}");
    }

    @Test
    void a_secret_variable_is_not_taken_from_the_command_line() {
        Typed typed = typed("", "variable set HOOK s3cret --secret");
        assertThat(typed.exitCode()).isEqualTo(Exit.USAGE);
        assertThat(typed.err()).contains("--stdin").doesNotContain("s3cret");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void an_empty_secret_changes_nothing() {
        assertThat(typed("\n", "variable set HOOK --secret --stdin").err()).contains("is empty");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void secret_variables_have_no_value_in_the_list() {
        server.answers(200, """
                {"items": [{"name": "HOOK", "secret": true, "value": null, "updated_at": "2026-01-31T08:00:00Z"},
                           {"name": "LIMIT", "secret": false, "value": 42, "updated_at": "2026-01-31T08:00:00Z"}]}""");
        assertThat(typed("", "variable list").outLines())
                .containsExactly(
                        "NAME   VALUE     UPDATED",
                        "HOOK   (secret)  2026-01-31 08:00:00Z",
                        "LIMIT  42        2026-01-31 08:00:00Z");
    }

    @Test
    void a_token_is_listed_and_revoked() {
        server.answers(200, """
                        {"items": [{"id": "tok_1", "name": "ci", "role": "viewer", "created_at": "2026-01-31T08:00:00Z"}]}""").answers(204, "");
        assertThat(typed("", "token list").out()).contains("tok_1").contains("viewer");
        assertThat(typed("", "token revoke tok_1").out()).contains("tok_1: revoked");
        assertThat(server.requests().getLast().line()).isEqualTo("DELETE /api/v1/tokens/tok_1");
    }

    private Typed typed(String input, String line) {
        return Typed.in(Map.of("MILLRACE_URL", server.url(), "MILLRACE_TOKEN", "mr_own"), input, line.split(" "));
    }
}
