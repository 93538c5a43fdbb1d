package io.millrace.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.action.Outcome;
import io.millrace.core.workflow.RetryPolicy;
import io.millrace.core.workflow.StepSpec.OnCrash;
import io.millrace.core.workflow.StepSpec.OnUnknown;
import io.millrace.sdk.Effect;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryRuleTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final RetryPolicy FIVE = RetryPolicy.DEFAULT;

    private final RetryRule rule = new RetryRule(new Random(3));

    private Verdict judge(ErrorClass errorClass, Effect effect, boolean notDone, OnUnknown onUnknown) {
        return rule.judge(failed(errorClass, Optional.empty()), step(effect, notDone, onUnknown, FIVE, 0, 0));
    }

    private static Outcome.Failed failed(ErrorClass errorClass, Optional<Duration> retryAfter) {
        return new Outcome.Failed(errorClass, "The tool said no.", retryAfter, List.of());
    }

    private static RetryRule.Circumstances step(
            Effect effect, boolean notDone, OnUnknown onUnknown, RetryPolicy policy, int tries, int spent) {
        return new RetryRule.Circumstances(effect, notDone, false, onUnknown, policy, tries, spent, NOW);
    }

    /** Of an unsafe action of which can be found out whether it was done. */
    private static RetryRule.Circumstances lookingUp(OnUnknown onUnknown, int tries, int spent) {
        return new RetryRule.Circumstances(Effect.UNSAFE, false, true, onUnknown, FIVE, tries, spent, NOW);
    }

    private static Outcome.Failed sent(ErrorClass errorClass) {
        Exchange exchange = new Exchange(
                NOW, Duration.ZERO, "POST", "https://example.com", Map.of(), "", 0, Map.of(), "", "", "cut off");
        return new Outcome.Failed(errorClass, "The tool said no.", Optional.empty(), List.of(exchange));
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorClass.class,
            names = {"TIMEOUT", "SERVER_ERROR", "INTERNAL"})
    void what_may_have_happened_is_looked_up_whatever_the_step_says_of_unknown_outcomes(ErrorClass errorClass) {
        for (OnUnknown onUnknown : OnUnknown.values()) {
            assertThat(rule.judge(sent(errorClass), lookingUp(onUnknown, 0, 0)))
                    .isInstanceOfSatisfying(Verdict.Retry.class, retry -> {
                        assertThat(retry.inDoubt()).isTrue();
                        assertThat(retry.errorClass()).isEqualTo(errorClass);
                        assertThat(retry.reason()).contains("first looks");
                        assertThat(retry.at()).isAfter(NOW);
                    });
        }
    }

    @Test
    void what_was_not_sent_or_promises_that_nothing_was_done_leaves_no_doubt() {
        RetryRule.Circumstances step = lookingUp(OnUnknown.ASK, 0, 0);
        assertThat(rule.judge(failed(ErrorClass.NETWORK, Optional.empty()), step))
                .isInstanceOfSatisfying(
                        Verdict.Retry.class,
                        retry -> assertThat(retry.inDoubt()).isFalse());
        assertThat(rule.judge(failed(ErrorClass.INTERNAL, Optional.empty()), step))
                .isInstanceOf(Verdict.Fail.class);
        RetryRule.Circumstances promises =
                new RetryRule.Circumstances(Effect.UNSAFE, true, true, OnUnknown.ASK, FIVE, 0, 0, NOW);
        assertThat(rule.judge(sent(ErrorClass.SERVER_ERROR), promises))
                .isInstanceOfSatisfying(
                        Verdict.Retry.class,
                        retry -> assertThat(retry.inDoubt()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({"ASK, Ask", "SUCCEED, Done", "FAIL, Fail", "RETRY, Fail"})
    void without_an_attempt_left_to_look_the_outcome_is_unknown(OnUnknown onUnknown, String follows) {
        int last = FIVE.attempts() - 1;
        assertThat(name(rule.judge(sent(ErrorClass.TIMEOUT), lookingUp(onUnknown, last, last))))
                .isEqualTo(follows);
        assertThat(name(rule.stillInDoubt(sent(ErrorClass.NETWORK), lookingUp(onUnknown, last, last))))
                .isEqualTo(follows);
    }

    @ParameterizedTest
    @CsvSource({
        "NETWORK, Retry",
        "TIMEOUT, Retry",
        "SERVER_ERROR, Retry",
        "RATE_LIMIT, Retry",
        "AUTHENTICATION, Ask",
        "AUTHORIZATION, Ask",
        "NOT_FOUND, Ask",
        "VALIDATION, Ask",
        "INTERNAL, Ask"
    })
    void a_look_up_that_fails_keeps_the_doubt_and_is_tried_again_as_a_reading_call_would_be(
            ErrorClass errorClass, String follows) {
        Verdict verdict = rule.stillInDoubt(sent(errorClass), lookingUp(OnUnknown.ASK, 1, 1));
        assertThat(name(verdict)).isEqualTo(follows);
        if (verdict instanceof Verdict.Retry retry) {
            assertThat(retry.inDoubt()).isTrue();
            assertThat(retry.errorClass()).isEqualTo(errorClass);
        } else {
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.Ask.class,
                            ask -> assertThat(ask.errorClass())
                                    .as("the class of the doubt")
                                    .isEqualTo(ErrorClass.TIMEOUT));
        }
    }

    @Test
    void what_was_not_found_is_tried_again_at_once_and_counts_only_in_the_place_of_a_try_that_nobody_recorded() {
        RetryRule.Circumstances step = lookingUp(OnUnknown.ASK, 4, 4);
        assertThat(rule.notThere(new Doubts.Doubt(ErrorClass.TIMEOUT, true, Optional.empty()), "Not there.", step))
                .isEqualTo(
                        new Verdict.Retry(ErrorClass.TIMEOUT, "Not there. So it is tried again.", NOW, false, false));
        assertThat(name(rule.notThere(
                        new Doubts.Doubt(ErrorClass.CRASHED, false, Optional.empty()), "Not there.", step)))
                .as("servers die with it again and again")
                .isEqualTo("Fail");
    }

    private static String name(Verdict verdict) {
        return verdict.getClass().getSimpleName();
    }

    @ParameterizedTest
    @CsvSource({
        // class, effect, a 5xx means not done, on_unknown -> what follows
        "NETWORK,        READ,       false, ASK,     Retry",
        "NETWORK,        UNSAFE,     false, ASK,     Retry",
        "TIMEOUT,        READ,       false, ASK,     Retry",
        "TIMEOUT,        IDEMPOTENT, false, ASK,     Retry",
        "TIMEOUT,        KEYED,      false, ASK,     Retry",
        "TIMEOUT,        UNSAFE,     false, ASK,     Ask",
        "TIMEOUT,        UNSAFE,     true,  ASK,     Ask",
        "TIMEOUT,        UNSAFE,     false, RETRY,   Retry",
        "TIMEOUT,        UNSAFE,     false, SUCCEED, Done",
        "TIMEOUT,        UNSAFE,     false, FAIL,    Fail",
        "TIMEOUT,        READ,       false, FAIL,    Retry",
        "RATE_LIMIT,     UNSAFE,     false, FAIL,    Retry",
        "SERVER_ERROR,   READ,       false, ASK,     Retry",
        "SERVER_ERROR,   KEYED,      false, ASK,     Retry",
        "SERVER_ERROR,   UNSAFE,     true,  ASK,     Retry",
        "SERVER_ERROR,   UNSAFE,     false, ASK,     Ask",
        "SERVER_ERROR,   UNSAFE,     false, SUCCEED, Done",
        "AUTHENTICATION, READ,       false, RETRY,   Fail",
        "AUTHORIZATION,  READ,       false, RETRY,   Fail",
        "NOT_FOUND,      READ,       false, RETRY,   Fail",
        "CONFLICT,       READ,       false, RETRY,   Fail",
        "VALIDATION,     READ,       false, RETRY,   Fail",
        "QUOTA,          READ,       false, RETRY,   Fail",
        "INTERNAL,       READ,       false, RETRY,   Fail",
        "CANCELLED,      READ,       false, RETRY,   Stop",
    })
    void the_class_decides_with_the_effect(
            ErrorClass errorClass, Effect effect, boolean notDone, OnUnknown onUnknown, String follows) {
        assertThat(name(judge(errorClass, effect, notDone, onUnknown))).isEqualTo(follows);
    }

    @ParameterizedTest
    @EnumSource(ErrorClass.class)
    void every_verdict_says_what_the_tool_said(ErrorClass errorClass) {
        assertThat(judge(errorClass, Effect.UNSAFE, false, OnUnknown.ASK).reason())
                .startsWith("The tool said no.");
    }

    @Test
    void a_failure_is_told_without_the_reasoning() {
        Verdict verdict = judge(ErrorClass.VALIDATION, Effect.READ, false, OnUnknown.ASK);
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Fail.class, fail -> assertThat(fail.message()).isEqualTo("The tool said no."));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, Fail", "2, 0, Retry", "2, 1, Fail", "5, 3, Retry", "5, 4, Fail"})
    void attempts_are_capped_by_what_was_spent(int most, int spent, String follows) {
        RetryPolicy policy =
                new RetryPolicy(most, RetryPolicy.Backoff.CONSTANT, Duration.ofSeconds(1), Duration.ofSeconds(1));
        Verdict verdict = rule.judge(
                failed(ErrorClass.NETWORK, Optional.empty()),
                step(Effect.READ, false, OnUnknown.ASK, policy, spent + 20, spent));
        assertThat(name(verdict)).isEqualTo(follows);
    }

    @Test
    void a_rate_limit_costs_no_attempt_but_does_not_go_on_for_ever() {
        Verdict.Retry retry = (Verdict.Retry) rule.judge(
                failed(ErrorClass.RATE_LIMIT, Optional.empty()),
                step(Effect.READ, false, OnUnknown.ASK, FIVE, RetryRule.MOST_TRIES - 2, 4));
        assertThat(retry.counts()).isFalse();

        assertThat(name(rule.judge(
                        failed(ErrorClass.RATE_LIMIT, Optional.empty()),
                        step(Effect.READ, false, OnUnknown.ASK, FIVE, RetryRule.MOST_TRIES - 1, 0))))
                .isEqualTo("Fail");
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMIT, PT7M, PT7M",
        "SERVER_ERROR, PT90S, PT90S",
        "RATE_LIMIT, PT0S, PT1S",
        "RATE_LIMIT, P30D, PT24H",
        "SERVER_ERROR, P30D, PT24H"
    })
    void the_pause_a_tool_asks_for_is_made_within_reason(ErrorClass errorClass, Duration asked, Duration made) {
        Verdict.Retry retry = (Verdict.Retry)
                rule.judge(failed(errorClass, Optional.of(asked)), step(Effect.READ, false, OnUnknown.ASK, FIVE, 0, 0));
        assertThat(Duration.between(NOW, retry.at())).isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource({
        "EXPONENTIAL, 0, 1000",
        "EXPONENTIAL, 1, 2000",
        "EXPONENTIAL, 3, 8000",
        "CONSTANT, 3, 1000",
        "EXPONENTIAL, 60, 300000"
    })
    void pauses_grow_up_to_the_longest_and_are_spread(RetryPolicy.Backoff backoff, int spent, long longest) {
        RetryPolicy policy = new RetryPolicy(100, backoff, Duration.ofSeconds(1), Duration.ofMinutes(5));
        long shortestSeen = Long.MAX_VALUE;
        long longestSeen = 0;
        for (int i = 0; i < 500; i++) {
            Verdict.Retry retry = (Verdict.Retry) rule.judge(
                    failed(ErrorClass.NETWORK, Optional.empty()),
                    step(Effect.READ, false, OnUnknown.ASK, policy, spent, spent));
            long pause = Duration.between(NOW, retry.at()).toMillis();
            shortestSeen = Math.min(shortestSeen, pause);
            longestSeen = Math.max(longestSeen, pause);
        }
        assertThat(longestSeen).isBetween(longest * 9 / 10, longest);
        assertThat(shortestSeen).isBetween(longest / 10, longest / 5);
    }

    @ParameterizedTest
    @CsvSource({
        "0, UNKNOWN, UNSAFE, ASK,     runs",
        "1, RETRY,   UNSAFE, ASK,     runs",
        "1, UNKNOWN, KEYED,  ASK,     runs",
        "1, UNKNOWN, UNSAFE, ASK,     Ask",
        "1, UNKNOWN, UNSAFE, RETRY,   runs",
        "1, UNKNOWN, UNSAFE, SUCCEED, Done",
        "2, UNKNOWN, UNSAFE, FAIL,    Fail",
    })
    void after_a_crash_an_unsafe_step_does_what_it_says(
            int crashes, OnCrash onCrash, Effect effect, OnUnknown onUnknown, String follows) {
        assertThat(rule.afterCrash(crashes, onCrash, effect, onUnknown)
                        .map(RetryRuleTest::name)
                        .orElse("runs"))
                .isEqualTo(follows);
    }
}
