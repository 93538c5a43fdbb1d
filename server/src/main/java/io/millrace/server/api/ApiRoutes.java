package io.millrace.server.api;

import io.millrace.core.execution.Engine;
import io.millrace.server.route.RouteTable;
import io.millrace.server.route.SessionCookie;

/** Joins all routes to the one table. */
public final class ApiRoutes {
    private ApiRoutes() {}

    public static RouteTable table(Services services) {
        String url = services.publicUrl().toString().replaceFirst("/+$", "");
        Engine engine = services.engine();
        Starts starts = new Starts(engine.intake(), engine.executions(), engine.events(), services.clock());
        PublishedTriggers published = new PublishedTriggers(services.workflows());
        CatchRoutes catching = new CatchRoutes(services.catcher(), services.projects(), url, services.clock());
        DescriptionRoutes descriptions = new DescriptionRoutes();
        SessionCookie cookie = new SessionCookie(services.publicUrl());
        RouteTable table = RouteTable.builder()
                .root(new HookRoutes(services.hooks()).routes())
                .root(catching.rootRoutes())
                .root(new HealthRoutes(services.checks(), services.nodes()::draining).routes())
                .root(new MetricsRoutes(services.metrics(), services.metricsToken()).routes())
                .root(descriptions.rootRoutes())
                .api(descriptions.apiRoutes())
                .api(new VersionRoutes(services.about()).routes())
                .api(new SessionRoutes(services.access(), cookie).routes())
                .api(new PeopleRoutes(services.access()).routes())
                .api(new NodeRoutes(services.nodes()).routes())
                .api(new ProjectRoutes(services.projects()).routes())
                .api(new ToolRoutes(services.catalogue()).routes())
                .project(new WorkflowRoutes(
                                services.workflows(), services.engine().pausing())
                        .routes())
                .project(new ExecutionRoutes(services.workflows(), engine.executions(), starts).routes())
                .project(new ChangeRoutes(engine, services.clock()).routes())
                .project(new BulkRoutes(engine.bulk()).routes())
                .project(new DoctorRoutes(engine.doctor(), engine.laneCheckup(), services.blobs()).routes())
                .project(new ApprovalRoutes(engine.approvals()).routes())
                .project(new ItemRoutes(engine.items()).routes())
                .project(new StatisticsRoutes(services.statistics()).routes())
                .project(new ExpressionRoutes(services.dryRun(), engine.samples()).routes())
                .project(new EventRoutes(engine.events(), engine.replays()).routes())
                .project(new ConnectionRoutes(services.connections(), services.connectionTests(), engine::allowance)
                        .routes())
                .project(new VariableRoutes(services.variables()).routes())
                .project(new TriggerRoutes(published, services.schedules(), services.polls(), url).routes())
                .project(new BackfillRoutes(services.backfill()).routes())
                .project(new SourceRoutes(published, services.hooks(), services.sources(), url).routes())
                .project(catching.projectRoutes())
                .build();
        descriptions.describe(table);
        return table;
    }
}
