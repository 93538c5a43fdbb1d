package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.WorkflowText;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.HttpBody;
import io.millrace.sdk.HttpCall;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No secret is ever written down, wherever it comes back from. */
class SecrecyTest extends EngineScenario {
    private static final String SECRET = "correct-horse-battery";
    private static final String TOKEN = "staple-9f8e7d6c5b";

    private long run(WorkflowText workflow) {
        engine.setSecret("KEY", SECRET);
        engine.connect("chat", TOKEN);
        engine.publish(workflow);
        long execution = engine.start("w", Map.of("echo", "event says " + TOKEN));
        engine.tick();
        engine.assertThat(execution).neverShows(SECRET).neverShows(TOKEN);
        return execution;
    }

    @Test
    void a_secret_reaches_the_tool_and_not_the_journal() {
        long execution = run(aWorkflow("w").does(aStep("a").with("{ auth: \"Bearer {{ secrets.KEY }}\", mask: yes }")));

        assertThat(engine.tool().calls("a").getFirst().given().input().get("auth"))
                .isInstanceOfSatisfying(
                        Sensitive.class, auth -> assertThat(auth.reveal()).isEqualTo("Bearer " + SECRET));
        assertThat(engine.assertThat(execution).last("a").input()).contains("Bearer " + Sensitive.MASK);
    }

    @Test
    void secrets_that_a_tool_sends_back_are_hidden_in_output_and_message() {
        engine.tool()
                .next("a", call -> Map.of("echo", "you said " + SECRET + " by " + TOKEN))
                .fails("b", ErrorClass.VALIDATION, "What is " + SECRET + " and " + TOKEN + "?");
        long execution = run(aWorkflow("w")
                .does(
                        aStep("a").after().connection("chat").with("{ key: \"{{ secrets.KEY }}\" }"),
                        aStep("b").after().connection("chat")));

        engine.assertThat(execution).says("b", Sensitive.MASK).hasFailure(Sensitive.MASK);
    }

    @Test
    void a_secret_that_was_replaced_during_the_call_is_hidden_all_the_same() {
        engine.tool().next("a", call -> {
            engine.setSecret("KEY", "another-secret-entirely");
            engine.connect("chat", "another-token-entirely");
            throw new ToolException(ErrorClass.VALIDATION, "Bad key " + SECRET + ", bad token " + TOKEN);
        });
        run(aWorkflow("w").does(aStep("a").connection("chat").with("{ key: \"{{ secrets.KEY }}\" }")));
    }

    @Test
    void requests_and_answers_are_hidden_before_they_are_kept() {
        engine.tool().next("a", call -> {
            try {
                call.egress()
                        .send(HttpCall.of(
                                "GET",
                                "https://example.com/?key=" + SECRET + "&token=" + TOKEN,
                                List.of(),
                                new HttpBody.None(),
                                Duration.ofSeconds(1)));
            } catch (ToolException e) {
                throw new ToolException(ErrorClass.VALIDATION, "no", e);
            }
            return Map.of();
        });
        long execution = run(aWorkflow("w").does(aStep("a").connection("chat")));

        assertThat(engine.assertThat(execution).last("a").exchanges()).contains("example.com", Sensitive.MASK);
    }

    @Test
    void a_transform_hides_what_an_event_gives_away() {
        long execution = run(aWorkflow("w")
                .does(
                        aStep("a").computing("{ text: \"{{ event.data.echo }}\" }"),
                        aStep("b").when("event.data.echo.missing.deep == 1")));

        engine.assertThat(execution).hasOutput("a", Map.of("text", "event says " + Sensitive.MASK));
    }
}
