package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What operators look at, and the limits that keep one client from hurting all others. */
class OperationsTest extends Journey {
    @Test
    void probes_need_no_credentials() {
        Client anonymous = installation.anonymous();

        assertThat(anonymous.get("/health/live").expect(200).text("/status")).isEqualTo("ok");
        assertThat(anonymous.get("/health/started").expect(200).text("/status")).isEqualTo("ok");
        Answer ready = anonymous.get("/health/ready").expect(200);
        assertThat(ready.text("/checks/store")).isEqualTo("ok");
        assertThat(anonymous.ask("HEAD", "/health/live").send().expect(200).body())
                .isEmpty();
    }

    @Test
    void metrics_tell_what_happened() {
        project.publish("""
                id: measured
                triggers: [{ webhook: { path: measured, verify: { preset: none } } }]
                steps:
                  - id: call
                    action: http.request
                    input: { url: "%s" }
                """.formatted(vendors.url("/measured")));
        String event = project.hook("measured").json(1).send().expect(202).text("/id");
        project.endedOf(event, "measured");

        Answer metrics = installation.anonymous().get("/metrics").expect(200);

        assertThat(metrics.header("content-type")).startsWith("text/plain; version=0.0.4");
        for (String name : List.of(
                "millrace_events_total",
                "millrace_egress_calls_total",
                "millrace_egress_opened_total",
                "millrace_egress_connections",
                "millrace_attempts",
                "millrace_results_cache_total",
                "millrace_commits",
                "millrace_commit_units",
                "millrace_commit_waiting",
                "millrace_queue_depth",
                "millrace_queue_age",
                "millrace_store_log_bytes",
                "millrace_slots",
                "millrace_slots_busy",
                "millrace_schedule_slots",
                "millrace_http_requests",
                "millrace_http_streams",
                "jvm_memory_used_bytes",
                "process_uptime_seconds")) {
            assertThat(metrics.text()).as(name).contains("\n" + name);
        }
        assertThat(metrics.text())
                .as("by the route, not by the address")
                .contains("/hooks/{project}/{path}")
                .doesNotContain("/hooks/" + project.id())
                .containsPattern("millrace_attempts\\S*\\{[^}]*http");
    }

    @Test
    void metrics_ask_for_their_token_where_one_is_set(Installations installations) {
        String token = "collect-me-if-you-can-0001";
        try (Installation guarded =
                installations.plan(store).withMetricsToken(token).start()) {
            guarded.anonymous().get("/metrics").problem(401, "unauthenticated");
            guarded.owner().get("/metrics").problem(401, "unauthenticated");
            guarded.anonymous().withToken(token).get("/metrics").expect(200);
        }
    }

    @Test
    void a_body_over_the_limit_is_refused_and_the_event_not_accepted() {
        project.publish("""
                id: large
                triggers: [{ webhook: { path: large, verify: { preset: none } } }]
                steps: [{ id: one, transform: "{{ event.data.text.size() }}" }]
                """);
        String limit = "x".repeat((1 << 20) - 100);
        Answer largest = project.hook("large").json(Map.of("text", limit)).send();
        Answer larger = project.hook("large")
                .json(Map.of("text", limit + "y".repeat(200)))
                .send();

        assertThat(project.endedOf(largest.expect(202).text("/id"), "large")
                        .at("/steps/0/output")
                        .asInt())
                .isEqualTo(limit.length());
        larger.problem(413, "too_large");
        project.post("/workflows/large/executions", Map.of("data", limit + "y".repeat(200)))
                .problem(413, "too_large");
        assertThat(project.get("/events?source=" + Project.encoded("/hooks/" + project.id() + "/large"))
                        .expect(200)
                        .items())
                .hasSize(1);
    }

    @Test
    void what_there_is_not_is_told_as_a_problem_too() {
        Client owner = installation.owner();

        owner.get("/api/v1/nothing-here").problem(404, "not_found");
        Answer method =
                owner.ask("PATCH", "/api/v1/projects").json(Map.of()).send().problem(405, "method_not_allowed");
        assertThat(method.header("allow")).contains("GET").contains("POST");
        assertThat(owner.get("/api/v1/projects?" + "x".repeat(20_000)).status()).isIn(414, 431);
        owner.ask("GET", "/api/v1/projects")
                .header("X-Long", "x".repeat(20_000))
                .send()
                .problem(431, "too_large");
    }

    @Test
    void answers_carry_the_headers_that_keep_browsers_safe() {
        Answer answer = installation.owner().get("/api/v1/projects").expect(200);

        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.header("x-frame-options") + answer.header("content-security-policy"))
                .isNotBlank();
        assertThat(answer.header("server")).isEmpty();
        assertThat(answer.header("x-request-id")).isNotBlank();
        Answer chosen = installation
                .owner()
                .ask("GET", "/api/v1/projects")
                .header("X-Request-Id", "not valid at all")
                .send();
        assertThat(chosen.header("x-request-id")).doesNotContain(" ");
    }

    @Test
    void long_answers_are_compressed_for_who_asks() {
        Answer compressed = installation
                .owner()
                .ask("GET", "/api/v1/tools/slack")
                .header("Accept-Encoding", "gzip")
                .send()
                .expect(200);

        assertThat(compressed.header("content-encoding")).isEqualTo("gzip");
        assertThat(compressed.body()[0]).isEqualTo((byte) 0x1f);
    }

    @Test
    void everything_is_still_there_after_a_restart(Installations installations) throws InterruptedException {
        try (Installation own = installations.plan(store).allowing("127.0.0.1").start()) {
            Project project = own.newProject();
            project.secret("TOKEN", "a secret that outlives");
            project.publish("""
                    id: survivor
                    triggers: [{ webhook: { path: survivor, verify: { preset: bearer, secret: "{{ secrets.TOKEN }}" } } }]
                    steps:
                      - id: call
                        action: http.request
                        input: { url: "%s", headers: { X-Token: "{{ secrets.TOKEN }}" } }
                    """.formatted(vendors.url("/survivor")));
            String before = send(project);
            project.endedOf(before, "survivor");

            own.restart();
            String after = send(project);

            assertThat(project.endedOf(before, "survivor").path("status").asString())
                    .isEqualTo("succeeded");
            assertThat(project.endedOf(after, "survivor").path("status").asString())
                    .isEqualTo("succeeded");
            assertThat(vendors.all())
                    .filteredOn(asked -> asked.target().equals("/survivor"))
                    .extracting(asked -> asked.header("X-Token"))
                    .containsExactly("a secret that outlives", "a secret that outlives");
        }
    }

    private static String send(Project project) {
        return project.hook("survivor")
                .header("Authorization", "Bearer a secret that outlives")
                .json(1)
                .send()
                .expect(202)
                .text("/id");
    }
}
