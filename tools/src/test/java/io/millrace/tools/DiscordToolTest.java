package io.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.core.shared.Json;
import io.millrace.sdk.Connection;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.ToolException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answers are those of Discord's reference. */
class DiscordToolTest {
    private static final String CHANNEL = "123456789012345678";
    private static final String MESSAGE = "123456789012345679";
    private static final String SENT = "{\"id\":\"" + MESSAGE + "\",\"channel_id\":\"" + CHANNEL
            + "\",\"content\":\"Hi\",\"timestamp\":\"2026-05-04T10:00:00Z\"}";

    private Stage stage;
    private Connection bot;
    private Connection webhook;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
        bot = stage.connection(
                "bot_token",
                Map.of("base_url", stage.url("/api/v10")),
                Map.of("token", "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.t0ken"));
        webhook = stage.connection("webhook", Map.of(), Map.of("url", stage.url("/api/webhooks/1/s3cr3tpart")));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_bot_sends_a_message_with_a_stable_nonce() throws Exception {
        stage.answers(200, SENT).answers(200, SENT);
        Map<String, Object> input = Map.of("channel_id", CHANNEL, "content", "Hi", "reply_to", MESSAGE);
        assertThat(stage.run("discord.send_message", bot, input))
                .isEqualTo(Map.of("id", MESSAGE, "channel_id", CHANNEL, "timestamp", "2026-05-04T10:00:00Z"));
        stage.run("discord.send_message", bot, input);
        RecordedRequest request = stage.request();
        assertThat(request.getTarget()).isEqualTo("/api/v10/channels/" + CHANNEL + "/messages");
        assertThat(request.getHeaders().get("Authorization")).startsWith("Bot MTk4");
        assertThat(request.getHeaders().get("User-Agent")).startsWith("DiscordBot (");
        Map<String, Object> first = Json.readObject(Stage.bodyOf(request));
        assertThat(first)
                .containsEntry("content", "Hi")
                .containsEntry("allowed_mentions", Map.of("parse", List.of("users")))
                .containsEntry("message_reference", Map.of("message_id", MESSAGE))
                .containsEntry("enforce_nonce", true)
                .doesNotContainKeys("embeds", "tts");
        assertThat((String) first.get("nonce")).hasSize(25);
        assertThat(stage.sentJson()).isEqualTo(first);
    }

    @Test
    void a_webhook_sends_changes_and_deletes() throws Exception {
        stage.answers(200, SENT).answers(200, SENT).answers(204, "");
        stage.run("discord.send_message", webhook, Map.of("content", "Hi", "username", "Ops"));
        stage.run("discord.edit_message", webhook, Map.of("message_id", MESSAGE, "content", "Ho"));
        assertThat(stage.run("discord.delete_message", webhook, Map.of("message_id", MESSAGE)))
                .isEqualTo(Map.of("deleted", true));
        RecordedRequest sent = stage.request();
        assertThat(sent.getTarget()).isEqualTo("/api/webhooks/1/s3cr3tpart?wait=true");
        assertThat(Json.readObject(Stage.bodyOf(sent)))
                .isEqualTo(Map.of(
                        "content", "Hi", "username", "Ops", "allowed_mentions", Map.of("parse", List.of("users"))));
        RecordedRequest edited = stage.request();
        assertThat(edited.getMethod()).isEqualTo("PATCH");
        assertThat(edited.getTarget()).isEqualTo("/api/webhooks/1/s3cr3tpart/messages/" + MESSAGE);
        assertThat(stage.request().getMethod()).isEqualTo("DELETE");
        assertThat(stage.recorded()).doesNotContain("s3cr3tpart");
    }

    @Test
    void an_emoji_is_encoded_in_the_path() throws Exception {
        stage.answers(204, "");
        stage.run("discord.add_reaction", bot, Map.of("channel_id", CHANNEL, "message_id", MESSAGE, "emoji", "👍"));
        RecordedRequest request = stage.request();
        assertThat(request.getMethod()).isEqualTo("PUT");
        assertThat(request.getTarget()).endsWith("/reactions/%F0%9F%91%8D/@me");
    }

    @Test
    void a_thread_opens_on_a_message_or_by_itself() throws Exception {
        stage.answers(201, "{\"id\":\"1\",\"name\":\"T\"}").answers(201, "{\"id\":\"2\",\"name\":\"T\"}");
        stage.run("discord.create_thread", bot, Map.of("channel_id", CHANNEL, "message_id", MESSAGE, "name", "T"));
        stage.run("discord.create_thread", bot, Map.of("channel_id", CHANNEL, "name", "T"));
        RecordedRequest onMessage = stage.request();
        assertThat(onMessage.getTarget()).endsWith("/messages/" + MESSAGE + "/threads");
        assertThat(Stage.bodyOf(onMessage)).isEqualTo("{\"name\":\"T\"}");
        RecordedRequest alone = stage.request();
        assertThat(alone.getTarget()).endsWith("/channels/" + CHANNEL + "/threads");
        assertThat(Stage.bodyOf(alone)).contains("\"type\":11");
    }

    @Test
    void a_rate_limit_waits_as_the_body_says_when_there_is_no_header() {
        stage.answers(429, "{\"message\":\"You are being rate limited.\",\"retry_after\":1.25,\"global\":false}");
        ToolException e = failure();
        assertThat(e.errorClass()).isEqualTo(ErrorClass.RATE_LIMIT);
        assertThat(e.retryAfter()).contains(Duration.ofMillis(1250));
    }

    @Test
    void refusals_are_explained() {
        stage.answers(401, "{\"message\":\"401: Unauthorized\",\"code\":0}");
        assertThat(failure().errorClass()).isEqualTo(ErrorClass.AUTHENTICATION);
        stage.answers(403, "{\"message\":\"Missing Access\",\"code\":50001}");
        assertThat(failure()).hasMessageContaining("50001").hasMessageContaining("Give the bot access");
        stage.answers(
                400,
                "{\"message\":\"Invalid Form Body\",\"code\":50035,\"errors\":{\"content\":{\"_errors\":[{\"code\":\"BASE_TYPE_MAX_LENGTH\",\"message\":\"Must be 2000 or fewer in length.\"}]}}}");
        ToolException e = failure();
        assertThat(e.errorClass()).isEqualTo(ErrorClass.VALIDATION);
        assertThat(e).hasMessageContaining("2000 or fewer");
    }

    @Test
    void the_test_of_a_connection_names_who_answered() throws Exception {
        stage.answers(200, "{\"username\":\"nelly\"}").answers(200, "{\"name\":\"Deploys\"}");
        assertThat(stage.test("discord", bot)).isEqualTo("Signed in as nelly.");
        assertThat(stage.test("discord", webhook)).isEqualTo("The webhook Deploys answers.");
    }

    private ToolException failure() {
        Map<String, Object> input = Map.of("channel_id", CHANNEL, "content", "Hi");
        return catchThrowableOfType(ToolException.class, () -> stage.run("discord.send_message", bot, input));
    }
}
