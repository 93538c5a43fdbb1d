package io.millrace.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * The engine in simulated installations with simulated faults, as many as {@code -Dmillrace.simulation.seconds=N} allow.
 * {@code -Dmillrace.simulation.seeds=N} runs so many seeds, however long that takes; {@code -Dmillrace.simulation.seed=N}
 * runs that one alone and prints what happened.
 */
class SimulationTest {
    /** A guard that is missing has to show in one of so many. */
    private static final int SEEDS = 200;

    private static final Duration LONGEST = Duration.ofSeconds(Integer.getInteger("millrace.simulation.seconds", 20));
    private static final Kit KIT = new Kit();
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.millrace");
    private static Level level = Level.INFO;

    /** The engine tells of every fault; here there are thousands. */
    @BeforeAll
    static void silence() {
        level = LOG.getLevel();
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void restore() {
        LOG.setLevel(level);
    }

    @Test
    void no_rule_is_broken_whatever_goes_wrong() {
        Optional<Long> alone = Optional.ofNullable(Long.getLong("millrace.simulation.seed"));
        Optional<Integer> wanted = Optional.ofNullable(Integer.getInteger("millrace.simulation.seeds"));
        if (alone.isPresent()) {
            Simulation.Result result = Simulation.run(KIT, alone.get(), Sabotage.NONE);
            System.out.println(result.told());
            assertThat(result.broken()).as(result.told()).isEmpty();
            return;
        }
        long end = System.nanoTime() + LONGEST.toNanos();
        int count = 0;
        for (long seed = 1; seed <= wanted.orElse(Integer.MAX_VALUE); seed++) {
            if (wanted.isEmpty() && System.nanoTime() > end) {
                break;
            }
            Simulation.Result result = Simulation.run(KIT, seed, Sabotage.NONE);
            assertThat(result.broken()).as(result.told()).isEmpty();
            count++;
        }
        System.out.println("Simulated seeds: " + count);
        assertThat(count).isPositive();
    }

    @Test
    void the_same_seed_tells_the_same_story() {
        for (long seed = 1; seed <= 10; seed++) {
            assertThat(Simulation.run(KIT, seed, Sabotage.NONE).trace())
                    .hasSizeGreaterThan(10)
                    .isEqualTo(Simulation.run(KIT, seed, Sabotage.NONE).trace());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_guard_that_is_missing_shows(Sabotage sabotage) {
        List<Simulation.Result> red = new ArrayList<>();
        LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Simulation.run(KIT, seed, sabotage))
                .filter(result -> result.broken().isPresent())
                .limit(1)
                .forEach(red::add);
        assertThat(red).as("seeds that show " + sabotage).isNotEmpty();
    }
}
