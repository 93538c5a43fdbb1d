package io.millrace.core.execution;

import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.EngineRows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.engine.EngineStores;
import io.millrace.core.engine.FakeEngineStore;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.FakeWorkflowStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExecutionSearchTest {
    private final EngineStores stores = new FakeEngineStore(new FakeWorkflowStore()).stores();

    private void given(long id, String workflow, @Nullable String failure) {
        write(
                stores.ledger(),
                new Change.AddExecution(new ExecutionRow(
                        id, "default", workflow, 1, id, ExecutionStatus.FAILED, "", failure, 1, T0, T0)));
    }

    private ExecutionSearch.Result search(String text, long before, int limit) {
        return new ExecutionSearch(
                        stores.executions(), row -> row.workflow().equals("orders") ? "Neue Aufträge" : "", text)
                .run("default", ExecutionStore.Filter.ALL, before, limit);
    }

    private Iterable<Long> found(String text) {
        return search(text, Long.MAX_VALUE, 10).found().stream()
                .map(ExecutionRow::id)
                .toList();
    }

    @Test
    void a_text_is_found_in_the_workflow_and_in_the_failure_in_any_case() {
        given(1, "orders", null);
        given(2, "mails", "{\"step\":\"post\",\"class\":\"timeout\",\"message\":\"No answer from \\\"Über\\\"\"}");
        given(3, "mails", null);

        assertThat(found("ORDER")).containsExactly(1L);
        assertThat(found("AUFTRÄGE")).containsExactly(1L);
        assertThat(found("mail")).containsExactly(3L, 2L);
        assertThat(found("from \"über\"")).containsExactly(2L);
        assertThat(found("timeout")).containsExactly(2L);
        assertThat(found("message")).as("the names of the parts are no text").isEmpty();
        assertThat(found("%")).isEmpty();
    }

    @Test
    void a_page_ends_at_its_limit_and_the_next_goes_on_behind_it() {
        for (long id = 1; id <= 5; id++) {
            given(id, id % 2 == 0 ? "mails" : "orders", null);
        }

        ExecutionSearch.Result first = search("orders", Long.MAX_VALUE, 2);

        assertThat(first.found()).extracting(ExecutionRow::id).containsExactly(5L, 3L);
        assertThat(first.next()).contains(3L);
        ExecutionSearch.Result second = search("orders", 3, 2);
        assertThat(second.found()).extracting(ExecutionRow::id).containsExactly(1L);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void a_page_looks_at_so_many_and_says_where_to_go_on() {
        Change[] rows = new Change[ExecutionSearch.MOST_SEARCHED + 1];
        for (int i = 0; i < rows.length; i++) {
            String workflow = i == 0 ? "orders" : "mails";
            rows[i] = new Change.AddExecution(
                    new ExecutionRow(i + 1, "default", workflow, 1, 1, ExecutionStatus.QUEUED, "", null, 1, T0, null));
        }
        write(stores.ledger(), rows);

        ExecutionSearch.Result first = search("orders", Long.MAX_VALUE, 10);

        assertThat(first.found()).isEmpty();
        assertThat(first.next()).contains(2L);
        assertThat(search("orders", 2, 10).found()).hasSize(1);
    }

    @Test
    void too_long_a_text_is_refused() {
        assertThatThrownBy(() -> search("x".repeat(ExecutionSearch.MAX_TEXT + 1), 1, 1))
                .isInstanceOf(MillraceException.class)
                .hasMessageContaining("200");
    }
}
