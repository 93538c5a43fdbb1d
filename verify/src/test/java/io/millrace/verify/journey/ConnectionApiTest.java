package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Credentials and variables: what goes in, and what never comes out. */
class ConnectionApiTest extends Journey {
    private static final String SECRET = "xoxb-4711-nobody-may-see-this";

    private Answer put(String id, Map<String, ?> config, Map<String, ? extends @Nullable String> secrets) {
        return project.put(
                "/connections/" + id,
                Map.of("tool", "slack", "kind", "bot_token", "config", config, "secrets", secrets));
    }

    @Test
    void a_connection_is_made_shown_without_its_secrets_and_deleted() {
        Answer made = put("shown", Map.of("base_url", vendors.url("/slack/api")), Map.of("token", SECRET))
                .expect(200);
        Answer got = project.get("/connections/shown").expect(200);
        Answer listed = project.get("/connections?tool=slack").expect(200);

        assertThat(made.text("/tool")).isEqualTo("slack");
        assertThat(made.text("/kind")).isEqualTo("bot_token");
        assertThat(made.text("/config/base_url")).isEqualTo(vendors.url("/slack/api"));
        assertThat(made.at("/secrets").toString()).isEqualTo("[\"token\"]");
        assertThat(made.text("/health/status")).isEqualTo("unknown");
        assertThat(got.json()).isEqualTo(made.json());
        assertThat(listed.items("id")).contains("shown");
        assertThat(List.of(made, got, listed)).extracting(Answer::text).noneMatch(text -> text.contains(SECRET));
        assertThat(project.get("/connections?tool=email").expect(200).items("id"))
                .doesNotContain("shown");

        project.delete("/connections/shown").expect(204);
        project.get("/connections/shown").problem(404, "not_found");
        project.delete("/connections/shown").problem(404, "not_found");
    }

    @Test
    void a_secret_left_out_keeps_its_value_and_null_removes_it() {
        Map<String, Object> config = Map.of("base_url", vendors.url("/basic"), "username", "ada");
        project.connect("kept", "http", "basic", config, Map.of("password", "open sesame"));

        project.connect("kept", "http", "basic", config, Map.of());
        request("kept", "/kept");
        Map<String, @Nullable String> none = new HashMap<>();
        none.put("password", null);
        Answer removed = project.put(
                        "/connections/kept", Map.of("tool", "http", "kind", "basic", "config", config, "secrets", none))
                .expect(200);
        request("kept", "/removed");

        assertThat(removed.at("/secrets").size()).isZero();
        List<Vendors.Asked> asked = vendors.all();
        assertThat(Vendors.only(asked, "/basic/kept").header("Authorization")).isEqualTo("Basic YWRhOm9wZW4gc2VzYW1l");
        assertThat(Vendors.only(asked, "/basic/removed").header("Authorization"))
                .isEqualTo("Basic YWRhOg==");
    }

    private void request(String connection, String path) {
        Answer ran = project.post(
                        "/actions/http.request/executions?wait=PT60S",
                        Map.of("connection", connection, "input", Map.of("url", path)))
                .expect(200);
        assertThat(ran.text("/status")).as(ran.text()).isEqualTo("succeeded");
    }

    @Test
    void kept_secrets_do_not_follow_a_connection_to_another_server() {
        put("pinned", Map.of("base_url", vendors.url("/slack/api")), Map.of("token", SECRET))
                .expect(200);
        Answer moved = put("pinned", Map.of("base_url", "https://evil.example.com"), Map.of());
        moved.problem(422, "connection_invalid");
        assertThat(moved.text("/errors/0/path")).isEqualTo("config.base_url");

        Map<String, Object> smtp = new HashMap<>(mails.connection());
        project.connect("pinned-mail", "email", "smtp", smtp, Map.of("password", "a password to keep"));
        smtp.put("host", "evil.example.com");
        project.put(
                        "/connections/pinned-mail",
                        Map.of("tool", "email", "kind", "smtp", "config", smtp, "secrets", Map.of()))
                .problem(422, "connection_invalid");
    }

    @Test
    void a_test_tells_whether_the_tool_takes_the_credentials() {
        put("tested", Map.of("base_url", vendors.url("/slack/api")), Map.of("token", Vendors.SLACK_TOKEN))
                .expect(200);
        Answer good = project.post("/connections/tested/test").expect(200);
        assertThat(good.at("/ok").asBoolean()).as(good.text()).isTrue();
        assertThat(good.text("/message")).isEqualTo("Signed in to Octo as millrace.");
        assertThat(project.get("/connections/tested").text("/health/status")).isEqualTo("ok");

        put("tested", Map.of("base_url", vendors.url("/slack/api")), Map.of("token", SECRET))
                .expect(200);
        Answer bad = project.post("/connections/tested/test").expect(200);
        assertThat(bad.at("/ok").asBoolean()).isFalse();
        assertThat(bad.text("/message")).contains("invalid_auth").doesNotContain(SECRET);
        assertThat(project.get("/connections/tested").text("/health/status")).isEqualTo("needs_reauth");
        project.post("/connections/nobody/test").problem(404, "not_found");
    }

