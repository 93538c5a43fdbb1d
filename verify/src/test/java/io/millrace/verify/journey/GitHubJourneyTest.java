package io.millrace.verify.journey;

import static io.millrace.verify.journey.Project.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What GitHub sends becomes chat messages and mails: several workflows listen at one address, each with a condition of its
 * own, and real servers get the calls.
 */
class GitHubJourneyTest extends Journey {
    private static final String PATH = "github";
    private static final String FALSE = "The trigger's condition is false for this event.";

    private static final String TRIAGE = """
            id: triage
            name: New issues to people
            tags: [support]
            triggers:
              - id: issue
                webhook: { path: github, verify: { preset: github, secret: "{{ secrets.GITHUB_HOOK }}" } }
                when: event.type == "github.issues.opened" && event.data.issue.labels.exists(label, label.name == "bug")
            steps:
              - id: post
                action: slack.send_message
                connection: team-chat
                input:
                  channel: "#support"
                  text: "<{{ event.data.issue.html_url }}|{{ event.data.issue.title }}> by {{ event.data.issue.user.login }}"
              - id: alert
                needs: []
                action: discord.send_message
                connection: alerts
                input: { content: "Issue {{ event.data.issue.number }} in {{ event.data.repository.full_name }}" }
              - id: summary
                needs: [post, alert]
                transform:
                  number: "{{ event.data.issue.number }}"
                  labels: "{{ event.data.issue.labels.map(label, label.name) }}"
                  told: ["{{ steps.post.output.ts }}", "{{ steps.alert.output.id }}"]
                  event: "{{ event.headers['x-github-event'] }}"
              - id: mail
                action: email.send
                connection: mail
                input:
                  to: support@example.com
                  subject: "Issue {{ steps.summary.output.number }}: {{ event.data.issue.title }}"
                  text: "Labels: {{ steps.summary.output.labels.join(', ') }}"
            """;

    private static final String REVIEWS = """
            id: reviews
            triggers:
              - id: change
                webhook: { path: github, verify: { preset: github, secret: "{{ secrets.GITHUB_HOOK }}" } }
                when: event.type.startsWith("github.pull_request")
            steps:
              - id: title
                transform: "{{ event.data.pull_request.title }}"
              - id: opened
                when: event.data.action == "opened"
                action: slack.send_message
                connection: team-chat
                input: { channel: "#reviews", text: "To review: {{ steps.title.output }}" }
              - id: other
                needs: [title]
                when: event.data.action != "opened"
                transform: { action: "{{ event.data.action }}" }
              - id: meet
                needs: [opened, other]
                transform: "{{ steps.opened.status }} and {{ steps.other.status }}"
            """;

    private static final String PUSHES = """
            id: pushes
            triggers:
              - id: push
                webhook: { path: github, verify: { preset: github, secret: "{{ secrets.GITHUB_HOOK }}" } }
                when: event.headers["x-github-event"] == "push" && event.data.ref == "refs/heads/" + vars.BRANCH
            steps:
              - id: mail
                action: email.send
                connection: mail
                input:
                  to: pushes@example.com
                  subject: "{{ event.data.commits.size() }} commits by {{ event.data.pusher.name }}"
                  text: "{{ event.data.commits.map(commit, commit.message).join('; ') }}"
            """;

    /** Reads a field most payloads do not have, so that its condition fails for them. */
    private static final String CAREFUL = """
            id: careful
            triggers:
              - id: issue
                webhook: { path: github, verify: { preset: github, secret: "{{ secrets.GITHUB_HOOK }}" } }
                when: event.data.issue.number > 0 && event.data.action != "opened"
            steps:
              - id: note
                transform: "{{ event.data.issue.title }}"
            """;

    @Override
    void prepare() {
        project.secret("GITHUB_HOOK", GitHubExamples.SECRET);
        project.variable("BRANCH", "master");
        project.connect(
                "team-chat",
                "slack",
                "bot_token",
                Map.of("base_url", vendors.url("/slack/api")),
                Map.of("token", Vendors.SLACK_TOKEN));
        project.connect(
                "alerts", "discord", "webhook", Map.of(), Map.of("url", vendors.url("/discord/api/webhooks/1/x")));
        project.connect("mail", "email", "smtp", mails.connection(), Map.of());
        List.of(TRIAGE, REVIEWS, PUSHES, CAREFUL).forEach(project::publish);
    }

    /** What each example must start; all others start nothing. */
    private static final Map<String, List<String>> STARTS = Map.of(
            "issues.opened", List.of("triage"),
            "issues.labeled", List.of("careful"),
            "issue_comment.created", List.of("careful"),
            "pull_request.opened", List.of("reviews"),
            "pull_request.closed", List.of("reviews"),
            "pull_request_review.submitted", List.of("reviews"),
            "push", List.of("pushes"));

