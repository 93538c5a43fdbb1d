package io.millrace.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What every project store does. */
public abstract class ProjectStoreContract {
    private static final Instant THEN = Instant.parse("2026-03-01T10:15:30.123456Z");

    /** An empty store. */
    protected abstract ProjectStore store();

    @Test
    void a_project_comes_back_as_written_and_its_id_is_taken_once() {
        ProjectStore store = store();
        Project project = new Project("shop", "Shop", THEN, 1);

        assertThat(store.insert(project)).isTrue();
        assertThat(store.insert(new Project("shop", "Other", THEN, 1))).isFalse();

        assertThat(store.find("shop")).contains(project);
        assertThat(store.find("other")).isEmpty();
    }

    @Test
    void how_long_a_project_keeps_its_history_is_written_and_taken_back() {
        ProjectStore store = store();
        store.insert(new Project("shop", "Shop", THEN, 1));
        store.insert(new Project("other", "Other", THEN, 1));
        Project long90 =
                new Project("shop", "Shop", THEN, 2, new Project.Keeping(OptionalInt.of(90), OptionalInt.empty()));

        assertThat(store.update(long90)).isTrue();

        assertThat(store.find("shop")).contains(long90);
        assertThat(store.keeping()).containsExactly(long90);
        assertThat(store.update(new Project("shop", "Shop", THEN, 3))).isTrue();
        assertThat(store.keeping()).isEmpty();
    }

    @Test
    void an_update_replaces_only_the_revision_before_it() {
        ProjectStore store = store();
        store.insert(new Project("shop", "Shop", THEN, 1));

        assertThat(store.update(new Project("shop", "New", THEN, 3))).isFalse();
        assertThat(store.update(new Project("other", "New", THEN, 2))).isFalse();
        assertThat(store.update(new Project("shop", "New", THEN, 2))).isTrue();

        assertThat(store.find("shop")).contains(new Project("shop", "New", THEN, 2));
    }

    @Test
    void a_list_is_in_the_order_of_ids() {
        ProjectStore store = store();
        for (String id : List.of("c", "a", "b")) {
            store.insert(new Project(id, id, THEN, 1));
        }

        assertThat(store.list(null, 2)).extracting(Project::id).containsExactly("a", "b");
        assertThat(store.list("b", 2)).extracting(Project::id).containsExactly("c");
    }

    @Test
    void a_deleted_project_is_gone() {
        ProjectStore store = store();
        store.insert(new Project("shop", "Shop", THEN, 1));

        assertThat(store.delete("shop")).isTrue();
        assertThat(store.delete("shop")).isFalse();

        assertThat(store.find("shop")).isEmpty();
    }
}
