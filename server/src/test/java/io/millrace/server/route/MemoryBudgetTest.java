package io.millrace.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    @Test
    void a_share_grows_until_the_budget_is_gone_and_gives_it_back() {
        MemoryBudget budget = new MemoryBudget(16 * 1024);
        try (MemoryBudget.Share second = budget.share()) {
            try (MemoryBudget.Share first = budget.share()) {
                assertThat(first.growTo(10_000)).isTrue();
                assertThat(first.growTo(12_000)).isTrue();
                assertThat(second.growTo(5_000)).isFalse();
            }
            assertThat(second.growTo(16_000)).isTrue();
        }
    }
}
