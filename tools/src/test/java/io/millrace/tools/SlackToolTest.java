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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers are those that Slack's pages show for each method. */
class SlackToolTest {
    private static final String TOKEN = "xoxb-1234567890-abcdef";
    private static final Map<String, Object> HELLO = Map.of("channel", "#general", "text", "Hello");

    private Stage stage;
    private Connection bot;
    private Connection webhook;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
        bot = stage.connection("bot_token", Map.of("base_url", stage.url("/api")), Map.of("token", TOKEN));
        webhook =
                stage.connection("incoming_webhook", Map.of(), Map.of("url", stage.url("/services/T0/B0/s3cr3tpart")));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_bot_sends_a_message() throws Exception {
        stage.answers(200, """
                {"ok":true,"channel":"C123ABC456","ts":"1503435956.000247","message":{"text":"Hello","type":"message"}}""");
        Object output = stage.run("slack.send_message", bot, HELLO);
        assertThat(output).isEqualTo(Map.of("ok", true, "channel", "C123ABC456", "ts", "1503435956.000247"));
        RecordedRequest request = stage.request();
        assertThat(request.getTarget()).isEqualTo("/api/chat.postMessage");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(Json.read(Stage.bodyOf(request))).isEqualTo(HELLO);
        assertThat(stage.recorded()).doesNotContain(TOKEN);
    }

    @Test
    void an_incoming_webhook_sends_a_message_to_its_own_channel() throws Exception {
        stage.answersText(200, "ok");
        assertThat(stage.run("slack.send_message", webhook, HELLO)).isEqualTo(Map.of("ok", true));
        RecordedRequest request = stage.request();
        assertThat(request.getTarget()).isEqualTo("/services/T0/B0/s3cr3tpart");
        assertThat(request.getHeaders().get("Authorization")).isNull();
        assertThat(Stage.bodyOf(request)).isEqualTo("{\"text\":\"Hello\"}");
        assertThat(stage.recorded()).doesNotContain("s3cr3tpart");
    }

    @Test
    void an_incoming_webhook_explains_its_bare_words() {
        stage.answersText(404, "no_service");
        ToolException e = failure(webhook);
        assertThat(e.errorClass()).isEqualTo(ErrorClass.NOT_FOUND);
        assertThat(e).hasMessageContaining("no_service");
    }

    @Test
    void the_wrong_kind_of_connection_is_refused_before_anything_is_sent() {
        ToolException e = catchThrowableOfType(
                ToolException.class,
                () -> stage.run("slack.delete_message", webhook, Map.of("channel", "C1", "ts", "1.2")));
        assertThat(e.errorClass()).isEqualTo(ErrorClass.VALIDATION);
        assertThat(e).hasMessageContaining("bot_token");
        assertThat(stage.recorded()).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_auth,authentication",
        "token_revoked,authentication",
        "account_inactive,authentication",
        "missing_scope,authorization",
        "not_in_channel,authorization",
        "channel_not_found,not_found",
        "is_archived,conflict",
        "ratelimited,rate_limit",
        "internal_error,server_error",
        "msg_too_long,validation",
        "no_text,validation"
    })
    void the_code_of_a_refusal_decides_although_the_status_is_200(String code, String errorClass) {
        stage.answers(200, "{\"ok\":false,\"error\":\"" + code + "\"}");
        ToolException e = failure(bot);
        assertThat(e.errorClass().code()).isEqualTo(errorClass);
        assertThat(e).hasMessageContaining(code);
    }

    @Test
    void a_rate_limit_says_when_to_come_back() {
        stage.answers(429, "{\"ok\":false,\"error\":\"ratelimited\"}", "Retry-After", "30");
        ToolException e = failure(bot);
        assertThat(e.errorClass()).isEqualTo(ErrorClass.RATE_LIMIT);
        assertThat(e.retryAfter()).contains(Duration.ofSeconds(30));
    }

    @Test
    void a_page_of_a_proxy_is_no_success() {
        stage.answersText(200, "<html>log in to the guest network</html>");
        assertThat(failure(bot).errorClass()).isEqualTo(ErrorClass.VALIDATION);
    }

    @Test
    void a_reaction_that_is_there_counts_as_done() throws Exception {
        stage.answers(200, "{\"ok\":false,\"error\":\"already_reacted\"}");
        Map<String, Object> input = Map.of("channel", "C1", "timestamp", "1.2", "name", "tada");
        assertThat(stage.run("slack.add_reaction", bot, input)).isEqualTo(Map.of("ok", true));
    }

    @Test
    void channels_come_by_the_page() throws Exception {
        stage.answers(200, """
                {"ok":true,"channels":[{"id":"C1","name":"general"}],"response_metadata":{"next_cursor":"dGVhbTpD"}}""");
        stage.answers(200, "{\"ok\":true,\"channels\":[]}");
        assertThat(stage.run("slack.list_channels", bot, Map.of()))
                .isEqualTo(
                        Map.of("channels", List.of(Map.of("id", "C1", "name", "general")), "next_cursor", "dGVhbTpD"));
        assertThat(stage.run("slack.list_channels", bot, Map.of("cursor", "dGVhbTpD")))
                .isEqualTo(Map.of("channels", List.of(), "next_cursor", ""));
        assertThat(stage.request().getTarget())
                .isEqualTo("/api/conversations.list?types=public_channel&exclude_archived=true&limit=200");
        assertThat(stage.request().getUrl().queryParameter("cursor")).isEqualTo("dGVhbTpD");
    }

    @Test
    void a_person_is_found_by_email() throws Exception {
        stage.answers(200, """
                {"ok":true,"user":{"id":"W012A3CDE","name":"spengler","real_name":"Egon Spengler","tz":"Europe/Berlin","deleted":false}}""");
        assertThat(stage.run("slack.find_user_by_email", bot, Map.of("email", "spengler@example.com")))
                .isEqualTo(Map.of(
                        "id", "W012A3CDE", "name", "spengler", "real_name", "Egon Spengler", "tz", "Europe/Berlin"));
    }

    @Test
    void the_test_of_a_connection_names_who_answered() throws Exception {
        stage.answers(200, "{\"ok\":true,\"team\":\"Subarachnoid\",\"user\":\"grace\"}");
        assertThat(stage.test("slack", bot)).isEqualTo("Signed in to Subarachnoid as grace.");
        assertThat(stage.test("slack", webhook)).contains("no way to test");
    }

    private ToolException failure(Connection connection) {
        return catchThrowableOfType(ToolException.class, () -> stage.run("slack.send_message", connection, HELLO));
    }
}
