package io.millrace.verify.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One Millrace server in a JVM of its own, on the classes of this test, listening on loopback. */
final class ServerProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final int SHOWN_CHARACTERS = 8_000;

    private final Process process;
    private final Path output;
    private final URI url;
    private final Instant begun;

    /**
     * How to start it.
     *
     * @param wrapper a command that runs the JVM, such as a tracer with its options; may be empty
     * @param options of its JVM besides the usual ones, over which they win
     * @param mainClass takes the options of {@code millrace server}
     * @param environment the configuration as {@code MILLRACE_...} variables
     * @param output where both output streams are appended to
     */
    record Launch(
            List<String> wrapper,
            List<String> options,
            String mainClass,
            Map<String, String> environment,
            Path output) {
        Launch {
            wrapper = List.copyOf(wrapper);
            options = List.copyOf(options);
            environment = Map.copyOf(environment);
        }

        Launch(List<String> wrapper, String mainClass, Map<String, String> environment, Path output) {
            this(wrapper, List.of(), mainClass, environment, output);
        }
    }

    private ServerProcess(Process process, Path output, URI url, Instant begun) {
        this.process = process;
        this.output = output;
        this.url = url;
        this.begun = begun;
    }

    /** Starts the process and returns at once. */
    static ServerProcess start(Launch launch) {
        int port = freePort();
        List<String> command = new ArrayList<>(launch.wrapper());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(launch.options());
        command.addAll(List.of(launch.mainClass(), "server"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.output().toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("MILLRACE_"));
        environment.putAll(launch.environment());
        environment.put("MILLRACE_SERVER_HOST", "127.0.0.1");
        environment.put("MILLRACE_SERVER_PORT", Integer.toString(port));
        environment.put("CLASSPATH", System.getProperty("java.class.path"));
        Instant begun = Instant.now();
        try {
            Process process = builder.start();
            Reaper.watch("KILL", process.pid());
            return new ServerProcess(process, launch.output(), URI.create("http://127.0.0.1:" + port), begun);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    URI url() {
        return url;
    }

    /** When the process was started. */
    Instant begun() {
        return begun;
    }

    long pid() {
        return process.pid();
    }

    /** Waits until it says that it is ready. @throws AssertionError with its output when it does not */
    Instant awaitReady() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            boolean ready = Patience.holds(LONGEST_START, () -> !process.isAlive() || isReady(client));
            if (!ready || !process.isAlive()) {
                throw new AssertionError(
                        (process.isAlive() ? "The server is not ready. " : "The server ended. ") + shownOutput());
            }
            return Instant.now();
        }
    }

    private boolean isReady(HttpClient client) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a signal. @param name such as {@code STOP} or {@code CONT} */
    void signal(String name) {
        try {
            int exitCode = new ProcessBuilder("kill", "-s", name, Long.toString(pid()))
                    .start()
                    .waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException("The signal " + name + " could not be sent to " + pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills it with SIGKILL and returns when it is gone. */
    void kill9() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    /**
     * Asks it to end with SIGTERM.
     *
     * @return the exit code
     * @throws AssertionError with its output when it is still there after the bound
     */
    int stop(Duration bound) {
        process.destroy();
        return awaitExit(bound);
    }

    private int awaitExit(Duration bound) {
        try {
            if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("The server did not end within " + bound + ". " + shownOutput());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Reaper.forget("KILL", process.pid());
        return process.exitValue();
    }

    /** Whether a text stands anywhere in its output. */
    boolean hasSaid(String text) {
        try (Stream<String> lines = Files.lines(output, StandardCharsets.UTF_8)) {
            return lines.anyMatch(line -> line.contains(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of its output, for the message of a failed test. */
    String shownOutput() {
        try {
            String text = Files.readString(output, StandardCharsets.UTF_8);
            return "Its output ends with:\n" + text.substring(Math.max(0, text.length() - SHOWN_CHARACTERS));
        } catch (IOException e) {
            return "Its output cannot be read: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        kill9();
    }
}
