package io.millrace.app;

import io.millrace.core.execution.Retention;
import io.millrace.core.execution.Retention.Kept;
import io.millrace.core.project.Project;
import io.millrace.core.project.Projects;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** How long history is kept: as the project says, else as the configuration does. */
record KeptHistory(Projects projects, Kept common) implements Retention.Rules {
    @Override
    public Map<String, Kept> own() {
        Map<String, Kept> own = new LinkedHashMap<>();
        projects.keeping().forEach(project -> own.put(project.id(), of(project)));
        return own;
    }

    /** For how long every event of a project is there. */
    Duration everyEvent(String project) {
        return projects.get(project).map(this::of).orElse(common).everyEvent();
    }

    private Kept of(Project project) {
        Duration history = days(project.keeping().history(), common.history());
        return new Kept(history, days(project.keeping().events(), history));
    }

    private static Duration days(OptionalInt own, Duration otherwise) {
        return own.isPresent() ? Duration.ofDays(own.getAsInt()) : otherwise;
    }
}
