package io.millrace.verify.journey;

import static io.millrace.verify.journey.Project.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every file in the folder of examples runs as it stands there; only the connections lead to the stand-ins. */
class ExamplesTest extends Journey {
    private static final String ORDER_SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("the orders' shared secret".getBytes(StandardCharsets.UTF_8));
    private static final String DEPLOY_SECRET = "a secret for deploying";

    @Override
    void prepare() {
        project.connect(
                "team-chat",
                "slack",
                "bot_token",
                Map.of("base_url", vendors.url("/slack/api")),
                Map.of("token", Vendors.SLACK_TOKEN));
        project.connect(
                "code",
                "github",
                "token",
                Map.of("base_url", vendors.url("/github")),
                Map.of("token", Vendors.GITHUB_TOKEN));
        project.connect(
                "alerts", "discord", "webhook", Map.of(), Map.of("url", vendors.url("/discord/api/webhooks/1/x")));
        project.connect("mail", "email", "smtp", mails.connection(), Map.of());
        project.secret("GITHUB_HOOK", GitHubExamples.SECRET);
        project.secret("ORDER_HOOK", ORDER_SECRET);
        project.secret("DEPLOY_HOOK", DEPLOY_SECRET);
        project.variable("REPORT_TO", "boss@example.com");
        project.variable("SHOP_URL", vendors.url("/status/500"));
        project.publish(MAKE_INVOICE);
        Examples.all().forEach(this::publish);
        // These would act by themselves in the midst of other tests.
        project.post("/workflows/report-watch/disable").expect(200);
        project.post("/workflows/new-orders/disable").expect(200);
    }

    /** What order-invoice.yaml calls. */
    private static final String MAKE_INVOICE = """
            id: make-invoice
            steps:
              - id: write
                transform: { number: "{{ 'R-' + string(event.data.total) }}" }
            """;

    private void publish(Path example) {
        String file = example.getFileName().toString();
        String id = file.replaceFirst("\\.[a-z]+$", "");
        String type = file.endsWith(".json") ? "application/json" : "application/yaml";
        Answer draft = project.client()
                .ask("PUT", project.path("/workflows/" + id))
                .text(type, Examples.text(file))
                .send()
                .expect(200);
        assertThat(draft.at("/problems")).as(file).isEmpty();
        project.post("/workflows/" + id + "/publish").expect(200);
    }

    private static void succeeded(JsonNode execution) {
        assertThat(execution.path("status").asString()).as(execution.toString()).isEqualTo("succeeded");
    }

