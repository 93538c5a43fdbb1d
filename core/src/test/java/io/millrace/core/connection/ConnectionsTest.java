package io.millrace.core.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.shared.Problem;
import io.millrace.sdk.Connection;
import io.millrace.sdk.ConnectionKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final ConnectionKind BOT_TOKEN = new ConnectionKind(
            "bot_token",
            "Bot token",
            "",
            Map.of(
                    "type",
                    "object",
                    "properties",
                    Map.of(
                            "base_url", Map.of("type", "string", "format", "uri"),
                            "security", Map.of("type", "string", "default", "tls", "x-secrets-again", true),
                            "team", Map.of("type", "string")),
                    "additionalProperties",
                    false),
            Map.of(
                    "type",
                    "object",
                    "properties",
                    Map.of(
                            "token", Map.of("type", "string", "pattern", "^xoxb-"),
                            "signing", Map.of("type", "string", "minLength", 8L),
                            "proxy", Map.of("type", "string", "x-secrets-again", true)),
                    "required",
                    List.of("token"),
                    "additionalProperties",
                    false));

    private final FakeConnectionStore store = new FakeConnectionStore();
    private final Keyring keyring = Keyring.open(new FakeKeysetStore(), MasterKey.random());
    private final Map<String, List<String>> workflows = new HashMap<>();
    private final Connections connections = new Connections(
            store,
            keyring,
            new SlackKinds(),
            (_, id) -> workflows.getOrDefault(id, List.of()),
            InstantSource.fixed(NOW));

    /** Every kind of Slack, of which two have names. */
    private record SlackKinds() implements ConnectionKinds {
        @Override
        public Optional<ConnectionKind> find(String tool, String kind) {
            return Optional.of(open(kind)).filter(_ -> tool.equals("slack") && !kind.equals("bot-token"));
        }

        @Override
        public List<String> names(String tool) {
            return tool.equals("slack") ? List.of("bot_token", "webhook") : List.of();
        }
    }

    @Test
    void an_unknown_kind_is_answered_with_those_there_are() {
        assertThatThrownBy(() -> connections.put(
                        "default",
                        "team-chat",
                        new ConnectionDraft("slack", "bot-token", Map.of(), Map.of()),
                        OptionalLong.empty()))
                .isInstanceOfSatisfying(
                        MillraceException.class,
                        e -> assertThat(e.problems())
                                .singleElement()
                                .satisfies(problem ->
                                        assertThat(problem.message()).endsWith("its kinds are: bot_token, webhook")));
    }

    private static ConnectionKind open(String kind) {
        return kind.equals("bot_token") ? BOT_TOKEN : new ConnectionKind(kind, kind, "", Map.of(), Map.of());
    }

    @Test
    void a_saved_connection_opens_with_its_secrets_and_shows_only_their_names() {
        ConnectionView view = put(Map.of("team", "ops"), Map.of("token", "xoxb-1", "signing", "12345678"));

        Connection opened = connections.open("default", "team-chat").orElseThrow();
        assertThat(opened.kind()).isEqualTo("bot_token");
        assertThat(opened.config()).isEqualTo(Map.of("team", "ops"));
        assertThat(opened.secrets().get("token")).isNotNull().hasToString("********");
        assertThat(secret(opened, "token")).isEqualTo("xoxb-1");
        assertThat(view.secrets()).containsExactly("signing", "token");
        assertThat(view.revision()).isEqualTo(1);
        assertThat(connections.get("default", "team-chat")).contains(view);
        assertThat(connections.open("other", "team-chat")).isEmpty();
    }

    @Test
    void nothing_stored_holds_a_secret_in_the_clear() {
        put(Map.of(), Map.of("token", "xoxb-1"));

        assertThat(store.find("default", "team-chat").orElseThrow().toString()).doesNotContain("xoxb-1");
    }

    @Test
    void a_secret_left_out_keeps_its_value_and_null_removes_it() {
        put(Map.of(), Map.of("token", "xoxb-1", "signing", "12345678"));
        Map<String, @Nullable String> change = new HashMap<>();
        change.put("signing", null);

        ConnectionView view = put(Map.of("team", "new"), change);

        assertThat(view.secrets()).containsExactly("token");
        assertThat(secret(connections.open("default", "team-chat").orElseThrow(), "token"))
                .isEqualTo("xoxb-1");
    }

    @Test
    void all_problems_are_told_at_once_and_no_secret_is_repeated() {
        assertInvalid(() -> put(
                        Map.of("base_url", 7L, "colour", "red"),
                        Map.of("token", "plaintext-token", "signing", "short", "extra", "value-of-extra")))
                .satisfies(refusal -> assertThat(refusal.problems())
                        .extracting(Problem::path)
                        .contains("config.base_url", "config", "secrets.token", "secrets.signing", "secrets"))
                .satisfies(refusal -> assertThat(refusal.problems().toString())
                        .doesNotContain("plaintext-token", "short", "value-of-extra"));
    }

    @Test
    void a_required_secret_must_be_there() {
        assertInvalid(() -> put(Map.of(), Map.of()))
                .satisfies(refusal -> assertThat(refusal.problems())
                        .containsExactly(Problem.at("secrets", "the secret 'token' is missing")));
    }

    @Test
    void secrets_of_another_kind_are_not_kept() {
        put(Map.of(), Map.of("token", "xoxb-1"));

        ConnectionView view = connections.put(
                "default",
                "team-chat",
                new ConnectionDraft("slack", "incoming_webhook", Map.of(), Map.of()),
                OptionalLong.empty());

        assertThat(view.secrets()).isEmpty();
    }

    @Test
    void a_new_address_wants_the_secrets_again() {
        put(Map.of("base_url", "https://slack.example"), Map.of("token", "xoxb-1"));
        Map<String, Object> moved = Map.of("base_url", "https://attacker.example");

        assertInvalid(() -> put(moved, Map.of()))
                .satisfies(refusal ->
                        assertThat(refusal.problems()).extracting(Problem::path).containsExactly("config.base_url"));
        assertThat(put(moved, Map.of("token", "xoxb-2")).config()).isEqualTo(moved);
    }

    @Test
    void less_protection_wants_the_secrets_again_and_the_default_written_out_does_not() {
        put(Map.of(), Map.of("token", "xoxb-1"));
        Map<String, Object> weaker = Map.of("security", "none");

        put(Map.of("security", "tls", "team", "new"), Map.of());
        assertInvalid(() -> put(weaker, Map.of()))
                .satisfies(refusal ->
                        assertThat(refusal.problems()).extracting(Problem::path).containsExactly("config.security"));
        assertThat(put(weaker, Map.of("token", "xoxb-2")).config()).isEqualTo(weaker);
    }

    @Test
    void a_secret_that_is_a_way_wants_the_other_secrets_again() {
        put(Map.of(), Map.of("token", "xoxb-1", "proxy", "https://one.example"));

        assertInvalid(() -> put(Map.of(), Map.of("proxy", "https://attacker.example")))
                .satisfies(refusal ->
                        assertThat(refusal.problems()).extracting(Problem::path).containsExactly("secrets.proxy"));
        put(Map.of(), Map.of("token", "xoxb-2", "proxy", "https://two.example"));
    }

    @Test
    void an_unknown_kind_and_a_wrong_id_are_refused() {
        assertInvalid(() -> connections.put(
                "default",
                "team-chat",
                new ConnectionDraft("nothing", "bot_token", Map.of(), Map.of()),
                OptionalLong.empty()));
        assertThatThrownBy(() -> connections.put("default", "Team Chat", aDraft(), OptionalLong.empty()))
                .hasMessageContaining("single hyphens");
    }

    @Test
    void who_wants_a_new_one_does_not_change_one_that_is_there() {
        connections.put("default", "team-chat", aDraft(), OptionalLong.of(0));

        assertThatThrownBy(() -> connections.put("default", "team-chat", aDraft(), OptionalLong.of(0)))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PRECONDITION_FAILED))
                .hasMessageContaining("There is a connection 'team-chat' already");
        assertThat(connections.get("default", "team-chat").orElseThrow().revision())
                .isEqualTo(1);
    }

    @Test
    void a_wrong_revision_changes_nothing() {
        put(Map.of(), Map.of("token", "xoxb-1"));

        assertCode(
                () -> connections.put("default", "team-chat", aDraft(), OptionalLong.of(7)),
                ErrorCode.PRECONDITION_FAILED);
        assertCode(() -> connections.delete("default", "team-chat", OptionalLong.of(7)), ErrorCode.PRECONDITION_FAILED);
        assertThat(connections
                        .put("default", "team-chat", aDraft(), OptionalLong.of(1))
                        .revision())
                .isEqualTo(2);
    }

    @Test
    void limits_are_kept() {
        Map<String, @Nullable String> many = IntStream.rangeClosed(0, Connections.MAX_SECRETS)
                .boxed()
                .collect(Collectors.toMap(i -> "secret_" + i, i -> "value"));
        assertInvalid(() -> put(Map.of(), many));
        assertInvalid(() -> put(Map.of(), Map.of("token", "x".repeat(Connections.MAX_SECRET_BYTES + 1))));
        assertInvalid(() -> put(Map.of("team", "x".repeat(Connections.MAX_CONFIG_BYTES)), Map.of("token", "xoxb-1")));
    }

    @Test
    void a_connection_in_use_is_not_deleted() {
        put(Map.of(), Map.of("token", "xoxb-1"));
        workflows.put("team-chat", List.of("issue-to-chat", "nightly"));

        assertThatThrownBy(() -> connections.delete("default", "team-chat", OptionalLong.empty()))
                .hasMessageContaining("issue-to-chat, nightly");

        workflows.clear();
        connections.delete("default", "team-chat", OptionalLong.empty());
        assertThat(connections.get("default", "team-chat")).isEmpty();
        assertCode(() -> connections.delete("default", "team-chat", OptionalLong.empty()), ErrorCode.NOT_FOUND);
    }

    @Test
    void health_is_recorded_and_forgotten_with_new_credentials() {
        ConnectionView view = put(Map.of(), Map.of("token", "xoxb-1"));
        assertThat(view.health()).isEqualTo(Health.unknown());

        connections.recordTest("default", view, Health.Status.OK, "Signed in.");
        assertThat(health()).isEqualTo(new Health(Health.Status.OK, Optional.of(NOW), "Signed in."));
        connections.recordUse("default", "team-chat", Health.Status.OK, "again");
        assertThat(health().message()).isEqualTo("Signed in.");
        connections.recordUse("default", "team-chat", Health.Status.NEEDS_REAUTH, "x".repeat(900));
        assertThat(health().status()).isEqualTo(Health.Status.NEEDS_REAUTH);
        assertThat(health().message()).hasSize(Health.MAX_MESSAGE);

        put(Map.of(), Map.of("token", "xoxb-2"));
        connections.recordTest("default", view, Health.Status.FAILING, "of the old credentials");
        assertThat(health()).isEqualTo(Health.unknown());
    }

    @Test
    void a_list_is_paged() {
        for (String id : List.of("a", "b", "c")) {
            connections.put("default", id, aDraft(), OptionalLong.empty());
        }

        Page<ConnectionView> first = connections.list("default", null, null, 2);
        Page<ConnectionView> second =
                connections.list("default", "slack", first.next().orElseThrow(), 2);

        assertThat(first.items()).extracting(ConnectionView::id).containsExactly("a", "b");
        assertThat(second.items()).extracting(ConnectionView::id).containsExactly("c");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void the_projects_mask_follows_its_connections_and_variables() {
        Variables variables =
                new Variables(new FakeVariableStore(), keyring, (project, name) -> List.of(), InstantSource.fixed(NOW));
        SecretMasks masks = new SecretMasks(connections, variables);
        String text = "xoxb-1 xoxb-2 hook-secret";
        put(Map.of(), Map.of("token", "xoxb-1"));
        assertThat(masks.of("default").text(text)).isEqualTo("******** xoxb-2 hook-secret");

        put(Map.of(), Map.of("token", "xoxb-2"));
        variables.put("default", "HOOK", "hook-secret", true, OptionalLong.empty());

        assertThat(masks.of("default").text(text)).isEqualTo("xoxb-1 ******** ********");
        SecretMask before = masks.of("default");
        variables.put("default", "COUNTER", 7L, false, OptionalLong.empty());
        assertThat(masks.of("default")).isSameAs(before);
        assertThat(masks.of("default").and(List.of("xoxb-1")).text(text)).isEqualTo("******** ******** ********");
        assertThat(masks.of("other").text(text)).isEqualTo(text);
    }

    @Test
    void a_draft_never_prints_its_secrets() {
        assertThat(aDraft().toString()).contains("token").doesNotContain("xoxb-1");
    }

    private ConnectionView put(Map<String, Object> config, Map<String, @Nullable String> secrets) {
        return connections.put(
                "default",
                "team-chat",
                new ConnectionDraft("slack", "bot_token", config, secrets),
                OptionalLong.empty());
    }

    private Health health() {
        return connections.get("default", "team-chat").orElseThrow().health();
    }

    private static ConnectionDraft aDraft() {
        return new ConnectionDraft("slack", "bot_token", Map.of(), Collections.singletonMap("token", "xoxb-1"));
    }

    private static String secret(Connection connection, String name) {
        return Optional.ofNullable(connection.secrets().get(name)).orElseThrow().reveal();
    }

    private static ObjectAssert<MillraceException> assertInvalid(ThrowingCallable call) {
        return assertCode(call, ErrorCode.CONNECTION_INVALID);
    }

    private static ObjectAssert<MillraceException> assertCode(ThrowingCallable call, ErrorCode code) {
        MillraceException refusal = catchThrowableOfType(MillraceException.class, call);
        assertThat(refusal.code()).isEqualTo(code);
        return new ObjectAssert<>(refusal);
    }
}
