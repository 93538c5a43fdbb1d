package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What came in, and starting it anew. */
class EventApiTest extends Journey {
    private static final String WORKFLOW = """
            id: orders
            triggers:
              - id: order
                webhook: { path: orders, verify: { preset: none } }
                when: event.data.total > 10
            steps:
              - id: note
                transform: "%s {{ event.data.total }}"
            """;

    private String send(Project to, int total) {
        return to.hook("orders").json(Map.of("total", total)).send().expect(202).text("/id");
    }

    @Test
    void events_are_listed_newest_first_and_found_by_source() {
        Project own = installation.newProject();
        own.publish(WORKFLOW.formatted("Order of"));
        String small = send(own, 1);
        String large = send(own, 100);
        own.run("orders", Map.of("total", 5));

        assertThat(own.get("/events").expect(200).items()).hasSize(3);
        String source = "/hooks/" + own.id() + "/orders";
        Answer ofSource = own.get("/events?source=" + Project.encoded(source)).expect(200);
        assertThat(ofSource.items("id")).containsExactly(large, small);
        assertThat(ofSource.items("type")).containsOnly("webhook");
        Answer first = own.get("/events?limit=2").expect(200);
        Answer second = own.get("/events?limit=2&cursor=" + Project.encoded(first.text("/next")))
                .expect(200);
        assertThat(second.items("id")).containsExactly(small);
        installation.newProject().get("/events/" + small).problem(404, "not_found");
        own.get("/events/evt_0000000000000").problem(404, "not_found");
    }

    @Test
    void a_replay_starts_a_new_execution_of_the_newest_version_with_the_old_event() {
        Project own = installation.newProject();
        own.publish(WORKFLOW.formatted("Order of"));
        String event = send(own, 100);
        JsonNode before = own.endedOf(event, "orders");
        own.publish(WORKFLOW.formatted("Large order of"));

        Answer replayed = own.post("/events/" + event + "/replay").expect(202);

        assertThat(replayed.text("/id")).isEqualTo(event);
        JsonNode after = own.ended(replayed.text("/executions/0"));
        assertThat(before.at("/steps/0/output").asString()).isEqualTo("Order of 100");
        assertThat(after.at("/steps/0/output").asString()).isEqualTo("Large order of 100");
        assertThat(after.path("version").asInt()).isEqualTo(2);
        assertThat(after.at("/event/id").asString()).isEqualTo(event);
        List<JsonNode> all = Jsons.list(own.get("/events/" + event).expect(200).at("/executions"));
        assertThat(all)
                .extracting(each -> each.path("id").asString())
                .containsExactly(after.path("id").asString(), before.path("id").asString());
    }

    @Test
    void a_replay_of_what_matches_nothing_starts_nothing() {
        Project own = installation.newProject();
        own.publish(WORKFLOW.formatted("Order of"));
        String event = send(own, 1);

        Answer replayed = own.post("/events/" + event + "/replay").expect(202);

        assertThat(replayed.at("/executions").size()).isZero();
        own.post("/events/evt_0000000000000/replay").problem(404, "not_found");
    }

    @Test
    void the_correlation_id_leads_from_the_request_to_the_event() {
        project.publish(WORKFLOW.formatted("Order of"));

        Answer taken = project.hook("orders")
                .header("X-Request-Id", "from-the-proxy-1")
                .json(Map.of("total", 1))
                .send()
                .expect(202);

        assertThat(taken.header("x-request-id")).isEqualTo("from-the-proxy-1");
        assertThat(project.get("/events/" + taken.text("/id")).text("/trace")).isEqualTo("from-the-proxy-1");
    }
}
