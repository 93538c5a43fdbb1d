package io.millrace.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final SettableInstant clock = new SettableInstant();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void an_account_is_paused_longer_with_each_failure_up_to_five_minutes() {
        for (int i = 0; i < 5; i++) {
            throttle.admit("ops@example.com", "192.0.2." + i);
        }
        Duration expected = Duration.ofSeconds(1);
        for (int i = 0; i < 15; i++) {
            assertPaused("ops@example.com", "198.51.100." + i, expected);
            clock.pass(expected);
            throttle.admit("OPS@example.com", "198.51.100." + i);
            expected = expected.multipliedBy(2).compareTo(Duration.ofMinutes(5)) < 0
                    ? expected.multipliedBy(2)
                    : Duration.ofMinutes(5);
        }
    }

    @Test
    void an_address_that_tries_many_accounts_is_paused() {
        for (int i = 0; i < 20; i++) {
            throttle.admit("user" + i + "@example.com", "192.0.2.1");
        }

        assertPaused("another@example.com", "192.0.2.1", Duration.ofSeconds(1));
        assertThatCode(() -> throttle.admit("another@example.com", "192.0.2.2")).doesNotThrowAnyException();
    }

    @Test
    void a_whole_ipv6_network_counts_as_one_address() {
        for (int i = 0; i < 20; i++) {
            throttle.admit("user" + i + "@example.com", "2001:db8:1:2::" + i);
        }

        assertPaused("another@example.com", "2001:db8:1:2:ffff::1", Duration.ofSeconds(1));
        assertThatCode(() -> throttle.admit("another@example.com", "2001:db8:1:3::1"))
                .doesNotThrowAnyException();
    }

    @Test
    void a_success_clears_the_account() {
        for (int i = 0; i < 30; i++) {
            throttle.admit("ops@example.com", "192.0.2.1");
            throttle.succeeded("ops@example.com", "192.0.2.1");
        }

        assertThatCode(() -> throttle.admit("ops@example.com", "192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    void an_hour_forgets() {
        for (int i = 0; i < 5; i++) {
            throttle.admit("ops@example.com", "192.0.2.1");
        }
        clock.pass(Duration.ofMinutes(61));

        for (int i = 0; i < 4; i++) {
            throttle.admit("ops@example.com", "192.0.2.1");
        }
        assertThatCode(() -> throttle.admit("ops@example.com", "192.0.2.1")).doesNotThrowAnyException();
    }

    private void assertPaused(String email, String address, Duration rest) {
        assertThatThrownBy(() -> throttle.admit(email, address))
                .isInstanceOfSatisfying(MillraceException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
                    assertThat(refusal.retryAfter()).contains(rest);
                });
    }
}
