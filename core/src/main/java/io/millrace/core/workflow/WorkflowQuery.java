package io.millrace.core.workflow;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import java.util.Optional;

/**
 * Which workflows of a project to list, ordered by id.
 *
 * @param text part of the id or the name, in any case
 * @param tag one of its tags, exactly
 * @param after the id after which the page starts
 * @param limit 1 to {@value Page#MAX_LIMIT}
 */
public record WorkflowQuery(
        Optional<String> text,
        Optional<String> tag,
        Optional<Definition.Kind> kind,
        Optional<String> after,
        int limit) {
    private static final int MAX_TEXT = 200;

    public WorkflowQuery {
        if (limit < 1 || limit > Page.MAX_LIMIT) {
            throw new MillraceException(ErrorCode.BAD_REQUEST, "'limit' is 1 to " + Page.MAX_LIMIT + ".");
        }
        if (text.map(String::length).orElse(0) > MAX_TEXT) {
            throw new MillraceException(
                    ErrorCode.BAD_REQUEST, "The text to search has at most " + MAX_TEXT + " characters.");
        }
    }
}
