package io.millrace.verify.journey;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.slf4j.MDC;

/** How many statements were made for each request, by the request's correlation id. */
final class StatementCount implements SqlLogger {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    @Override
    public void logAfterExecution(StatementContext context) {
        String trace = MDC.get("trace");
        if (trace != null) {
            counts.merge(trace, 1, Integer::sum);
        }
    }

    /** @param trace the {@code X-Request-Id} of the answer */
    int of(String trace) {
        return counts.getOrDefault(trace, 0);
    }
}
