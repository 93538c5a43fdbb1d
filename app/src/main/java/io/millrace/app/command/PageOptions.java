package io.millrace.app.command;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a list. */
final class PageOptions {
    @Option(names = "--limit", paramLabel = "N", description = "how many at most, up to 200 (50)")
    private @Nullable Integer limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "where the page before ended")
    private @Nullable String cursor;

    void addTo(Map<String, Optional<String>> query) {
        query.put("limit", Optional.ofNullable(limit).map(String::valueOf));
        query.put("cursor", Optional.ofNullable(cursor));
    }
}
