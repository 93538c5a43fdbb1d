package io.millrace.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.connection.StoredVariable.Content;
import io.millrace.core.connection.StoredVariable.Plain;
import io.millrace.core.connection.StoredVariable.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every variable store does. */
public abstract class VariableStoreContract {
    private static final Instant THEN = Instant.parse("2026-03-01T10:15:30.123456Z");

    /** An empty store. */
    protected abstract VariableStore store();

    @Test
    void plain_and_secret_variables_come_back_as_they_were_written() {
        VariableStore store = store();
        StoredVariable object = aVariable("SHEET", new Plain(Map.of("id", 7L, "tabs", List.of("a", "b"))), 1);
        StoredVariable nothing = aVariable("NOTHING", new Plain(null), 1);
        StoredVariable secret = aVariable("HOOK", new Secret(new Sealed("AQID")), 1);

        assertThat(store.write(object)).isTrue();
        assertThat(store.write(nothing)).isTrue();
        assertThat(store.write(secret)).isTrue();

        assertThat(store.find("default", "SHEET")).contains(object);
        assertThat(store.find("default", "NOTHING")).contains(nothing);
        assertThat(store.find("default", "HOOK")).contains(secret);
        assertThat(store.find("other", "HOOK")).isEmpty();
    }

    @Test
    void a_plain_variable_can_become_secret_and_back() {
        VariableStore store = store();
        StoredVariable secret = aVariable("HOOK", new Secret(new Sealed("AQID")), 2);
        StoredVariable plain = aVariable("HOOK", new Plain("x"), 3);
        store.write(aVariable("HOOK", new Plain("x"), 1));

        assertThat(store.write(secret)).isTrue();
        assertThat(store.find("default", "HOOK")).contains(secret);
        assertThat(store.write(plain)).isTrue();
        assertThat(store.find("default", "HOOK")).contains(plain);
    }

    @Test
    void a_write_replaces_only_the_revision_before_it() {
        VariableStore store = store();
        store.write(aVariable("A", new Plain(1L), 1));

        assertThat(store.write(aVariable("A", new Plain(2L), 1))).isFalse();
        assertThat(store.write(aVariable("A", new Plain(2L), 3))).isFalse();
        assertThat(store.write(aVariable("B", new Plain(2L), 2))).isFalse();

        assertThat(store.find("default", "A")).map(StoredVariable::content).contains(new Plain(1L));
        assertThat(store.count("default")).isEqualTo(1);
    }

    @Test
    void a_list_is_in_the_order_of_names_and_continues_after_one() {
        VariableStore store = store();
        for (String name : List.of("C", "A_B", "AB", "A")) {
            store.write(aVariable(name, new Plain(name), 1));
        }

        assertThat(names(store.list("default", null, 2))).containsExactly("A", "AB");
        assertThat(names(store.list("default", "AB", 9))).containsExactly("A_B", "C");
        assertThat(store.list("other", null, 9)).isEmpty();
    }

    @Test
    void the_projects_revision_changes_with_writes_and_deletions() {
        VariableStore store = store();
        assertThat(store.revision("default")).isZero();

        store.write(aVariable("A", new Plain(1L), 1));
        long written = store.revision("default");
        assertThat(store.delete("default", "A", 2)).isFalse();
        long refused = store.revision("default");
        assertThat(store.delete("default", "A", 1)).isTrue();

        assertThat(written).isNotZero();
        assertThat(refused).isEqualTo(written);
        assertThat(store.revision("default")).isNotIn(0L, written);
        assertThat(store.find("default", "A")).isEmpty();
    }

    private static List<String> names(List<StoredVariable> variables) {
        return variables.stream().map(StoredVariable::name).toList();
    }

    private static StoredVariable aVariable(String name, Content content, long revision) {
        return new StoredVariable("default", name, content, THEN, THEN.plusSeconds(revision), revision);
    }
}
