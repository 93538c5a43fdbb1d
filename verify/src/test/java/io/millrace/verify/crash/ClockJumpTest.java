package io.millrace.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.SettableServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of a server is set forward by an hour while events flow through it, back, and forward again: over the end of a
 * year, and in the nights in which the clocks change. {@code -Dmillrace.nights=3} tries all of them, else one.
 */
@Tag("slow")
class ClockJumpTest {
    private static final Logger log = LoggerFactory.getLogger(ClockJumpTest.class);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofMinutes(5);
    /** Some rounds of what fires schedules, and a heartbeat. */
    private static final Duration ROUNDS = Duration.ofSeconds(3);

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int EVENTS = 60;

    @TempDir
    Path folder;

    /**
     * A night.
     *
     * @param start when the server is started: so that the next slot after all jumps is minutes away
     * @param nightly when the schedule of half past two is due; empty when that is not in the hour
     */
    record Night(String name, Instant start, List<Instant> nightly) {
        static Night of(String name, String start, String... nightly) {
            return new Night(
                    name,
                    Instant.parse(start),
                    Stream.of(nightly).map(Instant::parse).toList());
        }
    }

    static List<Night> nights() {
        Night forward = Night.of("the clocks are set forward", "2027-03-28T00:20:10Z", "2027-03-28T01:00:00Z");
        return Integer.getInteger("millrace.nights", 1) == 1
                ? List.of(forward)
                : List.of(
                        forward,
                        Night.of("the clocks are set back", "2026-10-25T00:20:10Z", "2026-10-25T00:30:00Z"),
                        Night.of("the year ends", "2026-12-31T22:20:10Z"));
    }

    @ParameterizedTest
    @MethodSource("nights")
    void no_slot_fires_twice_or_is_left_out_and_no_event_is_lost_or_done_twice(Night night) {
        Instant start = night.start();
        Duration ahead = Duration.between(Instant.now(), start);
        setClock(ahead);
        try (Installation installation =
                Installation.start(folder, "sqlite", SettableServer.class.getName(), List.of())) {
            Api api = installation.api();
            api.publish("clocks", Installation.resource("clocks.yaml"));
            Patience.pass(ROUNDS); // a schedule counts from when it is first seen
            List<Acknowledgement> acknowledged = deliver(installation, () -> setClock(ahead.plus(HOUR)));
            List<Instant> often = slots(start, start.plus(HOUR));
            Patience.await(
                    "what was missed is made up for",
                    LONG,
                    () -> fired(api, "often").containsAll(often));
            List<Acknowledgement> back = deliverAfter(installation, ahead);
            List<Acknowledgement> forth = deliverAfter(installation, ahead.plus(HOUR));

            assertThat(fired(api, "often")).containsExactlyInAnyOrderElementsOf(often);
            assertThat(fired(api, "nightly")).containsExactlyElementsOf(night.nightly());
            List<Acknowledgement> all =
                    Stream.of(acknowledged, back, forth).flatMap(List::stream).toList();
            long calls = judge(installation, all);
            log.info(
                    "{}: set by +1 h, -1 h and +1 h, {} slots fired once each, {} events, {} calls, none twice",
                    night.name(),
                    often.size(),
                    calls / 3,
                    calls);
        }
    }

    private void setClock(Duration ahead) {
        try {
            Path data = Files.createDirectories(folder.resolve("data"));
            Path written = Files.writeString(folder.resolve("clock"), ahead.toString(), StandardCharsets.US_ASCII);
            Files.move(written, data.resolve(SettableServer.FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Acknowledgement> deliverAfter(Installation installation, Duration ahead) {
        setClock(ahead);
        Patience.pass(ROUNDS);
        return deliver(installation, () -> {});
    }

    /** @param meanwhile done when a third of the events is taken in */
    private static List<Acknowledgement> deliver(Installation installation, Runnable meanwhile) {
        try (WebhookSenders senders = installation.senders(EVENTS)) {
            senders.start();
            Patience.await("events flow", LONG, () -> senders.delivered() > EVENTS / 3);
            meanwhile.run();
            installation.awaitRest(senders);
            assertThat(senders.surprises()).isEmpty();
            assertThat(senders.delivered()).isEqualTo(EVENTS);
            return senders.acknowledgements();
        }
    }

    /** Of the local times that exist twice only the first ones are slots. */
    private static List<Instant> slots(Instant after, Instant upTo) {
        long step = STEP.toSeconds();
        Instant first = Instant.ofEpochSecond((after.getEpochSecond() / step + 1) * step);
        return Stream.iterate(first, slot -> !slot.isAfter(upTo), slot -> slot.plus(STEP))
                .filter(slot -> LocalDateTime.ofInstant(slot, ZONE)
                        .atZone(ZONE)
                        .withEarlierOffsetAtOverlap()
                        .toInstant()
                        .equals(slot))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Instant> fired(Api api, String trigger) {
        return api.all("/events?source=/schedules/default/clocks/" + trigger).stream()
                .map(event -> (Map<String, Object>)
                        api.get("/events/" + event.get("id")).get("data"))
                .map(data -> Instant.parse(String.valueOf(data.get("slot"))))
                .toList();
    }

    /** The oracle cannot tell which life a try belongs to on a clock that jumps; no life ends here. @return how many calls */
    private static long judge(Installation installation, List<Acknowledgement> acknowledged) {
        Oracle.Evidence evidence = installation.evidence(acknowledged, LONG);
        assertThat(evidence.history().events().stream().map(History.Event::id))
                .as("every event that was acknowledged, once")
                .containsExactlyInAnyOrderElementsOf(
                        acknowledged.stream().map(Acknowledgement::event).collect(Collectors.toSet()));
        assertThat(evidence.history().executions())
                .hasSameSizeAs(evidence.history().events())
                .allSatisfy(execution -> assertThat(execution.status()).isEqualTo("succeeded"));
        assertThat(evidence.calls().stream().map(SinkCall::key))
                .as("three calls of each, and none twice")
                .hasSize(3 * evidence.history().executions().size())
                .doesNotHaveDuplicates();
        return evidence.calls().size();
    }
}
