package io.millrace.server.route;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Problem;
import io.millrace.server.shape.ShapeReader;
import io.millrace.server.shape.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** Reads the declared parameters of a query and names every one that is wrong or unknown. */
final class QueryReader {
    private QueryReader() {}

    static Map<QueryParameter<?>, Object> read(Route route, Request request) {
        boolean none = request.getHttpURI().getQuery() == null;
        if (none && route.query().isEmpty()) {
            return Map.of();
        }
        Fields fields = none || route.acceptsAnyQuery() ? Fields.EMPTY : fields(request);
        List<Problem> problems = new ArrayList<>();
        Map<QueryParameter<?>, Object> values = new HashMap<>();
        for (QueryParameter<?> parameter : route.query()) {
            try {
                Optional<String> given = Optional.ofNullable(fields.getValue(parameter.name()));
                Optional<String> unstorable = given.flatMap(ShapeReader::unstorable);
                if (unstorable.isPresent()) {
                    throw new IllegalArgumentException("This text may not hold " + unstorable.get());
                }
                values.put(parameter, parameter.parse().apply(given));
            } catch (IllegalArgumentException e) {
                problems.add(Problem.at("query." + parameter.name(), String.valueOf(e.getMessage())));
            }
        }
        List<String> known =
                route.query().stream().map(parameter -> parameter.name()).toList();
        for (Fields.Field field : fields) {
            if (!known.contains(field.getName())) {
                problems.add(Problem.at(
                        "query." + field.getName(),
                        "There is no such parameter here." + Spelling.hint(field.getName(), known)));
            } else if (field.getValues().size() > 1) {
                problems.add(Problem.at("query." + field.getName(), "This parameter is there more than once."));
            }
        }
        if (!problems.isEmpty()) {
            throw new MillraceException(ErrorCode.BAD_REQUEST, "The query is not what this route takes.", problems);
        }
        return values;
    }

    private static Fields fields(Request request) {
        try {
            return Request.extractQueryParameters(request);
        } catch (RuntimeException e) {
            throw new MillraceException(ErrorCode.BAD_REQUEST, "The query is not well encoded.", e);
        }
    }
}
