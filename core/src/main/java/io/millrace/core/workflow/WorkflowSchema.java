package io.millrace.core.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema of the format, with which editors complete and check a workflow while it is written. */
public final class WorkflowSchema {
    private static final String RESOURCE = "workflow.schema.json";

    private WorkflowSchema() {}

    /** The schema, JSON Schema 2020-12. What {@link DefinitionReader} accepts is valid by it. */
    public static String text() {
        try (InputStream schema = WorkflowSchema.class.getResourceAsStream(RESOURCE)) {
            if (schema == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
