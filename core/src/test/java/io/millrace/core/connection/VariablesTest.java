package io.millrace.core.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.Sensitive;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class VariablesTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"));

    private final List<String> users = new ArrayList<>();
    private final FakeVariableStore store = new FakeVariableStore();
    private final Keyring keyring = Keyring.open(new FakeKeysetStore(), MasterKey.random());
    private final Variables variables = new Variables(store, keyring, (project, name) -> users, CLOCK);

    @Test
    void plain_and_secret_variables_are_kept_apart() {
        put("SHEET", Map.of("id", 7L), false);
        put("HOOK", "s3cret", true);

        assertThat(variables.plain("default")).isEqualTo(Map.of("SHEET", Map.of("id", 7L)));
        assertThat(variables.secret("default", "HOOK")).contains(Sensitive.of("s3cret"));
        assertThat(variables.secret("default", "SHEET")).isEmpty();
        assertThat(variables.plainNames("default")).containsExactly("SHEET");
        assertThat(variables.secretNames("default")).containsExactly("HOOK");
        assertThat(variables.plain("other")).isEmpty();
    }

    @Test
    void a_secret_value_is_neither_shown_nor_stored_in_the_clear() {
        put("HOOK", "s3cret", true);

        assertThat(variables.get("default", "HOOK").orElseThrow().value()).isNull();
        assertThat(variables.list("default", null, 10).toString()).doesNotContain("s3cret");
        assertThat(store.find("default", "HOOK").toString()).doesNotContain("s3cret");
    }

    @Test
    void a_variable_that_workflows_use_stays() {
        put("HOOK", "s3cret", true);
        users.add("chat");

        assertThatThrownBy(() -> variables.delete("default", "HOOK", OptionalLong.empty()))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("'HOOK' is used by chat");

        users.clear();
        variables.delete("default", "HOOK", OptionalLong.empty());
        assertThat(variables.secretNames("default")).isEmpty();
    }

    @Test
    void a_change_is_seen_here_at_once_and_on_another_node_within_a_moment() {
        Instant[] now = {CLOCK.instant()};
        Variables otherNode = new Variables(store, keyring, (project, name) -> users, () -> now[0]);
        put("A", 1L, false);
        assertThat(otherNode.plain("default")).isEqualTo(Map.of("A", 1L));

        put("A", 2L, false);
        assertThat(variables.plain("default")).isEqualTo(Map.of("A", 2L));
        assertThat(otherNode.plain("default")).isEqualTo(Map.of("A", 1L));
        now[0] = now[0].plus(RecentRevisions.MAX_AGE);
        assertThat(otherNode.plain("default")).isEqualTo(Map.of("A", 2L));

        variables.delete("default", "A", OptionalLong.empty());
        assertThat(variables.plain("default")).isEmpty();
        now[0] = now[0].plus(RecentRevisions.MAX_AGE);
        assertThat(otherNode.plain("default")).isEmpty();
    }

    @Test
    void a_variable_can_become_secret_and_plain_again() {
        put("A", "one", false);
        put("A", "two", true);
        assertThat(variables.plain("default")).isEmpty();
        assertThat(variables.secret("default", "A")).contains(Sensitive.of("two"));

        put("A", "three", false);
        assertThat(variables.plain("default")).isEqualTo(Map.of("A", "three"));
        assertThat(variables.secret("default", "A")).isEmpty();
    }

    @Test
    void names_and_values_have_rules() {
        for (String name : List.of("lower", "1A", "_A", "A-B", "", "A".repeat(101))) {
            assertCode(() -> put(name, 1L, false), ErrorCode.INPUT_INVALID);
        }
        assertCode(() -> put("A", 1L, true), ErrorCode.INPUT_INVALID);
        assertCode(() -> put("A", "", true), ErrorCode.INPUT_INVALID);
        assertCode(() -> put("A", "x".repeat(Variables.MAX_VALUE_BYTES), false), ErrorCode.INPUT_INVALID);
        assertThatThrownBy(() -> put("A", "s3cret".repeat(20_000), true)).hasMessageNotContaining("s3cret");
    }

    @Test
    void who_wants_a_new_one_does_not_change_one_that_is_there() {
        variables.put("default", "A", 1L, false, OptionalLong.of(0));

        assertCode(() -> variables.put("default", "A", 2L, false, OptionalLong.of(0)), ErrorCode.PRECONDITION_FAILED);

        assertThat(variables.plain("default")).isEqualTo(Map.of("A", 1L));
    }

    @Test
    void a_wrong_revision_changes_nothing() {
        assertThat(put("A", 1L, false).revision()).isEqualTo(1);

        assertCode(() -> variables.put("default", "A", 2L, false, OptionalLong.of(9)), ErrorCode.PRECONDITION_FAILED);
        assertCode(() -> variables.delete("default", "A", OptionalLong.of(9)), ErrorCode.PRECONDITION_FAILED);

        assertThat(variables.plain("default")).isEqualTo(Map.of("A", 1L));
        assertCode(() -> variables.delete("default", "B", OptionalLong.empty()), ErrorCode.NOT_FOUND);
    }

    private VariableView put(String name, Object value, boolean secret) {
        return variables.put("default", name, value, secret, OptionalLong.empty());
    }

    private static void assertCode(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MillraceException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