    @Test
    void each_of_githubs_examples_starts_exactly_what_its_conditions_say() {
        assertThat(GitHubExamples.names()).hasSize(20);
        SoftAssertions softly = new SoftAssertions();
        for (String name : GitHubExamples.names()) {
            Answer taken = GitHubExamples.send(project, PATH, name).expect(202);
            softly.assertThat(taken.at("/duplicate").asBoolean()).as(name).isFalse();
            JsonNode event =
                    project.get("/events/" + taken.text("/id")).expect(200).json();
            softly.assertThat(event.path("type").asString()).isEqualTo("github." + name);
            softly.assertThat(event.path("source").asString()).isEqualTo("/hooks/" + project.id() + "/" + PATH);
            softly.assertThat(event.path("data")).as(name).isEqualTo(Jsons.read(text(name)));
            softly.assertThat(event.at("/headers/x-github-event").asString()).isEqualTo(name.split("\\.", 2)[0]);
            softly.assertThat(event.path("headers").has("x-hub-signature-256"))
                    .as("the proof is not kept")
                    .isFalse();
            Map<String, JsonNode> ended = project.endedOf(taken.text("/id"));
            softly.assertThat(List.copyOf(ended.keySet())).as(name).isEqualTo(STARTS.getOrDefault(name, List.of()));
            ended.forEach((workflow, execution) -> softly.assertThat(
                            execution.path("status").asString())
                    .as("%s for %s: %s", workflow, name, execution.path("failure"))
                    .isEqualTo("succeeded"));
            softly.assertThat(outcomes(event)).as(name).containsOnlyKeys("triage", "reviews", "pushes", "careful");
        }
        softly.assertAll();
    }

    @Test
    void an_event_that_starts_nothing_says_why_for_every_workflow_that_listens() {
        String id =
                GitHubExamples.send(project, PATH, "star.created").expect(202).text("/id");

        Answer event = project.get("/events/" + id).expect(200);

        assertThat(event.at("/executions").size()).isZero();
        Map<String, String> outcomes = outcomes(event.json());
        assertThat(outcomes)
                .containsEntry("triage", FALSE)
                .containsEntry("reviews", FALSE)
                .containsEntry("pushes", FALSE);
        assertThat(outcomes.get("careful"))
                .startsWith("The trigger's condition failed.")
                .contains("event.data.issue");
    }

    @Test
    void an_issue_becomes_messages_in_slack_and_discord_and_a_mail() {
        vendors.all();
        String event =
                GitHubExamples.send(project, PATH, "issues.opened").expect(202).text("/id");

        JsonNode execution = project.endedOf(event, "triage");

        assertThat(execution.path("status").asString()).isEqualTo("succeeded");
        List<Vendors.Asked> asked = vendors.all();
        Vendors.Asked slack = Vendors.only(asked, "/slack/api/chat.postMessage");
        assertThat(slack.method()).isEqualTo("POST");
        assertThat(slack.header("Authorization")).isEqualTo("Bearer " + Vendors.SLACK_TOKEN);
        assertThat(slack.json()).isEqualTo(Jsons.read("""
                {"channel": "#support",
                 "text": "<https://github.com/Codertocat/Hello-World/issues/1|Spelling error in the README file> by Codertocat"}
                """));
        Vendors.Asked discord = Vendors.only(asked, "/discord/api/webhooks/1/x");
        assertThat(discord.target()).endsWith("?wait=true");
        assertThat(discord.json().path("content").asString()).isEqualTo("Issue 1 in Codertocat/Hello-World");
        assertThat(mails.mailFor("support@example.com"))
                .contains(new MailServer.Mail(
                        List.of("support@example.com"),
                        "Millrace <millrace@example.com>",
                        "Issue 1: Spelling error in the README file",
                        "Labels: bug"));
        assertThat(step(execution, "summary").path("output")).isEqualTo(Jsons.read("""
                {"number": 1, "labels": ["bug"], "told": ["1712345678.000200", "1234567890123456789"], "event": "issues"}
                """));
    }

    @Test
    void exclusive_branches_meet_again() {
        vendors.all();
        String opened = GitHubExamples.send(project, PATH, "pull_request.opened")
                .expect(202)
                .text("/id");
        String closed = GitHubExamples.send(project, PATH, "pull_request.closed")
                .expect(202)
                .text("/id");

        JsonNode first = project.endedOf(opened, "reviews");
        JsonNode second = project.endedOf(closed, "reviews");

        assertThat(step(first, "meet").path("output").asString()).isEqualTo("succeeded and skipped");
        assertThat(step(second, "meet").path("output").asString()).isEqualTo("skipped and succeeded");
        assertThat(vendors.all())
                .singleElement()
                .satisfies(asked -> assertThat(asked.json().path("text").asString())
                        .isEqualTo("To review: Update the README with new information."));
    }

    @Test
    void the_same_delivery_is_one_event_and_starts_nothing_again() {
        Map<String, String> delivery = GitHubExamples.headers("push", GitHubExamples.SECRET, "the-same-delivery");
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            answers.add(project.hook(PATH)
                    .headers(delivery)
                    .bytes("application/json", GitHubExamples.body("push"))
                    .send()
                    .expect(202));
        }

        assertThat(answers)
                .extracting(answer -> answer.text("/id"))
                .containsOnly(answers.getFirst().text("/id"));
        assertThat(answers)
                .extracting(answer -> answer.at("/duplicate").asBoolean())
                .containsExactly(false, true, true);
        assertThat(project.endedOf(answers.getFirst().text("/id"))).containsOnlyKeys("pushes");
        assertThat(project.get("/events/" + answers.getFirst().text("/id"))
                        .at("/executions")
                        .size())
                .isEqualTo(1);
    }

    private static String text(String name) {
        return new String(GitHubExamples.body(name), StandardCharsets.UTF_8);
    }

    /** Per workflow the execution it started or the reason why it did not. */
    private static Map<String, String> outcomes(JsonNode event) {
        Map<String, String> outcomes = new TreeMap<>();
        Jsons.list(event.path("outcome"))
                .forEach(outcome -> outcomes.put(
                        outcome.path("workflow").asString(),
                        outcome.path("reason")
                                .asString(outcome.path("execution").asString())));
        return outcomes;
    }
}
