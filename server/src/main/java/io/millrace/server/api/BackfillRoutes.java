package io.millrace.server.api;

import static io.millrace.core.access.Permission.EXECUTION_RUN;

import io.millrace.core.trigger.Backfill;
import io.millrace.server.route.Call;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Filling in slots of schedules that did not fire: counted first, then done in portions. */
final class BackfillRoutes {
    private static final String BACKFILL = "/workflows/{workflow}/triggers/{trigger}/backfill";

    private final Backfill backfill;

    /** @param from the first time that is meant @param to before which the slots are */
    record BackfillInput(Instant from, Instant to) {}

    record BackfillCountView(int missing, int fired) {}

    /** @param next {@code from} of the next portion; absent when this was the last */
    record BackfillPortionView(int fired, Optional<Instant> next) {}

    BackfillRoutes(Backfill backfill) {
        this.backfill = backfill;
    }

    List<Route> routes() {
        return List.of(
                Route.post(BACKFILL + "/count")
                        .needs(EXECUTION_RUN)
                        .takes(BackfillInput.class)
                        .gives(BackfillCountView.class)
                        .by("Count the slots of a schedule that did not fire", this::count),
                Route.post(BACKFILL)
                        .needs(EXECUTION_RUN)
                        .takes(BackfillInput.class)
                        .gives(BackfillPortionView.class)
                        .by("Fire the next portion of the slots of a schedule that did not fire", this::next));
    }

    private Reply<BackfillCountView> count(Call<BackfillInput> call) {
        Backfill.Count count = backfill.count(call.project(), wish(call));
        return Reply.ok(new BackfillCountView(count.missing(), count.fired()));
    }

    private Reply<BackfillPortionView> next(Call<BackfillInput> call) {
        Backfill.Portion portion = backfill.next(call.project(), wish(call));
        return Reply.ok(new BackfillPortionView(portion.fired(), portion.next()));
    }

    private static Backfill.Wish wish(Call<BackfillInput> call) {
        return new Backfill.Wish(
                call.path("workflow"),
                call.path("trigger"),
                call.body().from(),
                call.body().to());
    }
}
