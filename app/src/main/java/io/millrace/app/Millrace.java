package io.millrace.app;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.app.config.Settings;
import io.millrace.core.access.Access;
import io.millrace.core.access.SetUp;
import io.millrace.core.action.ActionRunner;
import io.millrace.core.action.ConnectionTests;
import io.millrace.core.action.Deadlines;
import io.millrace.core.catcher.Catcher;
import io.millrace.core.connection.Connections;
import io.millrace.core.connection.Keyring;
import io.millrace.core.connection.SecretMasks;
import io.millrace.core.connection.Variables;
import io.millrace.core.execution.Engine;
import io.millrace.core.execution.Retention;
import io.millrace.core.expression.Expressions;
import io.millrace.core.ledger.Committer;
import io.millrace.core.live.Changes;
import io.millrace.core.project.Projects;
import io.millrace.core.queue.Claimer;
import io.millrace.core.queue.NodeLease;
import io.millrace.core.queue.Slots;
import io.millrace.core.queue.TaskQueue;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.source.Hooks;
import io.millrace.core.source.Inbox;
import io.millrace.core.source.Presets;
import io.millrace.core.source.Sources;
import io.millrace.core.tool.Catalogue;
import io.millrace.core.trigger.ScheduleClock;
import io.millrace.core.trigger.Schedules;
import io.millrace.core.workflow.Planner;
import io.millrace.core.workflow.Validator;
import io.millrace.core.workflow.WorkflowUse;
import io.millrace.core.workflow.Workflows;
import io.millrace.egress.EgressSettings;
import io.millrace.egress.GuardedEgress;
import io.millrace.server.BrowserPages;
import io.millrace.server.HttpServer;
import io.millrace.server.HttpSettings;
import io.millrace.server.TerminalPages;
import io.millrace.server.api.AccessIdentity;
import io.millrace.server.api.ApiRoutes;
import io.millrace.server.api.HealthCheck;
import io.millrace.server.api.Services;
import io.millrace.store.Database;
import io.millrace.store.DatabaseLocation;
import io.millrace.store.Databases;
import io.millrace.store.SqlCatcherStore;
import io.millrace.store.SqlConnectionStore;
import io.millrace.store.SqlEventStore;
import io.millrace.store.SqlExecutionStore;
import io.millrace.store.SqlKeysetStore;
import io.millrace.store.SqlLedgerStore;
import io.millrace.store.SqlNodeStore;
import io.millrace.store.SqlProjectStore;
import io.millrace.store.SqlScheduleStore;
import io.millrace.store.SqlSessionStore;
import io.millrace.store.SqlTaskStore;
import io.millrace.store.SqlTokenStore;
import io.millrace.store.SqlUserStore;
import io.millrace.store.SqlVariableStore;
import io.millrace.store.SqlWorkflowStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running server, every part constructed and joined here, in the order in which they need each other.
 *
 * <p>An event's way through the parts: the HTTP server gives a webhook to {@code Hooks}, which verifies it and hands an
 * occurrence to {@code Intake}; that commits it through the {@code Committer} with its executions and first tasks; the
 * {@code TaskQueue} runs each task on the engine's step runner, which calls the tool through the {@code ActionRunner} and
 * the guarded egress and records the outcome through the {@code Committer} again.
 */
