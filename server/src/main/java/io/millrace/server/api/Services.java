package io.millrace.server.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.core.access.Access;
import io.millrace.core.action.ConnectionTests;
import io.millrace.core.blob.BlobCheckup;
import io.millrace.core.catcher.Catcher;
import io.millrace.core.connection.Connections;
import io.millrace.core.connection.Variables;
import io.millrace.core.execution.DryRun;
import io.millrace.core.execution.Engine;
import io.millrace.core.execution.Statistics;
import io.millrace.core.project.Projects;
import io.millrace.core.queue.Nodes;
import io.millrace.core.source.Hooks;
import io.millrace.core.source.Sources;
import io.millrace.core.tool.Catalogue;
import io.millrace.core.trigger.Backfill;
import io.millrace.core.trigger.Polls;
import io.millrace.core.trigger.Schedules;
import io.millrace.core.workflow.Workflows;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The core services that the API calls.
 *
 * @param publicUrl where people and tools reach this server
 * @param metricsToken what {@code /metrics} asks for as a bearer token; empty when anybody may read them
 * @param checks what {@code /health/ready} looks at
 */
public record Services(
        Access access,
        Projects projects,
        Workflows workflows,
        Engine engine,
        BlobCheckup blobs,
        Statistics statistics,
        DryRun dryRun,
        Schedules schedules,
        Backfill backfill,
        Polls polls,
        Connections connections,
        ConnectionTests connectionTests,
        Variables variables,
        Catalogue catalogue,
        Hooks hooks,
        Sources sources,
        Catcher catcher,
        PrometheusMeterRegistry metrics,
        Optional<String> metricsToken,
        List<HealthCheck> checks,
        URI publicUrl,
        About about,
        Nodes nodes,
        InstantSource clock) {}
