package io.millrace.server.api;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.core.access.Access;
import io.millrace.core.action.ActionRunner;
import io.millrace.core.action.ConnectionTests;
import io.millrace.core.action.Deadlines;
import io.millrace.core.blob.BlobCheckup;
import io.millrace.core.blob.Blobs;
import io.millrace.core.blob.FakeBlobStore;
import io.millrace.core.catcher.Catcher;
import io.millrace.core.connection.Connections;
import io.millrace.core.connection.Keyring;
import io.millrace.core.connection.SecretMasks;
import io.millrace.core.connection.Variables;
import io.millrace.core.execution.DryRun;
import io.millrace.core.execution.Engine;
import io.millrace.core.execution.Intake;
import io.millrace.core.execution.Statistics;
import io.millrace.core.expression.Expressions;
import io.millrace.core.ledger.Committer;
import io.millrace.core.live.Changes;
import io.millrace.core.project.Projects;
import io.millrace.core.queue.Claimer;
import io.millrace.core.queue.NodeLease;
import io.millrace.core.queue.NodeStore;
import io.millrace.core.queue.Nodes;
import io.millrace.core.queue.Slots;
import io.millrace.core.queue.TaskQueue;
import io.millrace.core.shared.Ids;
import io.millrace.core.source.Hooks;
import io.millrace.core.source.Inbox;
import io.millrace.core.source.Presets;
import io.millrace.core.source.Routes;
import io.millrace.core.source.Sources;
import io.millrace.core.tool.Catalogue;
import io.millrace.core.trigger.Backfill;
import io.millrace.core.trigger.Polls;
import io.millrace.core.trigger.Schedules;
import io.millrace.core.workflow.Actions;
import io.millrace.core.workflow.Planner;
import io.millrace.core.workflow.Surroundings;
import io.millrace.core.workflow.TriggerSpec;
import io.millrace.core.workflow.Validator;
import io.millrace.core.workflow.Workflows;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.EgressFactory;
import io.millrace.sdk.PollSpec;
import io.millrace.server.route.RouteTable;
import io.millrace.store.Database;
import io.millrace.store.DatabaseLocation;
import io.millrace.store.Databases;
import io.millrace.store.SqlBlobUseStore;
import io.millrace.store.SqlCatcherStore;
import io.millrace.store.SqlConnectionStore;
import io.millrace.store.SqlEventStore;
import io.millrace.store.SqlExecutionStore;
import io.millrace.store.SqlKeysetStore;
import io.millrace.store.SqlLaneStore;
import io.millrace.store.SqlLedgerStore;
import io.millrace.store.SqlNodeStore;
import io.millrace.store.SqlPollStore;
import io.millrace.store.SqlProjectStore;
import io.millrace.store.SqlResultStore;
import io.millrace.store.SqlScheduleStore;
import io.millrace.store.SqlSessionStore;
import io.millrace.store.SqlTaskStore;
import io.millrace.store.SqlTokenStore;
import io.millrace.store.SqlUserStore;
import io.millrace.store.SqlVariableStore;
import io.millrace.store.SqlWorkflowStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** All core services, real, on SQLite in a folder, with the sample tool alone and no way out. */
final class House implements AutoCloseable {
    /** The most bytes of a value that stay in its row. */
    static final int THRESHOLD = 4 << 10;

    /** Making the environment of expressions takes half a second, so all houses share one. */
    private static final Expressions EXPRESSIONS = new Expressions(InstantSource.system());

