package io.millrace.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SenderPaceTest {
    private final AtomicLong now = new AtomicLong();
    private final SenderPace pace = new SenderPace(100, Duration.ofSeconds(10), now::get);

    @Test
    void within_the_grace_any_pace_is_right() {
        SenderPace.Watch watch = pace.start();
        now.addAndGet(Duration.ofSeconds(10).toNanos());

        assertThat(watch.tooSlow(0)).isFalse();
    }

    @Test
    void after_the_grace_a_body_must_keep_the_minimum_rate() {
        SenderPace.Watch watch = pace.start();
        now.addAndGet(Duration.ofSeconds(12).toNanos());

        assertThat(watch.tooSlow(200)).isFalse();
        assertThat(watch.tooSlow(199)).isTrue();
    }
}
