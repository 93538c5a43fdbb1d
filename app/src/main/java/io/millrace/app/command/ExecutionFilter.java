package io.millrace.app.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which executions; options that are left out do not restrict. */
final class ExecutionFilter {
    @Option(names = "--workflow", paramLabel = "ID", description = "of this workflow")
    private @Nullable String workflow;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "queued, running, waiting, cancelling, succeeded, failed or cancelled")
    private @Nullable String status;

    @Option(names = "--tool", paramLabel = "TOOL", description = "that use an action of this tool")
    private @Nullable String tool;

    @Option(names = "--action", paramLabel = "ACTION", description = "that use this action")
    private @Nullable String action;

    @Option(names = "--connection", paramLabel = "ID", description = "that use this connection")
    private @Nullable String connection;

    @Option(names = "--tag", paramLabel = "TAG", description = "of workflows with this tag")
    private @Nullable String tag;

    @Option(names = "--from", paramLabel = "TIME", description = "created at this time or later (2026-01-31T08:00:00Z)")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "created before this time")
    private @Nullable String to;

    /** By the names of the API. */
    Map<String, Optional<String>> values() {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        values.put("workflow", Optional.ofNullable(workflow));
        values.put("status", Optional.ofNullable(status));
        values.put("tool", Optional.ofNullable(tool));
        values.put("action", Optional.ofNullable(action));
        values.put("connection", Optional.ofNullable(connection));
        values.put("tag", Optional.ofNullable(tag));
        values.put("from", Optional.ofNullable(from));
        values.put("to", Optional.ofNullable(to));
        return values;
    }
}
