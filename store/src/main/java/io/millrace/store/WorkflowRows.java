package io.millrace.store;

import io.millrace.core.shared.Json;
import io.millrace.core.workflow.Definition;
import io.millrace.core.workflow.Route;
import io.millrace.core.workflow.Workflow;
import io.millrace.core.workflow.WorkflowUse;
import io.millrace.core.workflow.WorkflowVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How workflows stand in columns. */
final class WorkflowRows {
    /** Who published what nobody wrote. */
    static final String OURSELVES = "millrace";

    private WorkflowRows() {}

    static Workflow workflow(ResultSet row) throws SQLException {
        int version = row.getInt("version");
        boolean published = !row.wasNull();
        return new Workflow(
                row.getString("project"),
                row.getString("id"),
                row.getString("name"),
                row.getString("description"),
                tags(row.getString("tags")),
                Definition.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("text"),
                row.getLong("revision"),
                published ? Optional.of(version) : Optional.empty(),
                published && row.getLong("published_revision") != row.getLong("revision"),
                row.getInt("enabled") == 1,
                Columns.instant(row.getLong("created_at")),
                Columns.instant(row.getLong("updated_at")),
                row.getString("updated_by"));
    }

    static WorkflowVersion version(ResultSet row) throws SQLException {
        return new WorkflowVersion(
                row.getString("project"),
                row.getString("workflow"),
                row.getInt("version"),
                row.getString("text"),
                Columns.instant(row.getLong("published_at")),
                row.getString("published_by"));
    }

    static Route route(ResultSet row) throws SQLException {
        return new Route(
                row.getString("project"),
                row.getString("workflow"),
                row.getInt("version"),
                row.getString("trigger_id"),
                Route.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("path"),
                row.getString("verify"),
                row.getInt("enabled") == 1);
    }

    static WorkflowUse use(ResultSet row) throws SQLException {
        return new WorkflowUse(
                WorkflowUse.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)), row.getString("name"));
    }

    static String tags(List<String> tags) {
        return Json.write(tags);
    }

    /** A tag as it stands inside the column of tags. */
    static String quoted(String tag) {
        return Json.write(tag);
    }

    private static List<String> tags(String json) {
        return Json.read(json) instanceof List<?> tags
                ? tags.stream().map(String::valueOf).toList()
                : List.of();
    }
}
