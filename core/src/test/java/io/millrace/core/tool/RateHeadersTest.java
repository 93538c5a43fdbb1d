package io.millrace.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sdk.Allowance;
import io.millrace.sdk.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RateHeadersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final RateHeaders GITHUB = new RateHeaders(
            Optional.of("x-ratelimit-limit"), "x-ratelimit-remaining", "x-ratelimit-reset", ResetFormat.EPOCH_SECONDS);

    private static Exchange answered(Map<String, String> headers) {
        Map<String, List<String>> all = headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        return new Exchange(NOW, Duration.ZERO, "GET", "https://example.com/", Map.of(), "", 200, all, "", "", "");
    }

    @Test
    void the_headers_of_a_manifest_are_read_in_their_format() {
        Map<String, String> headers = Map.of(
                "x-ratelimit-limit",
                "5000",
                "x-ratelimit-remaining",
                "7",
                "x-ratelimit-reset",
                String.valueOf(NOW.plusSeconds(90).getEpochSecond()));

        assertThat(GITHUB.read(answered(headers), NOW)).contains(new Allowance(5000, 7, NOW.plusSeconds(90)));
    }

    @Test
    void a_clock_that_differs_from_the_tools_does_not_move_the_reset() {
        Instant wrong = NOW.minusSeconds(600);
        Map<String, String> headers = Map.of(
                "date",
                "Sun, 01 Mar 2026 10:00:00 GMT",
                "x-ratelimit-remaining",
                "0",
                "x-ratelimit-reset",
                String.valueOf(NOW.plusSeconds(90).getEpochSecond()));

        assertThat(GITHUB.read(answered(headers), wrong)).contains(new Allowance(0, 0, wrong.plusSeconds(90)));
    }

    @Test
    void the_headers_of_the_draft_are_known_without_saying() {
        Map<String, String> earlier =
                Map.of("ratelimit-limit", "100, 100;w=60", "ratelimit-remaining", "3", "ratelimit-reset", "20");
        Map<String, String> later =
                Map.of("ratelimit-policy", "\"default\";q=100;w=60", "ratelimit", "\"default\";r=3;t=20");

        Allowance told = new Allowance(100, 3, NOW.plusSeconds(20));
        assertThat(RateHeaders.standard(answered(earlier), NOW)).contains(told);
        assertThat(RateHeaders.standard(answered(later), NOW)).contains(told);
    }

    @Test
    void an_answer_that_tells_nothing_or_nonsense_teaches_nothing() {
        assertThat(RateHeaders.standard(answered(Map.of()), NOW)).isEmpty();
        assertThat(RateHeaders.standard(answered(Map.of("ratelimit-remaining", "some", "ratelimit-reset", "20")), NOW))
                .isEmpty();
        assertThat(RateHeaders.standard(answered(Map.of("ratelimit-remaining", "3", "ratelimit-reset", "soon")), NOW))
                .isEmpty();
        assertThat(RateHeaders.standard(answered(Map.of("ratelimit", "\"default\";r=3")), NOW))
                .isEmpty();
    }

    @Test
    void no_tool_can_hold_a_connection_for_longer_than_an_hour() {
        Map<String, String> headers = Map.of("ratelimit-remaining", "0", "ratelimit-reset", "99999999");

        assertThat(RateHeaders.standard(answered(headers), NOW))
                .contains(new Allowance(0, 0, NOW.plus(ResetFormat.MAX_PAUSE)));
    }
}
