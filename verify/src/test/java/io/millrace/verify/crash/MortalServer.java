package io.millrace.verify.crash;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that dies and is started again on the same data, and the record of its lives. Each life has its own port. */
final class MortalServer implements AutoCloseable {
    private final ServerProcess.Launch launch;
    private final List<Life> lives = new CopyOnWriteArrayList<>();
    private volatile ServerProcess process;
    /** Counts the processes that were started. */
    private final AtomicInteger number = new AtomicInteger(1);

    private MortalServer(ServerProcess.Launch launch) {
        this.launch = launch;
        process = ServerProcess.start(launch);
        born();
    }

    static MortalServer start(ServerProcess.Launch launch) {
        return new MortalServer(launch);
    }

    /** Starts a new process after the death of the last one, and waits until it is ready. */
    void startAgain() {
        number.incrementAndGet();
        process = ServerProcess.start(launch);
        born();
    }

    private void born() {
        Instant ready = process.awaitReady();
        lives.add(new Life(number.get(), process.begun(), ready, Optional.empty()));
    }

    /** Where the present process listens, or the last one did. */
    URI url() {
        return process.url();
    }

    /** The number of the present life, the one that is just being started included. */
    int number() {
        return number.get();
    }

    ServerProcess process() {
        return process;
    }

    void kill9() {
        Instant at = Instant.now();
        process.kill9();
        lives.set(lives.size() - 1, lives.getLast().ended(at, true));
    }

    /** Starts it again if it has died by itself, as a supervisor does. @return whether it had to */
    boolean startAgainIfDead() {
        if (process.alive()) {
            return false;
        }
        lives.set(lives.size() - 1, lives.getLast().ended(Instant.now(), true));
        startAgain();
        return true;
    }

    /** @return the exit code; see {@link ServerProcess#stop} */
    int stop(Duration bound) {
        Instant at = Instant.now();
        int exitCode = process.stop(bound);
        lives.set(lives.size() - 1, lives.getLast().ended(at, false));
        return exitCode;
    }

    List<Life> lives() {
        return List.copyOf(lives);
    }

    @Override
    public void close() {
        process.close();
    }
}