    final SampleTool tool = new SampleTool();
    final Services services;
    private final Database database;
    private final Committer committer;
    private final TaskQueue queue;
    private final Claimer claimer;
    private final NodeLease node;
    private final FakeBlobStore blobStore = new FakeBlobStore();
    private final Deadlines deadlines = new Deadlines();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    House(Path folder) {
        InstantSource clock = InstantSource.system();
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        database = Databases.open(new DatabaseLocation.Sqlite(folder));
        AtomicInteger slot = new AtomicInteger();
        NodeStore nodes = new SqlNodeStore(database);
        Slots slots = new Slots(16);
        node = NodeLease.join(
                nodes, clock, new NodeLease.Self("test", "1.2.3", slots), true, number -> slot.set((int) number));
        Ids ids = new Ids(clock, slot.get());
        Keyring keyring = Keyring.open(new SqlKeysetStore(database), Optional.empty(), folder);
        Catalogue catalogue = Catalogue.load(List.of(tool), EXPRESSIONS, clock);
        Variables variables =
                new Variables(new SqlVariableStore(database), keyring, (project, name) -> List.of(), clock);
        Connections connections = new Connections(
                new SqlConnectionStore(database),
                keyring,
                (name, kind) ->
                        catalogue.tool(name).flatMap(found -> found.spec().connectionKind(kind)),
                (project, id) -> List.of(),
                clock);
        Actions actions = new Installed(catalogue);
        Workflows workflows = new Workflows(
                new SqlWorkflowStore(database),
                new Validator(actions, Presets::check, EXPRESSIONS),
                new Planner(EXPRESSIONS),
                actions,
                project -> surroundings(project, connections, variables),
                clock);
        SecretMasks masks = new SecretMasks(connections, variables);
        Projects projects = new Projects(new SqlProjectStore(database), project -> List.of(), clock);
        projects.ensureDefault();
        committer = new Committer(new SqlLedgerStore(database), 1, Committer.MAX_GROUP, clock, metrics);
        queue = new TaskQueue(new SqlTaskStore(database), node, slots, clock, threads, metrics);
        claimer = new Claimer(queue, node, clock, Duration.ofSeconds(5));
        Function<String, URI> catchers = project -> URI.create("http://127.0.0.1/catch/" + project + "/");
        EgressFactory egress = recorder -> new RefusingEgress();
        Engine engine = new Engine(new Engine.Parts(
                new SqlEventStore(database),
                new SqlExecutionStore(database),
                new SqlLaneStore(database),
                new SqlResultStore(database),
                workflows,
                variables,
                masks,
                new ActionRunner(catalogue, connections, egress, deadlines),
                new Blobs(blobStore, THRESHOLD, ids, Runnable::run, metrics),
                ActionRunner.LARGEST_OUTPUT,
                committer,
                queue,
                new Changes(),
                ids,
                catchers,
                RandomGenerator.getDefault(),
                Thread::startVirtualThread,
                clock,
                metrics));
        Sources sources = new Sources(clock);
        Inbox inbox = occurrence -> {
            Intake.Accepted accepted = engine.intake().accept(occurrence);
            return new Inbox.Received(Ids.text("evt", accepted.event()), accepted.duplicate(), List.of());
        };
        services = new Services(
                new Access(
                        new SqlUserStore(database),
                        new SqlTokenStore(database),
                        new SqlSessionStore(database),
                        "set-up-token",
                        ids,
                        clock),
                projects,
                workflows,
                engine,
                new BlobCheckup(blobStore, new SqlBlobUseStore(database)),
                new Statistics(new SqlExecutionStore(database), new SqlTaskStore(database), clock),
                new DryRun(EXPRESSIONS, variables, catchers),
                new Schedules(new SqlScheduleStore(database), workflows, engine.intake(), clock, metrics),
                new Backfill(
                        new SqlScheduleStore(database),
                        new SqlEventStore(database),
                        workflows,
                        engine.intake(),
                        project -> Duration.ofDays(30),
                        clock),
                new Polls(
                        new SqlPollStore(database),
                        workflows,
                        engine.polling(),
                        engine.intake(),
                        Runnable::run,
                        clock,
                        metrics),
                connections,
                new ConnectionTests(catalogue, connections, masks, egress, deadlines, catchers),
                variables,
                catalogue,
                new Hooks((project, path) -> hookRoutes(workflows, project, path), inbox, sources, clock),
                sources,
                new Catcher(new SqlCatcherStore(database), project -> masks.of(project)::text),
                metrics,
                Optional.empty(),
                List.of(),
                URI.create("http://millrace.example"),
                new About("1.2.3", "sqlite", Instant.parse("2026-11-22T08:00:00Z"), 30),
                new Nodes(nodes, node, clock),
                clock);
        claimer.start();
    }

    /** What a heartbeat would do. */
    void beat() {
        node.beat();
    }

    FakeBlobStore blobs() {
        return blobStore;
    }

    RouteTable table() {
        return ApiRoutes.table(services);
    }

    /** The same house with a check that fails. */
    RouteTable tableWithCheck(HealthCheck check) {
        return ApiRoutes.table(new Services(
                services.access(),
                services.projects(),
                services.workflows(),
                services.engine(),
                services.blobs(),
                services.statistics(),
                services.dryRun(),
                services.schedules(),
                services.backfill(),
                services.polls(),
                services.connections(),
                services.connectionTests(),
                services.variables(),
                services.catalogue(),
                services.hooks(),
                services.sources(),
                services.catcher(),
                services.metrics(),
                services.metricsToken(),
                List.of(check),
                services.publicUrl(),
                services.about(),
                services.nodes(),
                services.clock()));
    }

    private record Installed(Catalogue catalogue) implements Actions {
        @Override
        public Optional<PollSpec> poll(String fullName) {
            return catalogue.poll(fullName);
        }

        @Override
        public Optional<ActionSpec> action(String fullName) {
            return catalogue.action(fullName);
        }

        @Override
        public Collection<String> names() {
            return List.of("sample.echo", "sample.fail", "sample.wait");
        }
    }

    private static Surroundings surroundings(String project, Connections connections, Variables variables) {
        Map<String, String> tools = new HashMap<>();
        connections.list(project, null, null, 200).items().forEach(view -> tools.put(view.id(), view.tool()));
        return new Surroundings(tools, variables.plainNames(project), variables.secretNames(project));
    }

    /** Sources of these tests have their secret in the text, so nothing is left to resolve. */
    private static List<Routes.Route> hookRoutes(Workflows workflows, String project, String path) {
        return workflows.forWebhook(project, path).stream()
                .flatMap(workflow -> workflow.definition().triggers().stream()
                        .flatMap(trigger -> trigger instanceof TriggerSpec.Webhook hook
                                        && hook.path().equals(path)
                                ? Stream.of(new Routes.Route(workflow.id(), hook.verify(), 1, verify -> verify))
                                : Stream.empty()))
                .toList();
    }

    @Override
    public void close() {
        tool.go.countDown();
        claimer.close();
        queue.drain(Duration.ofSeconds(5));
        committer.close();
        deadlines.close();
        threads.close();
        database.close();
    }
}
