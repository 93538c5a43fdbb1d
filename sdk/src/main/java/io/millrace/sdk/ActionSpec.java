package io.millrace.sdk;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One typed operation of a tool.
 *
 * @param name without the tool, {@code send_message}; {@code [a-z][a-z0-9_]*}
 * @param title what people read in lists, at most a few words
 * @param description one or two sentences; Markdown
 * @param docs the vendor's page this operation is described on, or an empty text
 * @param kind what it does to the things of the tool
 * @param effect what a second call does
 * @param input JSON Schema 2020-12 of the input object; a property with {@code sensitive: true} is masked wherever shown
 * @param output JSON Schema 2020-12 of the output
 * @param connection whether it needs a connection
 * @param timeout the deadline of one attempt when the step sets none
 * @param serverErrorMeansNotDone whether the tool promises that an answer of 5xx left nothing changed
 * @param examples inputs with a title, used as templates, in the documentation and by the contract tests
 */
public record ActionSpec(
        String name,
        String title,
        String description,
        String docs,
        ActionKind kind,
        Effect effect,
        Map<String, Object> input,
        Map<String, Object> output,
        ConnectionUse connection,
        Duration timeout,
        boolean serverErrorMeansNotDone,
        List<Example> examples) {

    /** Whether an action is called with a connection. */
    public enum ConnectionUse {
        REQUIRED,
        OPTIONAL,
        NONE
    }

    /** A ready-made input. */
    public record Example(String title, Map<String, Object> input) {}
}
