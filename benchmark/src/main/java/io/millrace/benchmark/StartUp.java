package io.millrace.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Starts a server again and again and takes the time from the start of its process to its first good answer. */
final class StartUp {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] BODY = LoadPlan.filled(1_024);

    private final URI url;
    private final String method;
    private final List<String> command;
    private final int runs;
    private final int idleSeconds;

    private StartUp(URI url, String method, List<String> command, int runs, int idleSeconds) {
        this.url = url;
        this.method = method;
        this.command = command;
        this.runs = runs;
        this.idleSeconds = idleSeconds;
    }

    static StartUp of(Arguments arguments) {
        StartUp startUp = new StartUp(
                URI.create(arguments.text("url")),
                arguments.optional("method").orElse("POST"),
                arguments.rest(),
                Math.max(1, arguments.number("runs", 5)),
                arguments.number("idle", 0));
        arguments.requireAllUsed();
        if (startUp.command.isEmpty()) {
            throw new IllegalArgumentException("The command to start comes after --.");
        }
        return startUp;
    }

    void run(PrintStream out) throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            times.add(once(i == runs - 1 ? idleSeconds : 0, out));
        }
        out.printf(Locale.ROOT, "median of %d: %.0f ms to the first good answer%n", runs, Comparison.median(times));
    }

    private double once(int idleSeconds, PrintStream out) throws IOException, InterruptedException {
        if (answers()) {
            throw new IllegalArgumentException("Something answers at " + url + " already; end it first.");
        }
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            while (!answers()) {
                if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new IllegalStateException("The command gave no good answer at " + url + ".");
                }
                TimeUnit.MILLISECONDS.sleep(2);
            }
            double millis = (System.nanoTime() - start) / 1e6;
            out.printf(Locale.ROOT, "%.0f ms, %d MiB resident%n", millis, residentMebibytes(process.pid()));
            if (idleSeconds > 0) {
                TimeUnit.SECONDS.sleep(idleSeconds);
                out.printf(
                        Locale.ROOT,
                        "%d MiB resident after %d s idle%n",
                        residentMebibytes(process.pid()),
                        idleSeconds);
            }
            return millis;
        } finally {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            if (method.equals("POST")) {
                connection.setRequestProperty("Content-Type", "application/json");
                connection.setDoOutput(true);
                connection.getOutputStream().write(BODY);
            }
            int status = connection.getResponseCode();
            connection.disconnect();
            return status >= 200 && status <= 299;
        } catch (IOException e) {
            return false;
        }
    }

    /** From Linux's process table (proc_pid_status(5), VmRSS); -1 elsewhere. */
    private static long residentMebibytes(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElse(-1);
    }
}
