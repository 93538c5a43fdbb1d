package io.millrace.verify.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each way of knowing a sender, from the signed request to the execution it starts, and what is refused and remembered. */
class PresetsTest extends Journey {
    private static final String ORDER = "{\"type\":\"order.created\",\"data\":{\"total\":129.5}}";
    private static final String SECRET_TEXT = "a secret between two";
    private static final String STANDARD_SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("24 bytes or more are safe".getBytes(UTF_8));

    /** Listens at a path and remembers the whole event. */
    private void listen(String path, String verify) {
        project.publish("""
                id: at-%s
                triggers: [{ webhook: { path: %s, verify: { %s } } }]
                steps:
                  - id: seen
                    transform: { type: "{{ event.type }}", data: "{{ event.data }}" }
                """.formatted(path, path, verify));
    }

    /** What the workflow saw of an accepted request. */
    private JsonNode seen(String path, Answer accepted) {
        accepted.expect(202);
        return Project.step(project.endedOf(accepted.text("/id"), "at-" + path), "seen")
                .path("output");
    }

    private JsonNode source(String path) {
        return Jsons.find(project.get("/sources").expect(200).at("/items"), "path", path);
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    @Test
    void github_by_the_signature_of_the_body() {
        project.secret("GITHUB_HOOK", GitHubExamples.SECRET);
        listen("preset-github", "preset: github, secret: \"{{ secrets.GITHUB_HOOK }}\"");

        Answer good = GitHubExamples.send(project, "preset-github", "ping");
        Answer wrong = project.hook("preset-github")
                .headers(GitHubExamples.headers("ping", "another secret"))
                .bytes("application/json", GitHubExamples.body("ping"))
                .send();
        Answer changed = project.hook("preset-github")
                .headers(GitHubExamples.headers("ping", GitHubExamples.SECRET))
                .bytes("application/json", GitHubExamples.body("push"))
                .send();
        Answer unsigned = project.hook("preset-github")
                .header("X-GitHub-Event", "ping")
                .bytes("application/json", GitHubExamples.body("ping"))
                .send();

        assertThat(seen("preset-github", good).path("type").asString()).isEqualTo("github.ping");
        wrong.problem(401, "signature_invalid");
        changed.problem(401, "signature_invalid");
        unsigned.problem(401, "signature_invalid");
        JsonNode source = source("preset-github");
        assertThat(source.path("accepted").asInt()).isEqualTo(1);
        assertThat(source.at("/refused/bad_signature").asInt()).isEqualTo(2);
        assertThat(source.at("/refused/missing_signature").asInt()).isEqualTo(1);
        assertThat(source.path("refusals").path(0).path("reason").asString()).isEqualTo("missing_signature");
        assertThat(source.path("refusals").path(0).path("headers").toString()).contains("x-github-event");
        assertThat(source.path("refusals").toString())
                .as("never a value or a body")
                .doesNotContain("sha256=", "zen", "Hello-World");
    }

    @Test
    void github_also_with_its_form() {
        project.secret("GITHUB_HOOK", GitHubExamples.SECRET);
        listen("preset-form", "preset: github, secret: \"{{ secrets.GITHUB_HOOK }}\"");
        String form = "payload=" + Project.encoded("{\"action\":\"opened\",\"issue\":{\"number\":7}}");

        Answer taken = project.hook("preset-form")
                .header("X-GitHub-Event", "issues")
                .header("X-GitHub-Delivery", UUID.randomUUID().toString())
                .header("X-Hub-Signature-256", Signatures.github(GitHubExamples.SECRET, Signatures.utf8(form)))
                .text("application/x-www-form-urlencoded", form)
                .send();

        JsonNode seen = seen("preset-form", taken);
        assertThat(seen.path("type").asString()).isEqualTo("github.issues.opened");
        assertThat(seen.at("/data/issue/number").asInt()).isEqualTo(7);
    }

    private Client.Ask standard(String path, String id, long timestamp, String signature) {
        return project.hook(path)
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", signature)
                .text("application/json", ORDER);
    }

    @Test
    void standard_webhooks_by_a_shared_secret() {
        project.secret("STANDARD", STANDARD_SECRET);
        listen("preset-v1", "preset: standard-webhooks, secret: \"{{ secrets.STANDARD }}\"");
        long now = now();

        Answer good = standard("preset-v1", "msg_1", now, Signatures.standard(STANDARD_SECRET, "msg_1", now, ORDER))
                .send();
        Answer again = standard("preset-v1", "msg_1", now, Signatures.standard(STANDARD_SECRET, "msg_1", now, ORDER))
                .send();
        Answer otherId = standard("preset-v1", "msg_2", now, Signatures.standard(STANDARD_SECRET, "msg_1", now, ORDER))
                .send();
        long old = now - 3_600;
        Answer stale = standard("preset-v1", "msg_3", old, Signatures.standard(STANDARD_SECRET, "msg_3", old, ORDER))
                .send();

        JsonNode seen = seen("preset-v1", good);
        assertThat(seen.path("type").asString()).isEqualTo("order.created");
        assertThat(seen.at("/data/data/total").asDouble()).isEqualTo(129.5);
        assertThat(again.expect(202).at("/duplicate").asBoolean()).isTrue();
        assertThat(again.text("/id")).isEqualTo(good.text("/id"));
        otherId.problem(401, "signature_invalid");
        stale.problem(401, "signature_invalid");
        JsonNode source = source("preset-v1");
        assertThat(source.path("duplicates").asInt()).isEqualTo(1);
        assertThat(source.at("/refused/stale_timestamp").asInt()).isEqualTo(1);
        assertThat(source.at("/refused/bad_signature").asInt()).isEqualTo(1);
    }

    @Test
    void standard_webhooks_by_a_public_key() throws GeneralSecurityException {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair others = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        project.secret("PUBLIC_KEY", Signatures.publicKey(keys));
        listen("preset-v1a", "preset: standard-webhooks, secret: \"{{ secrets.PUBLIC_KEY }}\"");
        long now = now();

        Answer good = standard("preset-v1a", "msg_1", now, Signatures.standardAsymmetric(keys, "msg_1", now, ORDER))
                .send();
        Answer wrong = standard("preset-v1a", "msg_2", now, Signatures.standardAsymmetric(others, "msg_2", now, ORDER))
                .send();

        assertThat(seen("preset-v1a", good).path("type").asString()).isEqualTo("order.created");
        wrong.problem(401, "signature_invalid");
        project.post("/sources/preset-v1a/test").problem(422, "input_invalid");
    }

    @Test
    void hmac_as_its_settings_say() {
        project.secret("SHOP", SECRET_TEXT);
        listen(
                "preset-hmac",
                "preset: hmac, secret: \"{{ secrets.SHOP }}\", header: X-Shop-Signature, algorithm: sha512,"
                        + " encoding: base64, prefix: \"v0=\", timestamp_header: X-Shop-Time,"
                        + " signed: \"v0:{timestamp}:{body}\", delivery_header: X-Shop-Id");
        long now = now();
        byte[] signed = Signatures.utf8("v0:" + now + ":" + ORDER);
        String signature = "v0="
                + Base64.getEncoder()
                        .encodeToString(Signatures.hmac("HmacSHA512", Signatures.utf8(SECRET_TEXT), signed));

        Answer good = shop(now, signature).send();
        Answer again = shop(now, signature).send();
        Answer wrong = shop(now + 1, signature).send();

        assertThat(seen("preset-hmac", good).path("type").asString()).isEqualTo("webhook");
        assertThat(again.expect(202).at("/duplicate").asBoolean()).isTrue();
        wrong.problem(401, "signature_invalid");
    }

    private Client.Ask shop(long timestamp, String signature) {
        return project.hook("preset-hmac")
                .header("X-Shop-Time", Long.toString(timestamp))
                .header("X-Shop-Signature", signature)
                .header("X-Shop-Id", "order-1")
                .text("application/json", ORDER);
    }

    @Test
    void hmac_in_hexadecimal_over_the_body_alone_is_what_most_send() {
        project.secret("PLAIN", SECRET_TEXT);
        listen("preset-plain", "preset: hmac, secret: \"{{ secrets.PLAIN }}\", header: X-Signature, dedupe: body");
        String signature = HexFormat.of()
                .formatHex(Signatures.hmac("HmacSHA256", Signatures.utf8(SECRET_TEXT), Signatures.utf8(ORDER)));

        Answer good = project.hook("preset-plain")
                .header("X-Signature", signature)
                .text("application/json", ORDER)
                .send();
        Answer again = project.hook("preset-plain")
                .header("X-Signature", signature)
                .text("application/json", ORDER)
                .send();

        assertThat(seen("preset-plain", good).at("/data/type").asString()).isEqualTo("order.created");
        assertThat(again.expect(202).at("/duplicate").asBoolean())
                .as("by the body")
                .isTrue();
    }

    @Test
    void bearer_by_a_token_in_a_header() {
        project.secret("SENDER", SECRET_TEXT);
        listen("preset-bearer", "preset: bearer, secret: \"{{ secrets.SENDER }}\"");

        Answer good = project.hook("preset-bearer")
                .header("Authorization", "Bearer " + SECRET_TEXT)
                .text("application/json", ORDER)
                .send();
        Answer wrong = project.hook("preset-bearer")
                .header("Authorization", "Bearer of bad news")
                .text("application/json", ORDER)
                .send();

        assertThat(seen("preset-bearer", good).at("/data/data/total").asDouble())
                .isEqualTo(129.5);
        wrong.problem(401, "signature_invalid");
        assertThat(source("preset-bearer").at("/refused/bad_credentials").asInt())
                .isEqualTo(1);
        assertThat(project.get("/events/" + good.text("/id")).text()).doesNotContain(SECRET_TEXT);
    }

    @Test
    void none_takes_any_body_from_anybody() {
        listen("preset-none", "preset: none");

        JsonNode form = seen(
                "preset-none",
                project.hook("preset-none")
                        .text("application/x-www-form-urlencoded", "name=Ada+Lovelace&tag=a&tag=b&empty=")
                        .send());
        JsonNode text = seen(
                "preset-none",
                project.hook("preset-none").text("text/plain", "Just text").send());
        JsonNode bytes = seen(
                "preset-none",
                project.hook("preset-none")
                        .bytes("application/octet-stream", new byte[] {(byte) 0xff, 0})
                        .send());
        JsonNode nothing = seen("preset-none", project.hook("preset-none").send());

        assertThat(form.path("data")).isEqualTo(Jsons.read("""
                {"name": "Ada Lovelace", "tag": ["a", "b"], "empty": ""}
                """));
        assertThat(text.path("data")).isEqualTo(Jsons.read("{\"text\": \"Just text\"}"));
        assertThat(bytes.path("data")).isEqualTo(Jsons.read("{\"base64\": \"/wA=\"}"));
        assertThat(nothing.path("data").isNull()).isTrue();
        project.hook("preset-none").text("application/json", "{").send().problem(400, "bad_json");
    }

    @Test
    void slack_proves_itself_and_gets_its_challenge_back() {
        project.secret("SLACK", SECRET_TEXT);
        listen("preset-slack", "preset: slack, secret: \"{{ secrets.SLACK }}\"");
        String challenge =
                "{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\"}";
        String mention =
                "{\"type\":\"event_callback\",\"event_id\":\"Ev1\",\"event\":{\"type\":\"app_mention\",\"text\":\"hi\"}}";

        Answer answered = slack(challenge, SECRET_TEXT).send().expect(200);
        Answer good = slack(mention, SECRET_TEXT).send();
        Answer wrong = slack(challenge, "another").send();

        assertThat(answered.text()).isEqualTo("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");
        assertThat(seen("preset-slack", good).path("type").asString()).isEqualTo("slack.app_mention");
        wrong.problem(401, "signature_invalid");
    }

    private Client.Ask slack(String body, String secret) {
        long now = now();
        return project.hook("preset-slack")
                .header("X-Slack-Request-Timestamp", Long.toString(now))
                .header("X-Slack-Signature", Signatures.slack(secret, now, body))
                .text("application/json", body);
    }

    @Test
    void a_test_event_goes_through_the_whole_verification_of_each_preset() {
        project.secret("GITHUB_TEST", GitHubExamples.SECRET);
        project.secret("STANDARD_TEST", STANDARD_SECRET);
        project.secret("TEXT_TEST", SECRET_TEXT);
        Map<String, String> presets = Map.of(
                "test-github", "preset: github, secret: \"{{ secrets.GITHUB_TEST }}\"",
                "test-slack", "preset: slack, secret: \"{{ secrets.TEXT_TEST }}\"",
                "test-standard", "preset: standard-webhooks, secret: \"{{ secrets.STANDARD_TEST }}\"",
                "test-hmac", "preset: hmac, secret: \"{{ secrets.TEXT_TEST }}\", header: X-Signature",
                "test-bearer", "preset: bearer, secret: \"{{ secrets.TEXT_TEST }}\"",
                "test-none", "preset: none");
        presets.forEach((path, verify) -> {
            listen(path, verify);

            Answer sent = project.post("/sources/" + path + "/test").expect(200);

            assertThat(sent.at("/status").asInt()).as(path).isEqualTo(202);
            JsonNode execution = project.endedOf(sent.text("/answer/id"), "at-" + path);
            assertThat(execution.path("status").asString()).isEqualTo("succeeded");
            assertThat(source(path).path("accepted").asInt()).isEqualTo(1);
        });
        project.post("/sources/nobody-listens/test").problem(404, "not_found");
    }

    @Test
    void a_secret_is_changed_without_losing_a_request() {
        project.secret("OLD", "the old secret");
        project.secret("NEW", "the new secret");
        listen("preset-both", "preset: bearer, secret: [\"{{ secrets.NEW }}\", \"{{ secrets.OLD }}\"]");

        for (String secret : new String[] {"the old secret", "the new secret"}) {
            project.hook("preset-both")
                    .header("Authorization", "Bearer " + secret)
                    .json(1)
                    .send()
                    .expect(202);
        }
        project.secret("OLD", "changed at last");
        project.hook("preset-both")
                .header("Authorization", "Bearer the old secret")
                .json(1)
                .send()
                .problem(401, "signature_invalid");
    }

    @Test
    void an_address_is_there_while_something_enabled_listens() {
        project.hook("nobody-home").json(1).send().problem(404, "not_found");
        listen("coming-and-going", "preset: none");
        project.hook("coming-and-going").json(1).send().expect(202);
        project.client()
                .ask("GET", "/hooks/" + project.id() + "/coming-and-going")
                .send()
                .problem(405, "method_not_allowed");

        project.post("/workflows/at-coming-and-going/disable").expect(200);
        project.hook("coming-and-going").json(1).send().problem(404, "not_found");
        project.post("/workflows/at-coming-and-going/enable").expect(200);
        project.hook("coming-and-going").json(1).send().expect(202);
        project.delete("/workflows/at-coming-and-going").expect(204);
        project.hook("coming-and-going").json(1).send().problem(404, "not_found");
    }

    @Test
    void a_source_tells_its_address_and_who_listens() {
        listen("shown", "preset: none");

        JsonNode source = source("shown");

        assertThat(source.path("url").asString()).isEqualTo(installation.url() + "/hooks/" + project.id() + "/shown");
        assertThat(source.path("preset").asString()).isEqualTo("none");
        assertThat(source.at("/listeners/0/workflow").asString()).isEqualTo("at-shown");
        assertThat(source.at("/listeners/0/trigger").asString()).isEqualTo("webhook");
        assertThat(source.at("/listeners/0/enabled").asBoolean()).isTrue();
        assertThat(source.path("last_accepted").isNull()).isTrue();
        JsonNode trigger = Jsons.find(project.get("/triggers").expect(200).at("/items"), "workflow", "at-shown");
        assertThat(trigger.path("kind").asString()).isEqualTo("webhook");
        assertThat(trigger.path("url")).isEqualTo(source.path("url"));
    }
}
