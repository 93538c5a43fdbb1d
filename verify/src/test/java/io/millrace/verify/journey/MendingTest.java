package io.millrace.verify.journey;

import static io.millrace.verify.journey.Project.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Break it, read the reason, mend it, restart it from the step that failed. */
class MendingTest extends Journey {
    private static final String WRONG_TOKEN = "xoxb-0815-a-wrong-one";

    private static final String WORKFLOW = """
            id: mending
            triggers:
              - id: issue
                webhook: { path: mending, verify: { preset: github, secret: "{{ secrets.GITHUB_HOOK }}" } }
            steps:
              - id: alert
                action: discord.send_message
                connection: alerts
                input: { content: "Issue {{ event.data.issue.number }}" }
              - id: post
                action: slack.send_message
                connection: team-chat
                input: { channel: "#support", text: "{{ event.data.issue.title }} after {{ steps.alert.output.id }}" }
              - id: done
                transform: "{{ steps.post.output.ts }}"
            on_failure:
              - id: tell
                action: email.send
                connection: mail
                input:
                  to: mending@example.com
                  subject: "{{ workflow.id }} failed in {{ failure.step }}"
                  text: "{{ failure.class }}: {{ failure.message }}"
            """;

    @Override
    void prepare() {
        project.secret("GITHUB_HOOK", GitHubExamples.SECRET);
        project.connect(
                "alerts", "discord", "webhook", Map.of(), Map.of("url", vendors.url("/discord/api/webhooks/1/x")));
        project.connect("mail", "email", "smtp", mails.connection(), Map.of());
        useSlackToken(WRONG_TOKEN);
        project.publish(WORKFLOW);
    }

    private void useSlackToken(String token) {
        project.connect(
                "team-chat",
                "slack",
                "bot_token",
                Map.of("base_url", vendors.url("/slack/api")),
                Map.of("token", token));
    }

    @Test
    void a_wrong_token_fails_once_says_why_tells_people_and_is_mended_by_a_restart() {
        String event = GitHubExamples.send(project, "mending", "issues.opened")
                .expect(202)
                .text("/id");
        JsonNode failed = project.endedOf(event, "mending");
        String id = failed.path("id").asString();

        assertThat(failed.path("status").asString()).isEqualTo("failed");
        assertThat(failed.at("/failure/step").asString()).isEqualTo("post");
        assertThat(failed.at("/failure/class").asString()).isEqualTo("authentication");
        assertThat(failed.at("/failure/message").asString()).contains("invalid_auth");
        JsonNode attempt = step(failed, "post").path("attempts").path(0);
        assertThat(attempt.path("status").asString()).isEqualTo("failed");
        assertThat(attempt.path("error_class").asString()).isEqualTo("authentication");
        assertThat(attempt.path("decision").asString()).isEqualTo("fail");
        assertThat(attempt.path("reason").asString()).contains("mend the connection and restart");
        assertThat(step(failed, "post").path("attempts").size()).isEqualTo(1);
        assertThat(step(failed, "done").path("status").asString()).isEqualTo("skipped");
        assertThat(step(failed, "tell").path("status").asString()).isEqualTo("succeeded");
        assertThat(step(failed, "tell").path("on_failure").asBoolean()).isTrue();
        assertThat(failed.toString()).as("the token is masked").doesNotContain(WRONG_TOKEN);
        assertThat(mails.mailFor("mending@example.com")).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("mending failed in post");
            assertThat(mail.text()).startsWith("authentication: ").contains("invalid_auth");
        });
        Answer connection = project.get("/connections/team-chat").expect(200);
        assertThat(connection.text("/health/status")).isEqualTo("needs_reauth");
        assertThat(connection.text("/health/message")).contains("invalid_auth");

        vendors.all();
        useSlackToken(Vendors.SLACK_TOKEN);
        project.post("/executions/" + id + "/restart").expect(202);
        JsonNode mended = project.ended(id);

        assertThat(mended.path("status").asString()).as(mended.toString()).isEqualTo("succeeded");
        assertThat(mended.path("failure").isNull()).isTrue();
        assertThat(step(mended, "alert").path("attempts").size())
                .as("what had succeeded is kept")
                .isEqualTo(1);
        assertThat(step(mended, "post").path("attempts"))
                .extracting(
                        each -> each.path("number").asInt(),
                        each -> each.path("status").asString())
                .containsExactly(tuple(1, "failed"), tuple(2, "succeeded"));
        assertThat(step(mended, "done").path("output").asString()).isEqualTo("1712345678.000200");
        List<Vendors.Asked> asked = vendors.all();
        assertThat(asked).extracting(Vendors.Asked::target).containsExactly("/slack/api/chat.postMessage");
        assertThat(asked.getFirst().json().path("text").asString())
                .isEqualTo("Spelling error in the README file after 1234567890123456789");
        assertThat(project.get("/connections/team-chat").text("/health/status")).isEqualTo("ok");
    }

    @Test
    void an_execution_that_runs_or_has_succeeded_is_not_restarted() {
        project.publish("""
                id: nothing-to-mend
                steps: [{ id: done, transform: 1 }]
                """);
        String id = project.run("nothing-to-mend", null).path("id").asString();

        project.post("/executions/" + id + "/restart").problem(409, "illegal_transition");
    }
}