    @Test
    void what_does_not_fit_the_kind_is_refused_without_repeating_the_secret() {
        put("refused", Map.of("colour", "red"), Map.of("token", SECRET)).problem(422, "connection_invalid");
        put("refused", Map.of(), Map.of()).problem(422, "connection_invalid");
        Answer wrongForm = put("refused", Map.of(), Map.of("token", "no-bot-token-at-all"));
        wrongForm.problem(422, "connection_invalid");
        assertThat(wrongForm.text()).doesNotContain("no-bot-token-at-all");
        project.put("/connections/refused", Map.of("tool", "slak", "kind", "bot_token"))
                .problem(422, "connection_invalid");
        project.put("/connections/refused", Map.of("tool", "slack", "kind", "carrier_pigeon"))
                .problem(422, "connection_invalid");
        project.put("/connections/Not_A_Slug", Map.of("tool", "slack", "kind", "bot_token"))
                .problem(400, "bad_request");
        project.get("/connections/refused").problem(404, "not_found");
    }

    @Test
    void a_connection_in_use_is_not_deleted_and_the_workflow_is_named() {
        put("in-use", Map.of("base_url", vendors.url("/slack/api")), Map.of("token", SECRET))
                .expect(200);
        project.publish("""
                id: uses-it
                action: slack.send_message
                connection: in-use
                input: { channel: "#x", text: hello }
                """);

        Answer refused = project.delete("/connections/in-use").problem(409, "conflict");

        assertThat(refused.text("/detail")).contains("uses-it");
        project.delete("/workflows/uses-it").expect(204);
        project.delete("/connections/in-use").expect(204);
    }

    @Test
    void a_change_that_is_based_on_an_old_state_is_refused() {
        String seen =
                put("tagged", Map.of(), Map.of("token", SECRET)).expect(200).header("etag");
        put("tagged", Map.of(), Map.of("token", SECRET + "-new")).expect(200);

        project.client()
                .ask("PUT", project.path("/connections/tagged"))
                .header("If-Match", seen)
                .json(Map.of("tool", "slack", "kind", "bot_token"))
                .send()
                .problem(412, "precondition_failed");
        project.client()
                .ask("DELETE", project.path("/connections/tagged"))
                .header("If-Match", seen)
                .send()
                .problem(412, "precondition_failed");
    }

    @Test
    void plain_variables_are_read_and_secret_ones_only_used() {
        project.variable("CHANNEL", List.of("#a", "#b"));
        project.secret("HIDDEN", "a hidden value of a variable");
        project.publish("""
                id: variables
                steps:
                  - id: plain
                    transform: "{{ vars.CHANNEL[1] }}"
                  - id: call
                    action: http.request
                    input: { url: "%s", headers: { X-Hidden: "Key {{ secrets.HIDDEN }}" } }
                """.formatted(vendors.url("/variables")));

        String ran = project.run("variables", null).toString();

        assertThat(Vendors.only(vendors.all(), "/variables").header("X-Hidden"))
                .isEqualTo("Key a hidden value of a variable");
        assertThat(ran).contains("\"#b\"").doesNotContain("a hidden value of a variable");
        Answer plain = project.get("/variables/CHANNEL").expect(200);
        Answer hidden = project.get("/variables/HIDDEN").expect(200);
        assertThat(plain.at("/value").toString()).isEqualTo("[\"#a\",\"#b\"]");
        assertThat(hidden.at("/secret").asBoolean()).isTrue();
        assertThat(hidden.at("/value").isNull()).isTrue();
        assertThat(project.get("/variables").expect(200).items("name")).contains("CHANNEL", "HIDDEN");
        project.put("/variables/lower-case", Map.of("value", 1)).expect(422);
        project.put("/variables/HIDDEN", Map.of("value", 1, "secret", true)).problem(422, "input_invalid");
        project.delete("/variables/CHANNEL").problem(409, "conflict");
        project.delete("/workflows/variables").expect(204);
        project.delete("/variables/CHANNEL").expect(204);
        project.get("/variables/CHANNEL").problem(404, "not_found");
    }

    @Test
    void a_secret_that_a_tool_sends_back_is_masked_in_the_history() {
        project.secret("ECHOED", "the echo of a secret");
        project.publish("""
                id: echo
                steps:
                  - id: call
                    action: http.request
                    input: { method: POST, url: "%s", body: { token: "{{ secrets.ECHOED }}" } }
                  - id: copy
                    transform: "{{ steps.call.output.body.echo }}"
                """.formatted(vendors.url("/echo")));

        String ran = project.run("echo", null).toString();

        assertThat(Vendors.only(vendors.all(), "/echo").body()).contains("the echo of a secret");
        assertThat(ran).contains("succeeded").doesNotContain("the echo of a secret");
    }
}
