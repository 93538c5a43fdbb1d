package io.millrace.core.ledger;

import static io.millrace.core.engine.EngineRows.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.engine.EngineStores;
import io.millrace.core.engine.ScriptedUnit;
import io.millrace.core.engine.ScriptedUnit.Decided;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger does with dedupe keys. */
public abstract class DedupeContract {
    private static final Instant LATER = T0.plus(Duration.ofDays(3));

    private Committer committer;

    protected abstract EngineStores stores();

    @BeforeEach
    void join() {
        committer = new Committer(stores().ledger(), 0, new SimpleMeterRegistry());
    }

    @Test
    void a_new_key_is_won_and_a_second_claim_finds_the_first() {
        assertThat(holder(claim("k", 1, T0))).isEqualTo(1);
        assertThat(holder(claim("k", 2, T0.plusSeconds(1)))).isEqualTo(1);
        assertThat(holder(claim("other", 3, T0))).isEqualTo(3);
        assertThat(holder(new DedupeClaim("other scope", "k", 4, T0, LATER))).isEqualTo(4);
    }

    @Test
    void a_key_whose_window_is_over_is_won_anew_with_a_new_window() {
        holder(claim("k", 1, T0));

        assertThat(holder(claim("k", 2, LATER.minusMillis(1)))).isEqualTo(1);
        assertThat(holder(new DedupeClaim("source", "k", 3, LATER, LATER.plusSeconds(60))))
                .isEqualTo(3);
        assertThat(holder(claim("k", 4, LATER.plusSeconds(59)))).isEqualTo(3);
    }

    @Test
    void of_two_claims_in_one_group_the_first_wins() {
        List<CompletableFuture<Object>> answers =
                committer.commitTogether(List.of(claimer(claim("k", 1, T0)), claimer(claim("k", 2, T0))));

        assertThat(answers).extracting(CompletableFuture::join).containsExactly(1L, 1L);
        assertThat(holder(claim("k", 3, T0))).isEqualTo(1);
    }

    @Test
    void a_winner_that_drops_out_frees_its_key() {
        assertThatThrownBy(() -> commit(claiming(claim("k", 1, T0)), DedupeContract::refuse))
                .hasMessage("not like this");

        assertThat(holder(claim("k", 2, T0))).isEqualTo(2);
        assertThat(holder(claim("k", 3, T0))).isEqualTo(2);
    }

    @Test
    void a_winner_that_drops_out_leaves_its_key_to_the_next_of_its_group() {
        List<CompletableFuture<Object>> answers = committer.commitTogether(List.of(
                unit(claiming(claim("k", 1, T0)), DedupeContract::refuse),
                unit(claiming(claim("k", 2, T0)), rows -> {
                    assertThat(rows.holder(claim("k", 2, T0))).isEqualTo(2);
                    return refuse(rows);
                }),
                claimer(claim("k", 3, T0)),
                claimer(claim("k", 4, T0))));

        assertThat(answers.get(0)).isCompletedExceptionally();
        assertThat(answers.get(1)).isCompletedExceptionally();
        assertThat(answers.get(2)).isCompletedWithValue(3L);
        assertThat(answers.get(3)).isCompletedWithValue(3L);
        assertThat(holder(claim("k", 5, T0))).isEqualTo(3);
    }

    @Test
    void a_loser_that_drops_out_does_not_free_the_winners_key() {
        holder(claim("k", 1, T0));
        assertThatThrownBy(() -> commit(claiming(claim("k", 2, T0)), DedupeContract::refuse))
                .hasMessage("not like this");

        assertThat(holder(claim("k", 3, T0))).isEqualTo(1);
    }

    private static Decided<Object> refuse(Rows rows) {
        throw new MillraceException(ErrorCode.CONFLICT, "not like this");
    }

    private <R> R commit(Locks locks, Function<Rows, Decided<R>> script) {
        return committer.commit(new ScriptedUnit<>(locks, script));
    }

    private static Unit<Object> unit(Locks locks, Function<Rows, Decided<Object>> script) {
        return new ScriptedUnit<>(locks, script);
    }

    private long holder(DedupeClaim claim) {
        return commit(claiming(claim), rows -> Decided.of(rows.holder(claim)));
    }

    private static Unit<Object> claimer(DedupeClaim claim) {
        return unit(claiming(claim), rows -> Decided.of(rows.holder(claim)));
    }

    private static DedupeClaim claim(String key, long event, Instant now) {
        return new DedupeClaim("source", key, event, now, LATER);
    }

    private static Locks claiming(DedupeClaim claim) {
        return new Locks(List.of(claim), List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
