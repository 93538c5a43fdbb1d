package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import tools.jackson.databind.JsonNode;

/** What tools may not reach unless the operator says so. */
class EgressGuardTest extends Journey {
    /** Nothing is allowed here but one port of loopback, as an operator would write it. */
    @Override
    Installation installation(Installations installations) {
        return installations.plan(store).allowing("127.0.0.1:" + vendors.port()).start();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        installation.close();
    }

    private JsonNode call(String url) {
        return project.post("/actions/http.request/executions?wait=PT60S", Map.of("input", Map.of("url", url)))
                .expect(200)
                .json();
    }

    @Test
    void private_addresses_are_refused_once_with_a_message_that_says_what_to_do() {
        for (String url : List.of(
                "http://127.0.0.1:1/",
                "http://localhost:1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://10.0.0.1/",
                "http://[::1]:1/",
                "http://[::ffff:127.0.0.1]:1/",
                "http://2130706433/",
                "http://0x7f.1/")) {
            JsonNode refused = call(url);

            assertThat(refused.path("status").asString()).as(url).isEqualTo("failed");
            assertThat(refused.at("/failure/class").asString()).as(url).isEqualTo("validation");
            assertThat(refused.at("/steps/0/attempts").size()).as(url).isEqualTo(1);
        }
        assertThat(call("http://169.254.169.254/latest/meta-data/")
                        .at("/failure/message")
                        .asString())
                .contains("169.254.169.254")
                .contains("egress.allow");
        assertThat(call("http://127.0.0.1:1/").at("/failure/message").asString())
                .contains("127.0.0.1")
                .contains("egress.allow");
    }

    @Test
    void the_server_itself_is_closed_to_its_tools_except_for_the_catcher() {
        assertThat(call(installation.url() + "/health/live").path("status").asString())
                .isEqualTo("failed");
        assertThat(call(installation.url() + "/catch/../health/live")
                        .path("status")
                        .asString())
                .isEqualTo("failed");

        JsonNode caught = call(installation.url() + "/catch/" + project.id() + "/from-a-tool");

        assertThat(caught.path("status").asString()).as(caught.toString()).isEqualTo("succeeded");
        assertThat(project.get("/catch/from-a-tool").expect(200).items()).hasSize(1);
    }

    @Test
    void what_the_operator_allows_is_reached_and_nothing_beside_it() {
        assertThat(call(vendors.url("/allowed")).path("status").asString()).isEqualTo("succeeded");
        assertThat(call("http://localhost:" + vendors.port() + "/")
                        .path("status")
                        .asString())
                .as("a name that resolves to what is allowed")
                .isEqualTo("succeeded");
        assertThat(call("http://127.0.0.2:" + vendors.port() + "/")
                        .path("status")
                        .asString())
                .isEqualTo("failed");
    }

    @Test
    void a_mail_server_and_a_connection_test_are_guarded_too() {
        project.connect("mail", "email", "smtp", mails.connection(), Map.of());
        Answer sent = project.post(
                        "/actions/email.send/executions?wait=PT60S",
                        Map.of(
                                "connection",
                                "mail",
                                "input",
                                Map.of("to", "ada@example.com", "subject", "x", "text", "y")))
                .expect(200);

        assertThat(sent.text("/status")).isEqualTo("failed");
        assertThat(sent.text("/failure/message")).contains("egress.allow");
        assertThat(mails.mailFor("ada@example.com")).isEmpty();
        Answer tested = project.post("/connections/mail/test").expect(200);
        assertThat(tested.at("/ok").asBoolean()).isFalse();
        assertThat(tested.text("/message")).contains("egress.allow");
    }
}