public final class Millrace implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Millrace.class);
    /** What both stores keep of a time, so that a time reads the same before and after it was stored. */
    private static final Duration STORED_PRECISION = Duration.ofNanos(1_000);

    private static final int POSTGRES_COMMITTERS = 3;
    private static final Duration LOCAL_POLL = Duration.ofSeconds(5);
    private static final Duration SHARED_POLL = Duration.ofMillis(200);

    private final Settings settings;
    private final URI url;
    private final Database database;
    private final GuardedEgress egress;
    private final Deadlines deadlines;
    private final Committer committer;
    private final TaskQueue queue;
    private final Claimer claimer;
    private final ScheduleClock schedules;
    private final Retention retention;
    private final HttpServer http;
    private final Access access;
    private final Sample sample;

    private Millrace(Settings settings, Function<DatabaseLocation, Database> databases) throws IOException {
        this.settings = settings;
        InstantSource clock = Clock.tick(Clock.systemUTC(), STORED_PRECISION);
        int port = port(settings.server());
        URI local = URI.create("http://" + reachable(settings.server().host()) + ":" + port);
        url = settings.server().publicUrl().orElse(local);
        PrometheusMeterRegistry metrics = metrics();

        Expressions expressions = new Expressions(clock);
        Catalogue catalogue = InstalledTools.load(settings.toolsFolder(), expressions, clock);

        database = databases.apply(location(settings));
        boolean shared = database.dialect().manyNodes();
        AtomicInteger slot = new AtomicInteger();
        NodeLease node = NodeLease.join(
                new SqlNodeStore(database), clock, hostName(), !shared, number -> slot.set((int) number));
        Ids ids = new Ids(clock, slot::get);

        Keyring keyring = keyring(settings, database);
        InstalledActions actions = new InstalledActions(catalogue);
        SqlWorkflowStore workflowStore = new SqlWorkflowStore(database);
        Variables variables = new Variables(
                new SqlVariableStore(database),
                keyring,
                (project, name) -> workflowStore.using(project, new WorkflowUse(WorkflowUse.Kind.VARIABLE, name)),
                clock);
        Connections connections = new Connections(
                new SqlConnectionStore(database),
                keyring,
                new InstalledKinds(catalogue),
                (project, id) -> workflowStore.using(project, new WorkflowUse(WorkflowUse.Kind.CONNECTION, id)),
                clock);
        Workflows workflows = new Workflows(
                workflowStore,
                new Validator(actions, Presets::check, expressions),
                new Planner(expressions),
                actions,
                project -> Surroundings.of(project, connections, variables),
                clock);
        SecretMasks masks = new SecretMasks(connections, variables);
        Projects projects = new Projects(
                new SqlProjectStore(database), new ProjectInside(workflows, connections, variables), clock);
        projects.ensureDefault();

        Function<String, URI> catchers = project -> local.resolve("/catch/" + project + "/");
        egress = new GuardedEgress(egressSettings(settings, local), clock);
        deadlines = new Deadlines();
        committer = new Committer(
                new SqlLedgerStore(database),
                shared ? POSTGRES_COMMITTERS : 1,
                settings.engine().group(),
                metrics);
        SqlTaskStore taskStore = new SqlTaskStore(database);
        queue = new TaskQueue(
                taskStore,
                node,
                new Slots(settings.engine().slots()),
                clock,
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("task-", 0).factory()),
                metrics);
        SqlExecutionStore executionStore = new SqlExecutionStore(database);
        Changes changes = new Changes();
        Engine engine = new Engine(new Engine.Parts(
                new SqlEventStore(database),
                executionStore,
                workflows,
                variables,
                masks,
                new ActionRunner(catalogue, connections, egress, deadlines),
                committer,
                queue,
                changes,
                ids,
                catchers,
                RandomGenerator.getDefault(),
                clock,
                metrics));
        claimer = new Claimer(queue, node, clock, shared ? SHARED_POLL : LOCAL_POLL);
        Schedules schedule = new Schedules(new SqlScheduleStore(database), workflows, engine.intake(), clock, metrics);
        schedules = new ScheduleClock(schedule);
        retention = new Retention(
                executionStore, Duration.ofDays(settings.retention().days()), clock);
        QueueMetrics.register(taskStore, clock, metrics);

        access = new Access(
                new SqlUserStore(database),
                new SqlTokenStore(database),
                new SqlSessionStore(database),
                keyring.derive(SetUp.PURPOSE),
                ids,
                clock);
        access.setUp().bootstrap(settings.bootstrap());
        Sources sources = new Sources(clock);
        Inbox inbox = new IntakeInbox(engine.intake());
        Hooks hooks = new Hooks(new WebhookRoutes(workflows, variables), inbox, sources, clock);
        sample = new Sample(workflows, engine, clock);
        Services services = new Services(
                access,
                projects,
                workflows,
                engine.intake(),
                engine.executions(),
                engine.events(),
                schedule,
                connections,
                new ConnectionTests(catalogue, connections, masks, egress, deadlines, catchers),
                variables,
                catalogue,
                hooks,
                sources,
                new Catcher(new SqlCatcherStore(database), project -> masks.of(project)::text),
                metrics,
                settings.metrics().token().map(secret -> secret.reveal()),
                List.of(new HealthCheck("store", this::storeProblem)),
                url,
                clock);
        Path ui = Installation.folder().resolve("ui");
        http = new HttpServer(
                HttpSettings.of(settings.server().host(), port, url)
                        .withBehindProxy(settings.server().behindProxy())
                        .withStopTimeout(settings.engine().stopTimeout()),
                new HttpServer.Parts(
                        ApiRoutes.table(services),
                        new AccessIdentity(access),
                        new KnownProjects(projects),
                        Optional.of(BrowserPages.isIn(ui) ? new BrowserPages(ui) : new TerminalPages(url)),
                        metrics));
    }

    /**
     * Starts a server: opens the database, takes over what a dead one left, and listens.
     *
     * @throws MillraceException {@code configuration_invalid} with the key, {@code tool_invalid} with the file, or
     *     {@code store_unavailable}
     */
    public static Millrace start(Settings settings) {
        return start(settings, Databases::open);
    }

    /** @param databases opens the store; a proof that takes a guard away opens it without */
    static Millrace start(Settings settings, Function<DatabaseLocation, Database> databases) {
        try {
            Millrace millrace = new Millrace(settings, databases);
            millrace.claimer.start();
            millrace.schedules.start();
            millrace.retention.start();
            millrace.http.start();
            return millrace;
        } catch (IOException e) {
            throw notListening(settings.server(), e);
        }
    }

    private static MillraceException notListening(Settings.Server server, IOException e) {
        String message = String.valueOf(e.getMessage());
        String place = server.host() + ":" + server.port();
        if (message.contains("in use")) {
            return new MillraceException(
                    ErrorCode.CONFIGURATION_INVALID,
                    "The port " + server.port() + " is in use by another program, so Millrace cannot listen on " + place
                            + ". Stop that one, or choose another with --port.",
                    e);
        }
        return new MillraceException(
                ErrorCode.CONFIGURATION_INVALID,
                "Millrace cannot listen on " + place + " (server.host, server.port): " + message + ".",
                e);
    }

    /** Where people and tools reach this server. */
    public URI url() {
        return url;
    }

    /** The one-time link that makes the owner, while there is none. */
    public Optional<URI> setUpLink() {
        return access.setUp().pending().map(token -> url.resolve("/setup?token=" + token));
    }

    /** Whether nobody has made a workflow here yet. */
    public boolean untouched() {
        return sample.wouldBeFirst();
    }

    /**
     * Runs the built-in sample workflow once, without network.
     *
     * @return how long it took from the event to the end; empty when it did not succeed
     */
    public Optional<Duration> proveItself() {
        return sample.run();
    }

    /** Stops: takes nothing in any more, lets what runs finish within the bound, gives the rest back. */
    @Override
    public void close() {
        http.stop();
        schedules.close();
        retention.close();
        claimer.close();
        if (!queue.drain(settings.engine().stopTimeout())) {
            log.info("Some steps did not end in time; they run again at the next start");
        }
        committer.close();
        deadlines.close();
        egress.close();
        database.close();
    }

    static DatabaseLocation location(Settings settings) {
        return DatabaseLocation.parse(settings.database().reveal(), settings.data());
    }

    static Keyring keyring(Settings settings, Database database) {
        return Keyring.open(
                new SqlKeysetStore(database), settings.masterKey().map(secret -> secret.reveal()), settings.data());
    }

    private static EgressSettings egressSettings(Settings settings, URI local) {
        EgressSettings defaults = EgressSettings.defaults(Version.CURRENT);
        return new EgressSettings(
                settings.egress().allow(),
                List.of(local.resolve("/catch/")),
                defaults.connectTimeout(),
                defaults.maxPerHost(),
                defaults.maxRequestBytes(),
                defaults.maxAnswerBytes(),
                settings.egress().trustFile(),
                Version.CURRENT);
    }

    private static PrometheusMeterRegistry metrics() {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(metrics);
        new JvmThreadMetrics().bindTo(metrics);
        new JvmGcMetrics().bindTo(metrics);
        new ClassLoaderMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        new UptimeMetrics().bindTo(metrics);
        return metrics;
    }

    private Optional<String> storeProblem() {
        try {
            database.read(handle ->
                    handle.createQuery("SELECT 1").mapTo(Integer.class).one());
            return Optional.empty();
        } catch (MillraceException e) {
            return Optional.of("The database does not answer.");
        }
    }

    private static String reachable(String host) {
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        return everywhere ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    }

    private static String hostName() {
        return ProcessHandle.current().pid() + "@"
                + Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost");
    }

    /**
     * Tools must know the port of the catcher before the server listens, so port 0 is decided here. Another one is tried
     * before anything is made in the data folder: a start that cannot succeed leaves no trace.
     */
    private static int port(Settings.Server server) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            boolean any = server.port() == 0;
            socket.bind(any ? new InetSocketAddress(0) : new InetSocketAddress(server.host(), server.port()));
            return socket.getLocalPort();
        }
    }
}
