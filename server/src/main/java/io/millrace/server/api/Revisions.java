package io.millrace.server.api;

import io.millrace.core.workflow.ExpectedRevision;
import io.millrace.server.route.Call;
import java.util.OptionalLong;

/** What {@code If-Match} and {@code If-None-Match} say about the state a change is based on. */
final class Revisions {
    private Revisions() {}

    static ExpectedRevision expected(Call<?> call) {
        if (wantsNone(call)) {
            return new ExpectedRevision.Absent();
        }
        OptionalLong seen = call.ifMatch();
        return seen.isPresent() ? new ExpectedRevision.Exactly(seen.getAsLong()) : new ExpectedRevision.Any();
    }

    /** The revision that was seen, 0 when there must be none yet; empty when the client does not care. */
    static OptionalLong seen(Call<?> call) {
        return wantsNone(call) ? OptionalLong.of(0) : call.ifMatch();
    }

    /** With an If-Match, too, nothing could fit; so it is refused as what it is, a mistake. */
    private static boolean wantsNone(Call<?> call) {
        return call.header("If-Match").isEmpty()
                && call.header("If-None-Match")
                        .map(String::strip)
                        .filter("*"::equals)
                        .isPresent();
    }
}
