package io.millrace.core.source;

import static io.millrace.core.source.InboundRequests.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.event.Occurrence;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.Sensitive;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HooksTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Map<String, Object> BEARER = Map.of("preset", "bearer", "secret", "{{ secrets.HOOK }}");

    private final InstantSource clock = () -> NOW;
    private final Sources sources = new Sources(clock);
    private final FakeRoutes routes = new FakeRoutes();
    private final RecordingInbox inbox = new RecordingInbox();
    private final Hooks hooks = new Hooks(routes, inbox, sources, clock);

    /** One address per project, with one secret. */
    private static final class FakeRoutes implements Routes {
        private final Map<String, List<Map<String, Object>>> verifies = new HashMap<>();
        private final Map<String, String> secrets = new HashMap<>();
        private long revision = 1;
        private int resolved;

        void publish(String project, Map<String, Object> verify) {
            verifies.computeIfAbsent(project, _ -> new ArrayList<>()).add(verify);
        }

        @Override
        public List<Route> find(String project, String path) {
            return verifies.getOrDefault(project, List.of()).stream()
                    .map(verify -> new Route("workflow", verify, revision, each -> resolve(project, each)))
                    .toList();
        }

        private Map<String, Object> resolve(String project, Map<String, Object> verify) {
            resolved++;
            String secret = secrets.get(project);
            if (secret == null) {
                throw new MillraceException(ErrorCode.NOT_FOUND, "There is no secret HOOK.");
            }
            Map<String, Object> filled = new HashMap<>(verify);
            filled.replace("secret", Sensitive.of(secret));
            return filled;
        }
    }

    private static final class RecordingInbox implements Inbox {
        private final List<Occurrence> accepted = new ArrayList<>();
        private boolean duplicate;
        private @Nullable MillraceException failure;

        @Override
        public Received accept(Occurrence occurrence) {
            if (failure != null) {
                throw failure;
            }
            accepted.add(occurrence);
            return new Received("evt_1", duplicate, List.of("exe_1"));
        }
    }

    @Test
    void an_accepted_request_is_stored_and_answered_202() {
        routes.publish("default", Map.of("preset", "none"));
        routes.secrets.put("default", "unused");

        HookAnswer answer = hooks.receive(aRequest().json("{\"a\":1}").build());

        assertThat(inbox.accepted)
                .singleElement()
                .satisfies(occurrence -> assertThat(occurrence.data()).isEqualTo(Map.of("a", 1L)));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":\"evt_1\",\"duplicate\":false}");
        assertThat(sources.activity("default", "inbox").accepted()).isEqualTo(1);
    }

    @Test
    void a_duplicate_is_answered_with_the_first_id() {
        routes.publish("default", Map.of("preset", "none"));
        routes.secrets.put("default", "unused");
        inbox.duplicate = true;

        HookAnswer answer = hooks.receive(aRequest().build());

        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":\"evt_1\",\"duplicate\":true}");
        assertThat(sources.activity("default", "inbox").duplicates()).isEqualTo(1);
    }

    @Test
    void an_address_that_nothing_listens_at_is_not_found_and_not_counted() {
        assertFails(aRequest(), ErrorCode.NOT_FOUND);
        assertThat(sources.activity("default", "inbox").refused()).isEmpty();
    }

    @Test
    void a_refusal_is_counted_with_the_names_of_the_headers_only() {
        routes.publish("default", BEARER);
        routes.secrets.put("default", "s3cret");

        assertFails(aRequest().with("Authorization", "Bearer wrong").body("hidden"), ErrorCode.SIGNATURE_INVALID);

        SourceActivity activity = sources.activity("default", "inbox");
        assertThat(activity.refused()).isEqualTo(Map.of("bad_credentials", 1L));
        assertThat(activity.refusals())
                .containsExactly(new SourceActivity.Refusal(NOW, "bad_credentials", List.of("authorization")));
        assertThat(inbox.accepted).isEmpty();
    }

    @Test
    void a_body_with_a_number_beyond_64_bits_is_taken_in() {
        routes.publish("default", Map.of("preset", "none"));
        routes.secrets.put("default", "unused");

        HookAnswer answer =
                hooks.receive(aRequest().json("{\"id\":18446744073709551615}").build());

        assertThat(answer.status()).isEqualTo(202);
        assertThat(inbox.accepted)
                .singleElement()
                .satisfies(occurrence -> assertThat(occurrence.data()).isEqualTo(Map.of("id", 0x1p64)));
    }

    @Test
    void an_unreadable_body_is_the_senders_error() {
        routes.publish("default", Map.of("preset", "none"));
        routes.secrets.put("default", "unused");

        assertFails(aRequest().json("{"), ErrorCode.BAD_JSON);
    }

    @Test
    void a_store_that_fails_asks_the_sender_to_come_back() {
        routes.publish("default", Map.of("preset", "none"));
        routes.secrets.put("default", "unused");
        inbox.failure = new MillraceException(ErrorCode.STORE_UNAVAILABLE, "The disk is full.");

        assertThatThrownBy(() -> hooks.receive(aRequest().build()))
                .isInstanceOfSatisfying(MillraceException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
                    assertThat(e.retryAfter()).contains(Duration.ofSeconds(5));
                });
        assertThat(sources.activity("default", "inbox").refused()).isEqualTo(Map.of("store_unavailable", 1L));
    }

    @Test
    void any_verification_of_a_shared_address_may_accept() {
        routes.publish("default", Map.of("preset", "bearer", "secret", "{{ secrets.HOOK }}", "header", "X-Other"));
        routes.publish("default", BEARER);
        routes.secrets.put("default", "s3cret");

        hooks.receive(aRequest().with("Authorization", "Bearer s3cret").build());

        assertThat(inbox.accepted).hasSize(1);
    }

    @Test
    void a_secret_is_resolved_once_until_it_changes() {
        routes.publish("default", BEARER);
        routes.secrets.put("default", "s3cret");
        hooks.receive(aRequest().with("Authorization", "Bearer s3cret").build());
        hooks.receive(aRequest().with("Authorization", "Bearer s3cret").build());
        assertThat(routes.resolved).isEqualTo(1);

        routes.secrets.put("default", "n3w");
        routes.revision = 2;

        assertFails(aRequest().with("Authorization", "Bearer s3cret"), ErrorCode.SIGNATURE_INVALID);
        hooks.receive(aRequest().with("Authorization", "Bearer n3w").build());
        assertThat(routes.resolved).isEqualTo(2);
    }

    @Test
    void equal_settings_of_two_projects_do_not_share_a_secret() {
        routes.publish("default", BEARER);
        routes.publish("other", BEARER);
        routes.secrets.put("default", "s3cret");
        routes.secrets.put("other", "0ther");
        hooks.receive(aRequest().with("Authorization", "Bearer s3cret").build());

        assertFails(aRequest().in("other").with("Authorization", "Bearer s3cret"), ErrorCode.SIGNATURE_INVALID);
    }

    @Test
    void a_missing_secret_refuses_everybody_until_it_is_set() {
        routes.publish("default", BEARER);

        assertFails(aRequest().with("Authorization", "Bearer s3cret"), ErrorCode.SIGNATURE_INVALID);
        assertThat(sources.activity("default", "inbox").refused()).isEqualTo(Map.of("unusable_secret", 1L));

        routes.secrets.put("default", "s3cret");
        hooks.receive(aRequest().with("Authorization", "Bearer s3cret").build());
        assertThat(inbox.accepted).hasSize(1);
    }

    @Test
    void a_test_event_takes_the_way_of_a_real_one() {
        routes.publish("default", BEARER);
        routes.secrets.put("default", "s3cret");

        HookAnswer answer = hooks.sendTest("default", "inbox", "trace-9");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(inbox.accepted)
                .singleElement()
                .satisfies(occurrence -> assertThat(occurrence.trace()).isEqualTo("trace-9"));
    }

    @Test
    void a_source_keeps_its_last_twenty_refusals() {
        for (int i = 0; i < 25; i++) {
            sources.refused(aRequest().with("x-" + i, "value").build(), "bad_signature");
        }

        SourceActivity activity = sources.activity("default", "inbox");
        assertThat(activity.refused()).isEqualTo(Map.of("bad_signature", 25L));
        assertThat(activity.refusals()).hasSize(20);
        assertThat(activity.refusals().getFirst().headers()).containsExactly("x-24");
    }

    private void assertFails(InboundRequests request, ErrorCode code) {
        assertThatThrownBy(() -> hooks.receive(request.build()))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
