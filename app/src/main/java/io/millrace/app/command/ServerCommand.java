package io.millrace.app.command;

import io.millrace.app.Logging;
import io.millrace.app.Millrace;
import io.millrace.app.config.Settings;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code server}: runs until it is told to stop. */
@Command(
        name = "server",
        description = {
            "Start the server and run it in the foreground.",
            "Stops gracefully at Ctrl-C or SIGTERM; what is not finished then goes on at the next start."
        },
        sortOptions = false)
final class ServerCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(ServerCommand.class);

    @Option(names = "--host", paramLabel = "ADDRESS", description = "the address to bind to (127.0.0.1)")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "the port to listen on (8080); 0 takes a free one")
    private @Nullable String port;

    @Option(names = "--public-url", paramLabel = "URL", description = "under which people and tools reach this server")
    private @Nullable String publicUrl;

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--sample",
            description = "run the built-in sample workflow after the start, as a proof, when there is no workflow yet")
    private boolean sample;

    private final Terminal terminal;

    ServerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, @Nullable String> own = new HashMap<>();
        own.put("server.host", host);
        own.put("server.port", port);
        own.put("server.public_url", publicUrl);
        Settings settings = options.read(terminal, own);
        Logging.apply(settings.log());
        Millrace millrace = Millrace.start(settings);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(millrace, stopped), "shutdown"));
        greet(millrace, settings.server());
        stopped.await();
        return Exit.DONE;
    }

    /**
     * Ends the process itself, because the JVM would report a stop by a signal as a failure (130 or 143), and this one has
     * done what it was asked to.
     */
    private static void stop(Millrace millrace, CountDownLatch stopped) {
        log.info("Stopping");
        int exitCode = Exit.DONE;
        try {
            millrace.close();
            log.info("Stopped");
        } catch (RuntimeException e) {
            log.error("The stop did not go as it should; what was not finished goes on at the next start", e);
            exitCode = Exit.DEFECT;
        }
        stopped.countDown();
        Runtime.getRuntime().halt(exitCode);
    }

    /** What whoever started it must know, whatever is logged and in which form: these lines are the command's answer. */
    private void greet(Millrace millrace, Settings.Server server) {
        terminal.print("Millrace is ready at " + millrace.url() + sinceStart());
        Exposure.warnings(server, millrace.url()).forEach(terminal::print);
        millrace.setUpLink()
                .ifPresent(link -> terminal.print(
                        "Nobody has set it up yet. Open this link once, or give it to" + " 'millrace setup': " + link));
        if (sample && millrace.untouched()) {
            terminal.print(millrace.proveItself()
                    .map(time -> "Sample workflow ran: succeeded in " + time.toMillis() + " ms")
                    .orElse("Sample workflow ran: did NOT succeed; the log says why"));
        }
    }

    private static String sinceStart() {
        long start = ManagementFactory.getRuntimeMXBean().getStartTime();
        return " (after " + (System.currentTimeMillis() - start) + " ms)";
    }
}
