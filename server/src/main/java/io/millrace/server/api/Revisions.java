package io.millrace.server.api;

import io.millrace.core.workflow.ExpectedRevision;
import io.millrace.server.route.Call;
import java.util.OptionalLong;

/** What {@code If-Match} and {@code If-None-Match} say about the state a change is based on. */
final class Revisions {
    private Revisions() {}

    static ExpectedRevision expected(Call<?> call) {
        if (call.header("If-None-Match").filter("*"::equals).isPresent()) {
            return new ExpectedRevision.Absent();
        }
        OptionalLong seen = call.ifMatch();
        return seen.isPresent() ? new ExpectedRevision.Exactly(seen.getAsLong()) : new ExpectedRevision.Any();
    }
}
