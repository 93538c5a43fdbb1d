package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The catcher: trying anything without an account. */
class CatcherTest extends Journey {
    private Client.Ask send(String method, String name) {
        return installation.anonymous().ask(method, "/catch/" + project.id() + "/" + name);
    }

    @Test
    void whatever_is_sent_is_recorded_listed_and_forgotten() {
        Answer caught = send("POST", "anything?a=1&token=hush")
                .header("X-Colour", "blue")
                .header("Authorization", "Bearer do-not-keep-me")
                .json(Map.of("hello", "world"))
                .send()
                .expect(200);
        send("PUT", "anything")
                .bytes("application/octet-stream", new byte[] {(byte) 0xff, 0})
                .send()
                .expect(200);
        send("DELETE", "anything").send().expect(200);

        assertThat(caught.json()).isEqualTo(Jsons.read("{\"caught\": true}"));
        Answer listed = project.get("/catch/anything").expect(200);
        assertThat(listed.items("method")).as("newest first").containsExactly("DELETE", "PUT", "POST");
        JsonNode put = listed.items().get(1);
        assertThat(put.path("body_base64").asString()).isEqualTo("/wA=");
        assertThat(put.path("body").isNull()).isTrue();
        JsonNode post = listed.items().get(2);
        assertThat(post.path("body").asString()).isEqualTo("{\"hello\":\"world\"}");
        assertThat(post.path("query").asString()).startsWith("a=1&token=").doesNotContain("hush");
        assertThat(post.at("/headers/x-colour/0").asString()).isEqualTo("blue");
        assertThat(listed.text()).doesNotContain("do-not-keep-me");
        JsonNode name = Jsons.find(project.get("/catch").expect(200).at("/items"), "name", "anything");
        assertThat(name.path("requests").asInt()).isEqualTo(3);
        assertThat(name.path("url").asString()).isEqualTo(installation.url() + "/catch/" + project.id() + "/anything");

        project.delete("/catch/anything").expect(204);
        assertThat(project.get("/catch/anything").expect(200).items()).isEmpty();
        assertThat(project.get("/catch").expect(200).items("name")).doesNotContain("anything");
    }

    @Test
    void it_keeps_the_last_fifty_requests() {
        for (int i = 1; i <= 55; i++) {
            send("POST", "many").json(i).send().expect(200);
        }

        List<String> bodies = project.get("/catch/many?limit=200").expect(200).items("body");

        assertThat(bodies).hasSize(50).startsWith("55", "54").endsWith("6");
    }

    @Test
    void it_is_closed_to_projects_and_names_that_are_none() {
        installation.anonymous().post("/catch/no-such-project/x").problem(404, "not_found");
        send("POST", "Not_A_Slug").send().problem(400, "bad_request");
    }

    @Test
    void a_mail_connection_that_captures_puts_the_whole_message_there() {
        project.connect("outbox", "email", "capture", Map.of("name", "outbox"), Map.of());
        project.publish("""
                id: letter
                action: email.send
                connection: outbox
                input:
                  to: ["Ada <ada@example.com>", grace@example.com]
                  subject: "Grüße, {{ event.data.name }}"
                  text: Nothing has left the house.
                """);

        JsonNode execution = project.run("letter", Map.of("name", "Ada"));

        assertThat(execution.path("status").asString()).as(execution.toString()).isEqualTo("succeeded");
        assertThat(execution.at("/steps/0/output/accepted").toString()).contains("grace@example.com");
        JsonNode caught = project.get("/catch/outbox").expect(200).items().getFirst();
        assertThat(caught.at("/headers/content-type/0").asString()).startsWith("message/rfc822");
        assertThat(caught.path("body").asString())
                .contains("To: Ada <ada@example.com>, grace@example.com")
                .contains("Subject: =?UTF-8?")
                .contains("Nothing has left the house.")
                .contains("Message-ID: "
                        + execution.at("/steps/0/output/message_id").asString());
    }
}