    @Test
    void this_class_knows_all_of_them() {
        assertThat(Examples.all())
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "chat-message.yaml",
                        "customer-sync.yaml",
                        "deploy-hook.json",
                        "heartbeat.yaml",
                        "issue-to-chat.yaml",
                        "new-orders.yaml",
                        "nightly-report.yaml",
                        "order-invoice.yaml",
                        "order-routing.yaml",
                        "refund-approval.yaml",
                        "release.yaml",
                        "report-watch.yaml",
                        "tell-subscribers.yaml");
    }

    @Test
    void chat_message_posts_what_it_is_given() {
        vendors.all();

        succeeded(project.run("chat-message", Map.of("text", "Good morning")));

        assertThat(Vendors.only(vendors.all(), "/slack/api/chat.postMessage").json())
                .isEqualTo(Jsons.read("{\"channel\": \"#general\", \"text\": \"Good morning\"}"));
    }

    @Test
    void issue_to_chat_tells_the_channel_and_answers_the_issue() {
        vendors.all();
        String event = GitHubExamples.send(project, "github-issues", "issues.opened")
                .expect(202)
                .text("/id");

        succeeded(project.endedOf(event, "issue-to-chat"));

        List<Vendors.Asked> asked = vendors.all();
        assertThat(Vendors.only(asked, "/slack/api/chat.postMessage")
                        .json()
                        .path("text")
                        .asString())
                .isEqualTo("<https://github.com/Codertocat/Hello-World/issues/1|Spelling error in the README file>"
                        + " by Codertocat");
        assertThat(Vendors.only(asked, "/github/repos/Codertocat/Hello-World/issues/1/comments")
                        .json())
                .isEqualTo(Jsons.read("{\"body\": \"Thank you! The team has been told.\"}"));
        String labeled = GitHubExamples.send(project, "github-issues", "issues.labeled")
                .expect(202)
                .text("/id");
        assertThat(project.endedOf(labeled)).isEmpty();
    }

    @Test
    void order_routing_sends_large_and_small_orders_different_ways_to_the_same_end() {
        vendors.all();

        JsonNode large = order("A-1", 2500);
        JsonNode small = order("A-2", 12.5);

        succeeded(large);
        succeeded(small);
        assertThat(step(large, "small").path("status").asString()).isEqualTo("skipped");
        assertThat(step(small, "large").path("status").asString()).isEqualTo("skipped");
        assertThat(Vendors.only(vendors.all(), "/slack/api/chat.postMessage")
                        .json()
                        .path("text")
                        .asString())
                .isEqualTo("Large order A-1: 2500");
        assertThat(mails.mailFor("ada@example.com"))
                .extracting(MailServer.Mail::subject)
                .containsExactlyInAnyOrder("Your order A-1", "Your order A-2");
    }

    private JsonNode order(String id, Number total) {
        String body = Jsons.write(Map.of(
                "type",
                "order.created",
                "data",
                Map.of("id", id, "total", total, "customer", Map.of("email", "ada@example.com"))));
        long now = Instant.now().getEpochSecond();
        String event = project.hook("orders")
                .header("webhook-id", "msg_" + id)
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", Signatures.standard(ORDER_SECRET, "msg_" + id, now, body))
                .text("application/json", body)
                .send()
                .expect(202)
                .text("/id");
        return project.endedOf(event, "order-routing");
    }

    @Test
    void deploy_hook_starts_the_workflow_of_github_for_versions_only() {
        vendors.all();

        JsonNode execution = project.endedOf(deploy("v1.2.3"), "deploy-hook");
        String nothing = deploy("main");

        succeeded(execution);
        assertThat(step(execution, "note").path("output"))
                .isEqualTo(Jsons.read("{\"dispatched\": true, \"ref\": \"v1.2.3\"}"));
        assertThat(Vendors.only(
                                vendors.all(),
                                "/github/repos/octocat/hello-world/actions/workflows/deploy.yml/dispatches")
                        .json()
                        .path("ref")
                        .asString())
                .isEqualTo("v1.2.3");
        assertThat(project.endedOf(nothing)).isEmpty();
    }

    private String deploy(String ref) {
        String body = Jsons.write(Map.of("ref", ref));
        String signature = HexFormat.of()
                .formatHex(Signatures.hmac("HmacSHA256", Signatures.utf8(DEPLOY_SECRET), Signatures.utf8(body)));
        return project.hook("deploy")
                .header("X-Signature", signature)
                .text("application/json", body)
                .send()
                .expect(202)
                .text("/id");
    }

    @Test
    void nightly_report_mails_the_open_issues() {
        succeeded(project.run("nightly-report", null));

        assertThat(mails.mailFor("boss@example.com")).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Open issues: 2");
            assertThat(mail.text().lines().toList())
                    .containsExactly("2 issues are open.", "", "- It is broken", "- It is slow");
        });

        vendors.all();
        JsonNode again = project.run("nightly-report", null);

        succeeded(again);
        assertThat(step(again, "find").at("/attempts/0/decision").asString()).isEqualTo("reuse");
        assertThat(vendors.all()).extracting(Vendors.Asked::target).noneMatch(target -> target.startsWith("/github/"));
        assertThat(mails.mailFor("boss@example.com")).hasSize(2);
    }

    @Test
    void refund_approval_asks_first_and_tells_the_customer_what_was_decided() {
        String yes = refund("B-1");
        String no = refund("B-2");

        assertThat(project.get("/approvals?workflow=refund-approval")
                        .expect(200)
                        .items("title"))
                .containsExactly("Refund 40 EUR for the order B-2?", "Refund 40 EUR for the order B-1?");
        project.post("/executions/" + yes + "/steps/ask/approve", Map.of()).expect(202);
        project.post("/executions/" + no + "/steps/ask/reject", Map.of("note", "It was worn."))
                .expect(202);

        succeeded(project.ended(yes));
        assertThat(project.get("/variables/LAST_REFUND").expect(200).text("/value/order"))
                .isEqualTo("B-1");
        assertThat(project.ended(no).path("status").asString()).isEqualTo("failed");
        assertThat(mails.mailFor("grace@example.com"))
                .extracting(MailServer.Mail::subject)
                .containsExactlyInAnyOrder("Your refund for B-1", "No refund for B-2");
        assertThat(mails.mailFor("grace@example.com"))
                .anySatisfy(mail -> assertThat(mail.text()).contains("Rejected by ", ": It was worn."));
    }

    /** Starts it, and waits until it asks. */
    private String refund(String order) {
        Map<String, Object> data =
                Map.of("order", order, "amount", 40, "email", "grace@example.com", "pay_at", "2026-01-01T00:00:00Z");
        String id = project.post("/workflows/refund-approval/executions", Map.of("data", data))
                .expect(202)
                .text("/id");
        try (Live live = Live.open(project.client().ask("GET", project.path("/executions/" + id + "/live")))) {
            String status = "";
            while (!status.equals("waiting")) {
                status = live.next("execution").data().at("/execution/status").asString();
            }
        }
        return id;
    }

    @Test
    void order_invoice_has_another_workflow_write_the_invoice() {
        Map<String, Object> order = Map.of("customer", "Eve", "total", 12, "email", "eve@example.com");

        JsonNode execution = project.run("order-invoice", order);

        succeeded(execution);
        assertThat(mails.mailFor("eve@example.com"))
                .extracting(MailServer.Mail::subject)
                .containsExactly("Your invoice R-12");
        String child = step(execution, "invoice").path("child").asString();
        assertThat(project.get("/executions/" + child).expect(200).text("/parent/execution"))
                .isEqualTo(execution.path("id").asString());
    }

    @Test
    void tell_subscribers_writes_to_everybody_and_a_restart_only_to_who_is_left() {
        List<Map<String, Object>> people = List.of(
                person("Ada", "ada.list@example.com", false),
                person("Bob", "nobody", false),
                person("Cyd", "cyd.list@example.com", true),
                person("Dan", "dan.list@example.com", false));

        JsonNode execution = project.run("tell-subscribers", Map.of("subject", "News", "people", people));

        assertThat(execution.path("status").asString()).isEqualTo("failed");
        assertThat(step(execution, "tell").path("items"))
                .isEqualTo(
                        Jsons.read("{\"count\": 3, \"succeeded\": 2, \"failed\": 1, \"unknown\": 0, \"running\": 0}"));
        assertThat(step(execution, "result").path("output")).isEqualTo(Jsons.read("{\"told\": 2, \"of\": 3}"));
        String items = "/executions/" + execution.path("id").asString() + "/steps/tell/items";
        assertThat(project.get(items).expect(200).items("status")).containsExactly("succeeded", "failed", "succeeded");
        assertThat(project.get(items + "?status=failed").expect(200).items("index"))
                .containsExactly("1");
        Answer bob = project.get(items + "/1").expect(200);
        assertThat(bob.text("/value/name")).isEqualTo("Bob");
        assertThat(bob.text("/attempts/0/error_class")).isEqualTo("validation");
        project.get(items + "/3").problem(404, "not_found");

        project.post("/executions/" + execution.path("id").asString() + "/restart", Map.of())
                .expect(202);
        JsonNode again = project.ended(execution.path("id").asString());
        assertThat(step(again, "tell").path("items").path("succeeded").asInt()).isEqualTo(2);
        assertThat(mails.mailFor("ada.list@example.com")).hasSize(1);
        assertThat(mails.mailFor("dan.list@example.com"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("Dear Dan, you are number 3"));
        assertThat(project.get(items + "/1").expect(200).text("/attempts/1/number"))
                .isEqualTo("2");
    }

    private static Map<String, Object> person(String name, String email, boolean paused) {
        return Map.of("name", name, "email", email, "paused", paused);
    }

    /** GitHub takes the release and does not answer; the text differs from the file in its pauses. */
    @Test
    void release_is_made_once_although_the_answer_is_lost() {
        vendors.all();
        String tag = "taken-example-" + store;
        String text = Examples.text("release.yaml");
        assertThat(text).as("what this test replaces").contains("initial: PT10S");
        project.publish(text.replace("initial: PT10S", "initial: PT0.02S"));

        JsonNode execution = project.run("release", Map.of("tag", tag));

        succeeded(execution);
        assertThat(vendors.releases(tag)).isEqualTo(1);
        assertThat(step(execution, "publish").at("/attempts/0/decision").asString())
                .isEqualTo("look_up");
        assertThat(Vendors.only(vendors.all(), "/slack/api/chat.postMessage")
                        .json()
                        .path("text")
                        .asString())
                .startsWith(tag + " is out: ")
                .endsWith(tag);
    }

    /** Its shop does not exist, so what is shown is the rescue; the text differs from the file in its pauses. */
    @Test
    void heartbeat_calls_for_help_when_the_shop_does_not_answer() {
        vendors.all();
        String text = Examples.text("heartbeat.yaml");
        assertThat(text).as("what this test replaces").contains("initial: PT10S");
        project.publish(text.replace("initial: PT10S", "initial: PT0.02S"));

        JsonNode execution = project.run("heartbeat", null);

        assertThat(execution.path("status").asString()).as("the step did fail").isEqualTo("failed");
        assertThat(step(execution, "ask").path("attempts").size()).isEqualTo(3);
        assertThat(step(execution, "rescue").path("status").asString()).isEqualTo("succeeded");
        assertThat(Vendors.only(vendors.all(), "/discord/api/webhooks/1/x")
                        .json()
                        .path("content")
                        .asString())
                .startsWith("The shop does not answer: ")
                .contains("500");
    }
}
