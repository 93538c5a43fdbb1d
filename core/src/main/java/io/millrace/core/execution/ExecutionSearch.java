package io.millrace.core.execution;

import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks for a text in executions, the newest first. No index knows texts, so it reads rows in portions and stops after so
 * many; whoever wants to look further goes on from there. Made for one page.
 */
final class ExecutionSearch {
    /** The most executions that one page looks at. */
    static final int MOST_SEARCHED = 10_000;

    /** The longest text, in characters. */
    static final int MAX_TEXT = 200;

    private static final int PORTION = 500;

    private final ExecutionStore store;
    private final Function<ExecutionRow, String> name;
    private final String text;
    /** Which workflows hold the text in their id or name, as far as they were met. */
    private final Map<String, Boolean> known = new HashMap<>();

    /** @param next the id before which to go on; empty when there is nothing more */
    record Result(List<ExecutionRow> found, Optional<Long> next) {}

    /** @param name of the workflow that ran, as it is called now; nothing is compiled to find it */
    ExecutionSearch(ExecutionStore store, Function<ExecutionRow, String> name, String text) {
        if (text.length() > MAX_TEXT) {
            throw new MillraceException(
                    ErrorCode.BAD_REQUEST, "The text to search has at most " + MAX_TEXT + " characters.");
        }
        this.store = store;
        this.name = name;
        this.text = text.toLowerCase(Locale.ROOT);
    }

    Result run(String project, ExecutionStore.Filter filter, long before, int limit) {
        List<ExecutionRow> found = new ArrayList<>();
        long from = before;
        for (int seen = 0; seen < MOST_SEARCHED; seen += PORTION) {
            List<ExecutionRow> rows = store.list(project, filter, from, PORTION);
            for (ExecutionRow row : rows) {
                from = row.id();
                if (matches(row)) {
                    found.add(row);
                }
                if (found.size() == limit) {
                    return new Result(found, Optional.of(from));
                }
            }
            if (rows.size() < PORTION) {
                return new Result(found, Optional.empty());
            }
        }
        return new Result(found, Optional.of(from));
    }

    private boolean matches(ExecutionRow row) {
        return known.computeIfAbsent(row.workflow(), workflow -> holds(workflow) || holds(name.apply(row)))
                || failureHolds(row);
    }

    private boolean failureHolds(ExecutionRow row) {
        return row.failure() != null
                && Json.readObject(row.failure()).values().stream()
                        .anyMatch(part -> part instanceof String words && holds(words));
    }

    private boolean holds(String words) {
        return words.toLowerCase(Locale.ROOT).contains(text);
    }
}
