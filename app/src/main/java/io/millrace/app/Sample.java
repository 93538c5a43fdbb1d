package io.millrace.app;

import io.millrace.core.event.Occurrence;
import io.millrace.core.execution.Engine;
import io.millrace.core.execution.Intake;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.project.Projects;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.ExpectedRevision;
import io.millrace.core.workflow.WorkflowQuery;
import io.millrace.core.workflow.Workflows;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The built-in sample workflow: it needs no account and no network, for it posts to this server's own catcher. */
final class Sample {
    private static final Logger log = LoggerFactory.getLogger(Sample.class);
    private static final String ID = "sample";
    private static final String BY = "millrace";
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Workflows workflows;
    private final Engine engine;
    private final InstantSource clock;

    Sample(Workflows workflows, Engine engine, InstantSource clock) {
        this.workflows = workflows;
        this.engine = engine;
        this.clock = clock;
    }

    /** Whether the project of every installation has no workflow yet. */
    boolean wouldBeFirst() {
        WorkflowQuery any =
                new WorkflowQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1);
        return workflows.list(Projects.DEFAULT, any).items().isEmpty();
    }

    /** Makes the workflow when it is not there, and runs it once. */
    Optional<Duration> run() {
        try {
            if (workflows.published(Projects.DEFAULT, ID).isEmpty()) {
                workflows.save(Projects.DEFAULT, ID, text(), new ExpectedRevision.Any(), BY);
                workflows.publish(Projects.DEFAULT, ID, new ExpectedRevision.Any(), BY);
            }
            return runOnce();
        } catch (MillraceException e) {
            log.warn("The sample workflow did not run: {} {}", e.getMessage(), e.problems());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Duration> runOnce() throws InterruptedException {
        Occurrence.Origin origin = new Occurrence.FromPerson(ID);
        Intake.Accepted accepted = engine.intake()
                .accept(new Occurrence(
                        Projects.DEFAULT,
                        origin,
                        "manual",
                        origin.source(Projects.DEFAULT),
                        clock.instant(),
                        Optional.empty(),
                        Map.of("name", "Millrace"),
                        Map.of(),
                        "sample"));
        ExecutionRow row = engine.executions()
                .await(Projects.DEFAULT, accepted.executions().getFirst(), LONGEST);
        if (row.status() != ExecutionStatus.SUCCEEDED || row.finishedAt() == null) {
            log.warn("The sample workflow is {}: {}", row.status().code(), row.failure());
            return Optional.empty();
        }
        return Optional.of(Duration.between(row.createdAt(), row.finishedAt()));
    }

    private static String text() {
        try (InputStream file = Sample.class.getResourceAsStream("sample.yaml")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
