package io.millrace.core.workflow;

import io.millrace.core.shared.Cursor;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.shared.Slug;
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
    static final Cursor CURSOR = new Cursor("workflows");
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

    /**
     * As callers ask for it.
     *
     * @param cursor where the page before ended, as its page said
     * @throws MillraceException {@code bad_request}
     */
    public static WorkflowQuery from(
            Optional<String> text,
            Optional<String> tag,
            Optional<Definition.Kind> kind,
            Optional<String> cursor,
            int limit) {
        return new WorkflowQuery(text, tag, kind, cursor.map(given -> CURSOR.read(given, Slug::read)), limit);
    }
}
