package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The clock starts workflows; the next fires are told. The stand-in of the tool is what is waited for. */
class ScheduleTest extends Journey {
    private void publish(String id, String schedule) {
        project.publish("""
                id: %s
                triggers: [{ id: clock, schedule: { %s } }]
                steps:
                  - id: call
                    action: http.request
                    input: { method: POST, url: "%s", body: { event: "{{ event.id }}", type: "{{ event.type }}" } }
                """.formatted(id, schedule, vendors.url("/" + id)));
    }

    private JsonNode trigger(String workflow) {
        return Jsons.find(project.get("/triggers").expect(200).at("/items"), "workflow", workflow);
    }

    @Test
    void a_schedule_fires_as_often_as_its_limit_says_and_no_more() throws InterruptedException {
        publish("often", "every: PT1S, limit: 2");

        Vendors.Asked first = vendors.next();
        Vendors.Asked second = vendors.next();

        assertThat(List.of(first.target(), second.target())).containsOnly("/often");
        String event = second.json().path("event").asString();
        assertThat(first.json().path("event").asString()).isNotEqualTo(event);
        JsonNode execution = project.endedOf(event, "often");
        assertThat(execution.path("status").asString()).isEqualTo("succeeded");
        assertThat(execution.at("/event/source").asString()).contains("often").contains("clock");
        JsonNode trigger = trigger("often");
        assertThat(trigger.path("fires").asInt()).isEqualTo(2);
        assertThat(trigger.path("next_fires").size()).as("the limit is reached").isZero();
        assertThat(project.get("/executions?workflow=often").expect(200).items())
                .hasSize(2);
    }

    @Test
    void a_schedule_for_one_time_fires_once() throws InterruptedException {
        Instant soon = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
        publish("once", "at: \"" + soon + "\"");
        assertThat(trigger("once").path("next_fires").path(0).asString()).isEqualTo(soon.toString());

        Vendors.Asked asked = vendors.next();

        assertThat(Instant.now()).isAfterOrEqualTo(soon);
        JsonNode execution = project.endedOf(asked.json().path("event").asString(), "once");
        assertThat(Instant.parse(execution.at("/event/time").asString())).isEqualTo(soon);
        JsonNode trigger = trigger("once");
        assertThat(Instant.parse(trigger.path("last_fire").asString())).isEqualTo(soon);
        assertThat(trigger.path("next_fires").size()).isZero();
    }

    @Test
    void the_next_ten_fires_are_told_in_the_zone_of_the_schedule() {
        publish("mornings", "cron: \"0 8 * * MON-FRI\", zone: Europe/Berlin");

        JsonNode trigger = trigger("mornings");

        assertThat(trigger.path("kind").asString()).isEqualTo("schedule");
        assertThat(trigger.path("timing").asString()).isEqualTo("cron 0 8 * * MON-FRI");
        assertThat(trigger.path("zone").asString()).isEqualTo("Europe/Berlin");
        List<Instant> fires = Jsons.list(trigger.path("next_fires")).stream()
                .map(fire -> Instant.parse(fire.asString()))
                .toList();
        assertThat(fires).hasSize(10).isSorted();
        assertThat(fires).allSatisfy(fire -> {
            var local = fire.atZone(java.time.ZoneId.of("Europe/Berlin"));
            assertThat(local.getHour()).isEqualTo(8);
            assertThat(local.getMinute()).isZero();
            assertThat(local.getDayOfWeek().getValue()).isLessThanOrEqualTo(5);
        });
        assertThat(fires.getFirst()).isBetween(Instant.now(), Instant.now().plus(Duration.ofDays(4)));
    }

    @Test
    void a_disabled_workflow_has_no_next_fires() {
        publish("sleeping", "every: PT5M");
        assertThat(trigger("sleeping").path("next_fires").size()).isEqualTo(10);

        project.post("/workflows/sleeping/disable").expect(200);
        assertThat(trigger("sleeping").path("next_fires").size()).isZero();

        project.post("/workflows/sleeping/enable").expect(200);
        assertThat(trigger("sleeping").path("next_fires").size()).isEqualTo(10);
    }

    @Test
    void a_schedule_that_cannot_be_is_refused_at_publishing() {
        project.draft("never", """
                id: never
                triggers:
                  - schedule: { cron: "0 8 31 2 *", zone: Europe/Atlantis }
                steps: [{ id: one, transform: 1 }]
                """).expect(200);

        Answer refused = project.post("/workflows/never/publish").problem(422, "workflow_invalid");

        assertThat(refused.text("/errors/0/message")).contains("never comes");
        assertThat(refused.text("/errors/1/message")).contains("Europe/Atlantis");
        assertThat(refused.at("/errors/1/line").asInt()).isEqualTo(3);
    }
}
