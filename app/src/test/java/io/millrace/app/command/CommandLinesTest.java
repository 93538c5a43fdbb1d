package io.millrace.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLinesTest {
    private static final String SUCCEEDED = """
            {"id": "exe_1", "workflow": "hello", "version": 2, "status": "succeeded", "steps": [
              {"id": "post", "action": "http.post", "status": "succeeded", "output": {"ok": true},
               "attempts": [{"number": 1, "reason": ""}]}]}""";
    private static final String FAILED = """
            {"id": "exe_1", "workflow": "hello", "version": 2, "status": "failed",
             "failure": {"step": "post", "class": "validation", "message": "No such channel"}, "steps": [
              {"id": "post", "action": "http.post", "status": "failed", "output": null,
               "attempts": [{"number": 1, "reason": "The tool says 400"}]}]}""";

    private final FakeServer server = new FakeServer();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_version_is_printed() {
        Typed typed = Typed.at(server, "--version");
        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).startsWith("millrace ").contains("Java ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "workflow", "wrkflow", "workflow list --nonsense", "workflow get", "token create x"})
    void a_wrong_command_line_exits_with_2_and_says_where_help_is(String line) {
        Typed typed = Typed.at(server, line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(typed.exitCode()).isEqualTo(Exit.USAGE);
        assertThat(typed.err()).contains("--help");
        assertThat(typed.out()).isEmpty();
    }

    @Test
    void requests_carry_the_token_and_go_to_the_project() {
        server.answers(200, "{\"items\": []}");
        Typed typed = Typed.at(server, "workflow", "list", "--project", "team-a", "--text", "a b&c", "--limit", "5");
        assertThat(typed.exitCode()).isZero();
        assertThat(typed.err()).contains("no such workflows");
        FakeServer.Request request = server.requests().getFirst();
        assertThat(request.line()).isEqualTo("GET /api/v1/projects/team-a/workflows?text=a%20b%26c&limit=5");
        assertThat(request.authorization()).contains("Bearer mr_s3cret");
    }

    @Test
    void a_list_is_a_table_that_says_how_to_go_on() {
        server.answers(200, """
                {"items": [
                  {"id": "hello", "name": "Say\\u001b[31m hello", "version": 3, "enabled": true, "changed": true,
                   "updated_at": "2026-01-31T08:00:00.123456Z"},
                  {"id": "a-draft", "name": "Draft", "version": null, "enabled": false, "changed": true,
                   "updated_at": "2026-01-31T09:00:00Z"}],
                 "next": "abc"}""");
        Typed typed = Typed.at(server, "workflow", "list");
        assertThat(typed.outLines())
                .containsExactly(
                        "ID       NAME            STATE                              UPDATED",
                        "hello    Say [31m hello  version 3, enabled, draft differs  2026-01-31 08:00:00Z",
                        "a-draft  Draft           draft                              2026-01-31 09:00:00Z");
        assertThat(typed.err()).contains("--cursor abc");
    }

    @Test
    void json_is_the_answer_as_it_came() {
        server.answers(200, "{\"items\":[],\"next\":null}");
        Typed typed = Typed.at(server, "execution", "list", "--json", "--status", "failed");
        assertThat(typed.out().strip()).isEqualTo("{\"items\":[],\"next\":null}");
        assertThat(typed.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"401,4", "403,4", "404,5", "409,1", "422,1", "429,3", "503,3", "500,70"})
    void an_error_of_the_server_decides_the_exit_code(int status, int exitCode) {
        server.answers(status, "application/problem+json", "{\"code\": \"some\", \"detail\": \"Because of this.\"}");
        Typed typed = Typed.at(server, "workflow", "get", "hello");
        assertThat(typed.exitCode()).isEqualTo(exitCode);
        assertThat(typed.err()).contains("Because of this.").doesNotContain("mr_s3cret");
    }

    @Test
    void an_error_is_json_when_json_is_wanted() {
        server.answers(409, "application/problem+json", "{\"code\":\"conflict\",\"detail\":\"No.\"}");
        Typed typed = Typed.at(server, "workflow", "publish", "hello", "--json");
        assertThat(typed.err().strip()).isEqualTo("{\"code\":\"conflict\",\"detail\":\"No.\"}");
    }

    @Test
    void a_missing_token_is_explained() {
        server.answers(401, "application/problem+json", "{\"detail\": \"Sign in.\"}");
        Typed typed = Typed.in(Map.of("MILLRACE_URL", server.url()), "", "workflow", "list");
        assertThat(typed.exitCode()).isEqualTo(Exit.NOT_ALLOWED);
        assertThat(typed.err()).contains("MILLRACE_TOKEN");
        assertThat(server.requests().getFirst().authorization()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "http://127.0.0.1:1/setup", "ftp://127.0.0.1/setup?token=a"})
    void a_set_up_needs_the_link(String link) {
        Typed typed = Typed.at(server, link.isEmpty() ? new String[] {"setup"} : new String[] {"setup", link});
        assertThat(typed.exitCode()).isEqualTo(Exit.USAGE);
        assertThat(typed.err()).contains("set-up link");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void the_token_of_the_terminal_is_not_sent_to_where_a_link_leads() {
        server.answers(200, "{\"pending\": false}");
        Map<String, String> environment = Map.of("MILLRACE_TOKEN", "mr_s3cret");
        Typed typed = Typed.in(environment, "", "setup", server.url() + "/setup?token=abc");
        assertThat(typed.err()).contains("set up already");
        assertThat(server.requests().getFirst().authorization()).isEmpty();
    }

    @Test
    void a_secret_that_could_mean_something_to_a_shell_is_not_printed() {
        server.answers(200, "{\"pending\": true}")
                .answers(201, "{\"csrf_token\": \"c\"}")
                .answers(201, "{\"secret\": \"$(reboot)\"}");
        Typed typed = Typed.in(
                Map.of(),
                "a long enough password",
                "setup",
                server.url() + "/setup?token=abc",
                "--email",
                "ada@example.com",
                "--password-stdin");
        assertThat(typed.exitCode()).isEqualTo(Exit.DEFECT);
        assertThat(typed.out()).isEmpty();
    }

    @Test
    void nobody_there_exits_with_3_and_says_what_to_do() {
        server.close();
        Typed typed = Typed.at(server, "workflow", "list");
        assertThat(typed.exitCode()).isEqualTo(Exit.UNREACHABLE);
        assertThat(typed.err()).contains(server.url()).contains("MILLRACE_URL");
    }

    @Test
    void a_redirect_is_not_followed_with_the_token() {
        server.answers(302, "");
        Typed typed = Typed.at(server, "workflow", "list");
        assertThat(typed.exitCode()).isEqualTo(Exit.UNREACHABLE);
        assertThat(typed.err()).contains("redirects to https://elsewhere.example.com/");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void something_else_than_millrace_is_told() {
        server.answers(200, "text/html", "<html>hello</html>");
        Typed typed = Typed.at(server, "workflow", "list");
        assertThat(typed.exitCode()).isEqualTo(Exit.UNREACHABLE);
        assertThat(typed.err()).contains("not valid JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "ftp://localhost", "http://user:secret@localhost", "http://"})
    void a_bad_address_is_a_wrong_command_line(String url) {
        Typed typed = Typed.in(Map.of(), "", "workflow", "list", "--url", url);
        assertThat(typed.exitCode()).isEqualTo(Exit.USAGE);
        assertThat(typed.err()).contains("--url").doesNotContain("secret");
    }

    @Test
    void problems_of_a_file_are_told_as_compilers_do() throws IOException {
        String file = write("hello.yaml", "id: hello\n");
        server.answers(200, """
                {"valid": false, "problems": [{"path": "steps", "line": 1, "column": 1, "message": "Is missing."}]}""");
        Typed typed = Typed.at(server, "workflow", "validate", file);
        assertThat(typed.exitCode()).isEqualTo(Exit.FAILED);
        assertThat(typed.err().strip()).isEqualTo(file + ":1:1: steps: Is missing.");
        assertThat(server.requests().getFirst().contentType()).isEqualTo("application/yaml");
    }

    @Test
    void apply_saves_each_file_under_its_id_and_publishes() throws IOException {
        String yaml = write("one.yaml", "id: one\nname: One\n");
        String json = write("two.json", "{\"id\": \"two\"}");
        server.answers(200, "{\"problems\": []}")
                .answers(200, "{\"version\": 1}")
                .answers(200, "{\"problems\": []}")
                .answers(200, "{\"version\": 7}");
        Typed typed = Typed.at(server, "workflow", "apply", "--publish", yaml, json);
        assertThat(typed.exitCode()).isZero();
        assertThat(typed.outLines()).containsExactly("one: published version 1", "two: published version 7");
        assertThat(server.requests())
                .extracting(FakeServer.Request::line)
                .containsExactly(
                        "PUT /api/v1/projects/default/workflows/one",
                        "POST /api/v1/projects/default/workflows/one/publish",
                        "PUT /api/v1/projects/default/workflows/two",
                        "POST /api/v1/projects/default/workflows/two/publish");
        assertThat(server.requests().get(2).contentType()).isEqualTo("application/json");
        assertThat(server.requests().get(0).body()).isEqualTo("id: one\nname: One\n");
    }

    @Test
    void apply_goes_on_after_a_refused_file_and_fails_in_the_end() throws IOException {
        String bad = write("bad.yaml", "id: bad\n");
        String good = write("good.yaml", "id: good\n");
        server.answers(
                        422,
                        "{\"detail\": \"It is invalid.\", \"errors\": [{\"line\": 1, \"column\": 5, \"message\": \"No.\"}]}")
                .answers(200, "{\"problems\": []}");
        Typed typed = Typed.at(server, "workflow", "apply", bad, good);
        assertThat(typed.exitCode()).isEqualTo(Exit.FAILED);
        assertThat(typed.err()).contains("It is invalid.").contains(bad + ":1:5: No.");
        assertThat(typed.outLines()).containsExactly("good: saved");
    }

    @Test
    void apply_tells_what_became_of_a_draft_that_cannot_be_published() throws IOException {
        String file = write("one.yaml", "id: one\n");
        server.answers(200, "{\"problems\": []}")
                .answers(
                        422,
                        "{\"detail\": \"It is invalid.\", \"errors\": [{\"line\": 1, \"column\": 5, \"message\": \"No.\"}]}");
        Typed typed = Typed.at(server, "workflow", "apply", "--publish", file);
        assertThat(typed.exitCode()).isEqualTo(Exit.FAILED);
        assertThat(typed.err())
                .contains("one: saved as a draft; publishing it failed:")
                .contains(file + ":1:5: No.");
    }

    @Test
    void apply_goes_on_after_files_that_cannot_be_read() throws IOException {
        String tabs = write("tabs.yaml", "id: tabs\nsteps:\n\t- id: a\n");
        String noId = write("no-id.yaml", "name: x\n");
        String good = write("good.yaml", "id: good\n");
        server.answers(200, "{\"problems\": []}");
        Typed typed = Typed.at(server, "workflow", "apply", tabs, noId, "missing.yaml", good);
        assertThat(typed.exitCode()).isEqualTo(Exit.USAGE);
        assertThat(typed.err())
                .contains(tabs + ":3:1: ")
                .contains("Indent with spaces, not with tabs.")
                .contains(noId + ":1:1: id: The workflow has no id")
                .contains("no file missing.yaml");
        assertThat(typed.outLines()).containsExactly("good: saved");
    }

    @Test
    void a_duration_in_other_words_is_explained() {
        Typed typed = Typed.at(server, "workflow", "run", "hello", "--wait", "10s");
        assertThat(typed.exitCode()).isEqualTo(Exit.USAGE);
        assertThat(typed.err()).contains("'10s' is no duration", "PT10S").doesNotContain("java.");
    }

    @Test
    void help_is_shown_to_those_who_ask_and_to_those_who_stop_short() {
        assertThat(Typed.at(server, "help").out()).contains("Usage: millrace", "workflow", "execution");
        assertThat(Typed.at(server, "help", "workflow").out()).contains("Usage: millrace workflow", "validate");
        assertThat(Typed.at(server, "workflow").err()).contains("Usage: millrace workflow", "validate");
        assertThat(Typed.at(server).err()).contains("Usage: millrace", "execution");
    }

    @Test
    void an_execution_is_shown_with_its_event_and_its_requests() {
        String execution = """
                {"id": "exe_1", "workflow": "hello", "version": 2, "status": "succeeded",
                 "event": {"id": "evt_1", "type": "manual", "source": "/person/ada", "time": "2026-01-31T08:00:00Z",
                           "data": {"name": "Ada"}},
                 "steps": [
                  {"id": "no", "action": "http.request", "status": "skipped", "output": null,
                   "attempts": [{"number": 1, "decision": "skip", "reason": "when is false"}]},
                  {"id": "post", "action": "http.request", "status": "succeeded", "output": {"ok": true},
                   "attempts": [{"number": 1, "decision": "done", "reason": "", "exchanges": [
                     {"method": "POST", "url": "https://example.com/", "status": 201, "duration_ms": 12, "error": "",
                      "request_headers": {"accept": ["*/*"]}, "request_body": "hello",
                      "response_headers": {}, "response_body": "made"}]}]}]}""";
        server.answers(200, execution).answers(200, execution);
        Typed brief = Typed.at(server, "execution", "get", "exe_1");
        assertThat(brief.outLines())
                .contains("Event evt_1 (manual) from /person/ada at 2026-01-31 08:00:00Z: {\"name\":\"Ada\"}")
                .contains("post attempt 1: POST https://example.com/ -> 201 (12 ms)")
                .anySatisfy(line -> assertThat(line).matches("no +http.request +skipped +0 +when is false"));
        assertThat(brief.out()).doesNotContain("accept");
        assertThat(Typed.at(server, "execution", "get", "exe_1", "--exchanges").outLines())
                .contains("  > accept: */*", "  >   hello", "  <   made");
    }

    @Test
    void caught_requests_are_shown_with_their_headers() {
        server.answers(200, """
                {"items": [{"time": "2026-01-31T08:00:00Z", "method": "POST", "path": "/catch/default/box", "query": "",
                  "headers": {"x-shop": ["one", "two"]}, "body": "hello", "truncated": false}]}""");
        assertThat(Typed.at(server, "catch", "show", "box").outLines())
                .contains("  x-shop: one", "  x-shop: two", "    hello");
    }

    @Test
    void a_file_without_an_id_or_that_is_not_there_is_told_before_anything_is_sent() throws IOException {
        assertThat(Typed.at(server, "workflow", "apply", write("x.yaml", "name: x\n"))
                        .err())
                .contains("has no id");
        assertThat(Typed.at(server, "workflow", "apply", "missing.yaml").exitCode())
                .isEqualTo(Exit.USAGE);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void a_run_prints_the_id_when_nobody_waits() {
        server.answers(202, "{\"id\": \"exe_1\", \"event_id\": \"evt_1\"}");
        Typed typed = Typed.at(server, "workflow", "run", "hello", "--data", "{\"n\": 1}");
        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out().strip()).isEqualTo("exe_1");
        FakeServer.Request request = server.requests().getFirst();
        assertThat(request.line()).isEqualTo("POST /api/v1/projects/default/workflows/hello/executions");
        assertThat(request.body()).isEqualTo("{\"data\":{\"n\":1}}");
    }

    @Test
    void a_run_that_is_waited_for_exits_as_the_execution_ends() {
        server.answers(200, SUCCEEDED).answers(200, FAILED);
        Typed succeeded = Typed.at(server, "workflow", "run", "hello", "--wait", "PT30S");
        assertThat(succeeded.exitCode()).isEqualTo(Exit.DONE);
        assertThat(succeeded.out()).contains("exe_1 hello version 2: succeeded").contains("{\"ok\":true}");
        assertThat(server.requests().getFirst().line()).endsWith("/executions?wait=PT30S");
        Typed failed = Typed.at(server, "workflow", "run", "hello", "--wait", "PT30S");
        assertThat(failed.exitCode()).isEqualTo(Exit.FAILED);
        assertThat(failed.out()).contains("Step post failed (validation): No such channel");
    }

    @Test
    void a_run_that_takes_longer_than_the_wait_exits_with_6() {
        server.answers(202, "{\"id\": \"exe_1\"}").answers(200, SUCCEEDED.replace("succeeded", "running"));
        Typed typed = Typed.at(server, "workflow", "run", "hello", "--wait", "PT1S");
        assertThat(typed.exitCode()).isEqualTo(Exit.NOT_FINISHED);
        assertThat(typed.err()).contains("has not ended within PT1S");
    }

    @Test
    void data_may_come_from_a_file_or_standard_input() throws IOException {
        server.answers(202, "{\"id\": \"exe_1\"}").answers(202, "{\"id\": \"exe_2\"}");
        Typed.at(server, "workflow", "run", "hello", "--data", "@" + write("data.json", "[1]"));
        Typed.in(Map.of("MILLRACE_URL", server.url()), "[2]", "workflow", "run", "hello", "--data", "@-");
        assertThat(server.requests())
                .extracting(FakeServer.Request::body)
                .containsExactly("{\"data\":[1]}", "{\"data\":[2]}");
    }

    @Test
    void bad_data_is_a_wrong_command_line() {
        assertThat(Typed.at(server, "workflow", "run", "hello", "--data", "{").exitCode())
                .isEqualTo(Exit.USAGE);
        assertThat(Typed.at(server, "workflow", "run", "hello", "--data", "@missing.json")
                        .exitCode())
                .isEqualTo(Exit.USAGE);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void a_connection_that_does_not_work_exits_with_1() {
        server.answers(200, "{\"ok\": false, \"message\": \"The token was refused.\"}");
        Typed typed = Typed.at(server, "connection", "test", "team-chat");
        assertThat(typed.exitCode()).isEqualTo(Exit.FAILED);
        assertThat(typed.out()).contains("team-chat: does not work. The token was refused.");
    }

    @Test
    void the_secret_of_a_new_token_is_all_that_goes_to_standard_output() {
        server.answers(201, "{\"id\": \"tok_1\", \"secret\": \"mr_new\"}");
        Typed typed = Typed.at(server, "token", "create", "ci", "--role", "editor");
        assertThat(typed.out().strip()).isEqualTo("mr_new");
        assertThat(server.requests().getFirst().line()).isEqualTo("POST /api/v1/tokens");
        assertThat(server.requests().getFirst().body()).isEqualTo("{\"name\":\"ci\",\"role\":\"editor\"}");
    }

    @Test
    void caught_requests_are_shown_with_their_bodies() {
        server.answers(200, """
                {"items": [{"time": "2026-01-31T08:00:00Z", "method": "POST", "path": "/catch/default/box", "query": "a=1",
                            "body": "{\\"n\\":1}", "truncated": false}]}""");
        Typed typed = Typed.at(server, "catch", "show", "box");
        assertThat(typed.outLines())
                .containsExactly("2026-01-31 08:00:00Z  POST /catch/default/box?a=1", "    {\"n\":1}");
    }

    @Test
    void a_wrong_configuration_stops_the_server_with_78() {
        Typed typed = Typed.in(Map.of("MILLRACE_SERVER_PROT", "80"), "", "server", "--port", "many");
        assertThat(typed.exitCode()).isEqualTo(Exit.CONFIGURATION);
        assertThat(typed.err())
                .contains("MILLRACE_SERVER_PROT")
                .contains("Did you mean 'MILLRACE_SERVER_PORT'?")
                .contains("server.port")
                .contains("\"many\"");
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
