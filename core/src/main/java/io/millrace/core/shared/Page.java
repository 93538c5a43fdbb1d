package io.millrace.core.shared;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Part of a list, in a stable order.
 *
 * @param next the cursor of the following page; empty on the last one
 */
public record Page<T>(List<T> items, Optional<String> next) {
    /** The most items one page can have. */
    public static final int MAX_LIMIT = 200;

    /** The number of items when nobody says. */
    public static final int DEFAULT_LIMIT = 50;

    /**
     * Makes a page of rows that were read with one more than the limit, which tells whether there is a next page.
     *
     * @param rows at most {@code limit + 1}
     * @param cursor the cursor that continues after the given item
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), Optional.empty());
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, Optional.of(cursor.apply(items.getLast())));
    }

    public <R> Page<R> map(Function<T, R> each) {
        return new Page<>(items.stream().map(each).toList(), next);
    }
}
