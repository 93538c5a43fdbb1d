package io.millrace.verify.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server with the workflow {@code flow}, the sink that its steps call, and the senders that feed it. */
final class Installation implements AutoCloseable {
    static final String FLOW = "flow";
    static final String TOKEN = "mr_crashproof0123456789abcdef0123456789ab";
    static final String SECRET = "the senders know this too";

    static final String MAIN = "io.millrace.app.Main";
    private static final Duration LONGEST_DELAY = Duration.ofMillis(60);
    private static final Duration LONGEST_REST = Duration.ofSeconds(90);

    private final RecordingSink sink;
    private final ServerProcess.Launch launch;
    private final MortalServer server;
    private final Api api;
    /** Where the API is asked. */
    private volatile Supplier<URI> front;

    private Installation(RecordingSink sink, ServerProcess.Launch launch, MortalServer server) {
        this.sink = sink;
        this.launch = launch;
        this.server = server;
        front = server::url;
        api = new Api(() -> front.get(), TOKEN);
    }

    /**
     * Starts a server on an empty store and publishes the workflow.
     *
     * @param folder for the data and the output
     * @param database what {@code MILLRACE_DATABASE} says
     */
    static Installation start(Path folder, String database) {
        return start(folder, database, MAIN, List.of());
    }

    /** @param mainClass of the server @param wrapper a command that runs its JVM */
    static Installation start(Path folder, String database, String mainClass, List<String> wrapper) {
        return start(folder, database, mainClass, wrapper, List.of());
    }

    /** @param tools addresses that may be called besides the sink's */
    static Installation start(
            Path folder, String database, String mainClass, List<String> wrapper, List<String> tools) {
        return start(folder, database, mainClass, wrapper, tools, List.of());
    }

    /** @param options of the JVM of the server */
    static Installation start(
            Path folder,
            String database,
            String mainClass,
            List<String> wrapper,
            List<String> tools,
            List<String> options) {
        // The sink needs the number of the server's life, and the server the sink's address: one life is known before.
        MortalServer[] born = new MortalServer[1];
        RecordingSink sink = new RecordingSink(() -> born[0] == null ? 1 : born[0].number(), LONGEST_DELAY);
        ServerProcess.Launch launch = new ServerProcess.Launch(
                wrapper,
                options,
                mainClass,
                environment(folder, database, allowed(sink, tools)),
                folder.resolve("server.log"));
        born[0] = MortalServer.start(launch);
        Installation installation = new Installation(sink, launch, born[0]);
        installation.prepare();
        return installation;
    }

    private static String allowed(RecordingSink sink, List<String> tools) {
        return Stream.concat(Stream.of(sink.address()), tools.stream()).collect(Collectors.joining(","));
    }

    private static Map<String, String> environment(Path folder, String database, String allowed) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MILLRACE_DATA", folder.resolve("data").toString());
        environment.put("MILLRACE_DATABASE", database);
        environment.put("MILLRACE_EGRESS_ALLOW", allowed);
        environment.put("MILLRACE_BOOTSTRAP_TOKEN", TOKEN);
        return environment;
    }

    private void prepare() {
        api.putVariable("SINK", sink.url(), false);
        api.putVariable("FLOW_HOOK", SECRET, true);
        api.publish(FLOW, resource("flow.yaml"));
    }

    static String resource(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/crash", name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MortalServer server() {
        return server;
    }

    Api api() {
        return api;
    }

    /** From now on the API is asked there, since the first server is going to stop. */
    void ask(Supplier<URI> server) {
        front = server;
    }

    /** Starts another server on the same store, and waits until it is ready. The caller closes it. */
    ServerProcess secondNode(Path output) {
        ServerProcess node =
                ServerProcess.start(new ServerProcess.Launch(List.of(), MAIN, launch.environment(), output));
        node.awaitReady();
        return node;
    }

    /** Senders to a server of this store. */
    WebhookSenders senders(ServerProcess node, int deliveries) {
        return senders(node::url, deliveries);
    }

    /** @param nodes asked for each request, by the thread of the client that sends it */
    WebhookSenders senders(Supplier<URI> nodes, int deliveries) {
        return new WebhookSenders(nodes, FLOW, SECRET, deliveries);
    }

    WebhookSenders senders(int deliveries) {
        return new WebhookSenders(server::url, FLOW, SECRET, deliveries);
    }

    /** Waits until the senders are done and no execution is open. */
    void awaitRest(WebhookSenders senders) {
        Patience.await("every delivery is acknowledged", LONGEST_REST, senders::finished);
        Patience.await("no execution is open", LONGEST_REST, this::atRest);
    }

    private boolean atRest() {
        return List.of("queued", "running", "waiting", "cancelling").stream()
                .allMatch(status -> api.all("/executions?status=" + status).isEmpty());
    }

    Oracle.Evidence evidence(WebhookSenders senders, Duration resumeBound) {
        return evidence(senders.acknowledgements(), resumeBound);
    }

    Oracle.Evidence evidence(List<Acknowledgement> acknowledged, Duration resumeBound) {
        return new Oracle.Evidence(acknowledged, sink.calls(), server.lives(), History.read(api, FLOW), resumeBound);
    }

    @Override
    public void close() {
        server.close();
        api.close();
        sink.close();
    }
}
