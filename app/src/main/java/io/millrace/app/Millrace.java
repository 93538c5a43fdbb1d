package io.millrace.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.app.config.Settings;
import io.millrace.core.access.Access;
import io.millrace.core.access.SetUp;
import io.millrace.core.action.ActionRunner;
import io.millrace.core.action.ConnectionTests;
import io.millrace.core.action.Deadlines;
import io.millrace.core.blob.BlobCheckup;
import io.millrace.core.blob.BlobStore;
import io.millrace.core.blob.BlobSweep;
import io.millrace.core.blob.Blobs;
import io.millrace.core.catcher.Catcher;
import io.millrace.core.connection.Keyring;
import io.millrace.core.execution.DryRun;
import io.millrace.core.execution.Engine;
import io.millrace.core.execution.LaneWakes;
import io.millrace.core.execution.Retention;
import io.millrace.core.execution.Statistics;
import io.millrace.core.expression.Expressions;
import io.millrace.core.ledger.Committer;
import io.millrace.core.lifecycle.CloseStack;
import io.millrace.core.lifecycle.PeriodicTask;
import io.millrace.core.live.Changes;
import io.millrace.core.queue.Claimer;
import io.millrace.core.queue.NodeLease;
import io.millrace.core.queue.Nodes;
import io.millrace.core.queue.Slots;
import io.millrace.core.queue.TaskQueue;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.source.Hooks;
import io.millrace.core.source.Sources;
import io.millrace.core.tool.Catalogue;
import io.millrace.core.trigger.Backfill;
import io.millrace.core.trigger.Polls;
import io.millrace.core.trigger.Schedules;
import io.millrace.egress.EgressSettings;
import io.millrace.egress.GuardedEgress;
import io.millrace.server.BoundPort;
import io.millrace.server.BrowserPages;
import io.millrace.server.HttpServer;
import io.millrace.server.HttpSettings;
import io.millrace.server.TerminalPages;
import io.millrace.server.api.About;
import io.millrace.server.api.AccessIdentity;
import io.millrace.server.api.ApiRoutes;
import io.millrace.server.api.HealthCheck;
import io.millrace.server.api.Services;
import io.millrace.store.Database;
import io.millrace.store.DatabaseLocation;
import io.millrace.store.Databases;
import io.millrace.store.SqlBlobUseStore;
import io.millrace.store.SqlCatcherStore;
import io.millrace.store.SqlEventStore;
import io.millrace.store.SqlExecutionStore;
import io.millrace.store.SqlKeysetStore;
import io.millrace.store.SqlLaneStore;
import io.millrace.store.SqlLedgerStore;
import io.millrace.store.SqlNodeStore;
import io.millrace.store.SqlPollStore;
import io.millrace.store.SqlResultStore;
import io.millrace.store.SqlScheduleStore;
import io.millrace.store.SqlSessionStore;
import io.millrace.store.SqlTaskStore;
import io.millrace.store.SqlTokenStore;
import io.millrace.store.SqlUserStore;
import java.io.IOException;
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

    /** One group writes while the next one gathers; with more of them each is smaller, and a unit costs more. */
    private static final int POSTGRES_COMMITTERS = 2;

    private static final Duration LOCAL_POLL = Duration.ofSeconds(5);
    private static final Duration SHARED_POLL = Duration.ofMillis(200);

    private final CloseStack opened = new CloseStack();
    private static final int MOST_WAITING_COUNTED = 10_000;

    private final Settings settings;
    private final InstantSource clock;
    private final PrometheusMeterRegistry metrics = ProcessMetrics.registry();
    /** Where this very process is reached, by its own tools too. */
    private final URI local;

    private final URI url;
    private final Access access;
    private final Sample sample;

    /** When the stop must be over, as {@code System.nanoTime()} has it; set when it begins. */
    private long stopBy;

    /** What is kept, and the key to what is kept secret. */
    private record Storage(Database database, Keyring keyring) {
        boolean shared() {
            return database.dialect().manyNodes();
        }
    }

    /** The way out of this process. */
    private record Outside(GuardedEgress egress, Deadlines deadlines, Function<String, URI> catchers) {}

    /** What claims tasks, and what makes ids in the name of this node. */
    private record Node(TaskQueue queue, Claimer claimer, Ids ids, Nodes nodes) {}

    /** What runs workflows. */
    private record Running(Engine engine, Schedules schedules, Polls polls) {}

    private Millrace(Settings settings, Function<DatabaseLocation, Database> databases, Clock wall) throws IOException {
        this.settings = settings;
        this.clock = Clock.tick(wall, STORED_PRECISION);
        try {
            // First, so that a start that cannot succeed makes nothing in the data folder.
            BoundPort port = opened.push(
                    BoundPort.bind(settings.server().host(), settings.server().port()));
            local = URI.create("http://" + reachable(settings.server().host()) + ":" + port.number());
            url = settings.server().publicUrl().orElse(local);

            Expressions expressions = new Expressions(clock);
            Catalogue catalogue = InstalledTools.load(settings.toolsFolder(), expressions, clock);
            Storage storage = storage(databases);
            Definitions definitions =
                    Definitions.of(storage.database(), storage.keyring(), catalogue, expressions, clock);
            Outside outside = outside();
            BlobStore blobStore = opened.push(LargeValues.open(settings, storage.database(), clock));
            Committer committer = committer(storage);
            Node node = node(storage);
            Blobs blobs =
                    new Blobs(blobStore, settings.blobs().threshold(), node.ids(), Thread::startVirtualThread, metrics);
            Running running = running(storage, definitions, outside, committer, node, blobs);
            access = access(storage, node.ids());
            sample = new Sample(definitions.workflows(), running.engine(), clock);
            HttpServer http = http(
                    services(storage, definitions, outside, running, blobStore, blobs, node.nodes()), port.number());
            begin(http, port, node.claimer(), running, retention(storage.database(), definitions, blobStore));
        } catch (IOException | RuntimeException | Error e) {
            stopBy = System.nanoTime();
            opened.closeAfter(e);
            throw e;
        }
    }

    private Storage storage(Function<DatabaseLocation, Database> databases) {
        Database database = opened.push(databases.apply(location(settings)));
        Gauge.builder("millrace.store.log", database, Database::logBytes)
                .description("The embedded database's write-ahead log")
                .baseUnit("bytes")
                .register(metrics);
        return new Storage(database, keyring(settings, database));
    }

    private Outside outside() {
        GuardedEgress egress = opened.push(new GuardedEgress(egressSettings(), clock));
        EgressMetrics.register(egress, metrics);
        Deadlines deadlines = opened.push(new Deadlines());
        return new Outside(egress, deadlines, project -> local.resolve("/catch/" + project + "/"));
    }

    private EgressSettings egressSettings() {
        return EgressSettings.defaults(Version.CURRENT)
                .withAllow(settings.egress().allow().toArray(String[]::new))
                .withOwn(local.resolve("/catch/"))
                .withTrustFile(settings.egress().trustFile());
    }

    private Committer committer(Storage storage) {
        return opened.push(new Committer(
                new SqlLedgerStore(storage.database()),
                storage.shared() ? POSTGRES_COMMITTERS : 1,
                settings.engine().group(),
                clock,
                metrics));
    }

    /** Joins the nodes, and makes at once what leaves them again. */
    private Node node(Storage storage) {
        AtomicInteger slot = new AtomicInteger();
        SqlTaskStore tasks = new SqlTaskStore(storage.database());
        Ids ids = new Ids(clock, slot::get);
        SqlNodeStore nodes = new SqlNodeStore(storage.database());
        Slots slots = new Slots(settings.engine().slots());
        NodeLease.Self self = new NodeLease.Self(hostName(), Version.CURRENT, slots);
        NodeLease lease = NodeLease.join(nodes, clock, self, !storage.shared(), number -> {
            ids.continueAbove(nodes.newestId());
            slot.set((int) number);
        });
        TaskQueue queue = new TaskQueue(
                tasks,
                lease,
                slots,
                clock,
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("task-", 0).factory()),
                metrics);
        opened.push(() -> drain(queue));
        QueueMetrics.register(tasks::depth, clock, metrics);
        Claimer claimer = new Claimer(queue, lease, clock, storage.shared() ? SHARED_POLL : LOCAL_POLL);
        return new Node(queue, claimer, ids, new Nodes(nodes, lease, clock));
    }

    private Running running(
            Storage storage, Definitions definitions, Outside outside, Committer committer, Node node, Blobs blobs) {
        Database database = storage.database();
        Engine engine = new Engine(new Engine.Parts(
                new SqlEventStore(database),
                new SqlExecutionStore(database),
                new SqlLaneStore(database),
                new SqlResultStore(database),
                definitions.workflows(),
                definitions.variables(),
                definitions.masks(),
                new ActionRunner(
                        definitions.catalogue(),
                        definitions.connections(),
                        outside.egress(),
                        outside.deadlines(),
                        settings.engine().largestValue()),
                blobs,
                settings.engine().largestValue(),
                committer,
                node.queue(),
                new Changes(),
                node.ids(),
                outside.catchers(),
                RandomGenerator.getDefault(),
                Thread::startVirtualThread,
                clock,
                metrics));
        SqlLaneStore lanes = new SqlLaneStore(database);
        Gauge.builder("millrace.lanes.waiting", () -> lanes.parked(MOST_WAITING_COUNTED))
                .description("Tasks that wait for their turn in a lane, counted up to " + MOST_WAITING_COUNTED)
                .register(metrics);
        Schedules schedules =
                new Schedules(new SqlScheduleStore(database), definitions.workflows(), engine.intake(), clock, metrics);
        Polls polls = new Polls(
                new SqlPollStore(database),
                definitions.workflows(),
                engine.polling(),
                engine.intake(),
                Thread::startVirtualThread,
                clock,
                metrics);
        return new Running(engine, schedules, polls);
    }

    private KeptHistory kept(Definitions definitions) {
        return new KeptHistory(
                definitions.projects(),
                Retention.Kept.both(Duration.ofDays(settings.retention().days())));
    }

    private Access access(Storage storage, Ids ids) {
        Database database = storage.database();
        Access made = new Access(
                new SqlUserStore(database),
                new SqlTokenStore(database),
                new SqlSessionStore(database),
                storage.keyring().derive(SetUp.PURPOSE),
                ids,
                clock);
        made.setUp().bootstrap(settings.bootstrap());
        return made;
    }

    private Services services(
            Storage storage,
            Definitions definitions,
            Outside outside,
            Running running,
            BlobStore blobStore,
            Blobs blobs,
            Nodes nodes) {
        Engine engine = running.engine();
        Sources sources = new Sources(clock);
        return new Services(
                access,
                definitions.projects(),
                definitions.workflows(),
                engine,
                new BlobCheckup(blobStore, new SqlBlobUseStore(storage.database())),
                new Statistics(new SqlExecutionStore(storage.database()), new SqlTaskStore(storage.database()), clock),
                new DryRun(definitions.expressions(), definitions.variables(), outside.catchers()),
                running.schedules(),
                new Backfill(
                        new SqlScheduleStore(storage.database()),
                        new SqlEventStore(storage.database()),
                        definitions.workflows(),
                        engine.intake(),
                        kept(definitions)::everyEvent,
                        clock),
                running.polls(),
                definitions.connections(),
                new ConnectionTests(
                        definitions.catalogue(),
                        definitions.connections(),
                        definitions.masks(),
                        outside.egress(),
                        outside.deadlines(),
                        outside.catchers()),
                definitions.variables(),
                definitions.catalogue(),
                new Hooks(
                        new WebhookRoutes(definitions.workflows(), definitions.variables()),
                        new IntakeInbox(engine.intake()),
                        sources,
                        clock),
                sources,
                new Catcher(
                        new SqlCatcherStore(storage.database()),
                        project -> definitions.masks().of(project)::text),
                metrics,
                settings.metrics().token().map(secret -> secret.reveal()),
                List.of(
                        new HealthCheck("store", () -> problem(storage.database())),
                        new HealthCheck("blobs", () -> problem(blobs))),
                url,
                new About(
                        Version.CURRENT,
                        storage.shared() ? "postgres" : "sqlite",
                        clock.instant(),
                        settings.retention().days()),
                nodes,
                clock);
    }

    private HttpServer http(Services services, int port) {
        Path ui = Installation.folder().resolve("ui");
        return new HttpServer(
                HttpSettings.of(settings.server().host(), port, url)
                        .withBehindProxy(settings.server().behindProxy())
                        .withStopTimeout(settings.engine().stopTimeout()),
                new HttpServer.Parts(
                        ApiRoutes.table(services),
                        new AccessIdentity(access),
                        new KnownProjects(services.projects()),
                        Optional.of(BrowserPages.isIn(ui) ? new BrowserPages(ui, url) : new TerminalPages(url)),
                        metrics));
    }

    private Retention retention(Database database, Definitions definitions, BlobStore blobs) {
        return new Retention(
                new SqlExecutionStore(database),
                new SqlResultStore(database),
                kept(definitions),
                new BlobSweep(blobs, new SqlBlobUseStore(database), clock),
                database::giveBack,
                clock,
                metrics);
    }

    /**
     * Begins to work, then to answer. At the end no more work is begun first, since what runs and what is being answered
     * share the time that is left.
     */
    private void begin(HttpServer http, BoundPort port, Claimer claimer, Running running, Retention retention)
            throws IOException {
        opened.push(http::stop);
        opened.push(claimer).start();
        opened.push(retention).start();
        opened.push(new PeriodicTask("schedules", Schedules.PERIOD, running.schedules()::tick))
                .start();
        opened.push(new PeriodicTask("lanes", LaneWakes.PERIOD, running.engine().laneWakes()::tick))
                .start();
        opened.push(new PeriodicTask("polls", Polls.PERIOD, running.polls()::tick))
                .start();
        http.start(port);
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

    /** @param databases opens the store; a proof that takes a guard away, or counts, opens it otherwise */
    public static Millrace start(Settings settings, Function<DatabaseLocation, Database> databases) {
        return start(settings, databases, Clock.systemUTC());
    }

    /** @param wall tells the time of day; a proof sets it while the server runs */
    static Millrace start(Settings settings, Function<DatabaseLocation, Database> databases, Clock wall) {
        try {
            return new Millrace(settings, databases, wall);
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
        return access.setUp().pending().map(token -> URI.create(url + "/setup?token=" + token));
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

    /** Stops: begins nothing any more, lets what runs finish within the bound, gives the rest back. */
    @Override
    public void close() {
        stopBy = System.nanoTime() + settings.engine().stopTimeout().toNanos();
        opened.close();
    }

    /** Requests that were still answered have used some of the time. */
    private void drain(TaskQueue queue) {
        Duration left = Duration.ofNanos(Math.max(0, stopBy - System.nanoTime()));
        if (!queue.drain(left)) {
            log.info("Some steps did not end in time; they run again at the next start");
        }
    }

    static DatabaseLocation location(Settings settings) {
        return DatabaseLocation.parse(settings.database().reveal(), settings.data());
    }

    static Keyring keyring(Settings settings, Database database) {
        return Keyring.open(
                new SqlKeysetStore(database), settings.masterKey().map(secret -> secret.reveal()), settings.data());
    }

    private static Optional<String> problem(Database database) {
        try {
            database.probe();
            return Optional.empty();
        } catch (MillraceException e) {
            return Optional.of("The database does not answer, or takes no writes.");
        }
    }

    private static Optional<String> problem(Blobs blobs) {
        return blobs.failing()
                ? Optional.of("The place for large values did not take the last one.")
                : Optional.empty();
    }

    private static String reachable(String host) {
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        return everywhere ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    }

    private static String hostName() {
        return ProcessHandle.current().pid() + "@"
                + Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost");
    }
}
