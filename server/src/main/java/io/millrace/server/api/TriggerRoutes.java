package io.millrace.server.api;

import static io.millrace.core.access.Permission.EXECUTION_RUN;
import static io.millrace.core.access.Permission.WORKFLOW_READ;

import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.trigger.PollRow;
import io.millrace.core.trigger.Polls;
import io.millrace.core.trigger.Schedules;
import io.millrace.core.workflow.Published;
import io.millrace.core.workflow.TriggerSpec;
import io.millrace.server.route.Call;
import io.millrace.server.route.QueryParameter;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The triggers of published workflows, with the next fires of schedules. */
final class TriggerRoutes {
    private static final int FIRES_SHOWN = 10;

    /** So many pages of workflows are looked at for one of triggers at most; whoever wants to look further has a cursor. */
    private static final int MOST_PAGES = 10;

    private static final QueryParameter<Optional<String>> WORKFLOW =
            QueryParameter.text("workflow", "The id of the workflow");
    private static final QueryParameter<Optional<TriggerKind>> KIND =
            QueryParameter.choice("kind", "Which kind", TriggerKind.class);
    private static final QueryParameter<Optional<Boolean>> ENABLED =
            QueryParameter.flag("enabled", "Whether the workflow is enabled");

    /** What kind of trigger it is. */
    enum TriggerKind {
        MANUAL,
        WEBHOOK,
        SCHEDULE,
        WORKFLOW,
        POLL
    }

    /**
     * @param url the address of a webhook
     * @param timing when a schedule is due, as written
     * @param after the workflow whose end starts it
     * @param on how that must have ended
     * @param poll what a tool is asked for
     * @param connection with which it is asked
     * @param startsAt before which a schedule is not due
     * @param endsAt after which a schedule is not due
     * @param jitter by at most how much every fire of a schedule is delayed
     * @param cursor how far a poll has come, of those that ask for what is newer
     * @param lastFire of a schedule; when a poll asked last
     * @param lastError why that failed
     * @param fires how often a schedule has fired, and how many events a poll has made
     * @param skipped how many slots the policy for missed times has left out
     * @param expected how many slots there have been
     * @param missed those that have neither fired nor been left out
     * @param nextFires of a schedule, at most ten; when a poll asks next
     */
    record TriggerView(
            String workflow,
            String id,
            TriggerKind kind,
            boolean enabled,
            Optional<String> when,
            Optional<String> url,
            Optional<String> timing,
            Optional<String> zone,
            Optional<String> after,
            List<String> on,
            Optional<String> poll,
            Optional<String> connection,
            Optional<String> cursor,
            Optional<Instant> startsAt,
            Optional<Instant> endsAt,
            Optional<Duration> jitter,
            Optional<Instant> lastFire,
            Optional<String> lastError,
            long fires,
            long skipped,
            long expected,
            long missed,
            List<Instant> nextFires) {}

    private final PublishedTriggers published;
    private final Schedules schedules;
    private final Polls polls;
    private final String publicUrl;

    TriggerRoutes(PublishedTriggers published, Schedules schedules, Polls polls, String publicUrl) {
        this.published = published;
        this.schedules = schedules;
        this.polls = polls;
        this.publicUrl = publicUrl;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/triggers")
                        .needs(WORKFLOW_READ)
                        .query(WORKFLOW, KIND, ENABLED)
                        .query(QueryParameter.LIMIT, QueryParameter.CURSOR)
                        .givesPage(TriggerView.class)
                        .by("List the triggers of a page of workflows, with the next fires", this::list),
                Route.post("/workflows/{workflow}/triggers/{trigger}/poll")
                        .needs(EXECUTION_RUN)
                        .gives(TriggerView.class)
                        .by("Let a poll ask its tool now, whenever its turn would be", this::hasten));
    }

    private Reply<TriggerView> hasten(Call<Void> call) {
        String workflow = call.path("workflow");
        String trigger = call.path("trigger");
        polls.hasten(call.project(), workflow, trigger);
        Standing standing = new Standing(List.of(), polls.standing(call.project()));
        return Reply.ok(published.one(call.project(), workflow).items().stream()
                .flatMap(each -> each.definition().triggers().stream()
                        .filter(it -> it.id().equals(trigger))
                        .map(it -> view(each, it, standing)))
                .findFirst()
                .orElseThrow(() -> MillraceException.notFound("workflow", workflow)));
    }

    /** Goes on to further workflows while none of a page has a trigger that is asked for. */
    private Reply<Page<TriggerView>> list(Call<Void> call) {
        Standing upcoming =
                new Standing(schedules.upcoming(call.project(), FIRES_SHOWN), polls.standing(call.project()));
        Page<Published> workflows = page(call, call.cursor());
        List<TriggerView> triggers = shown(call, workflows.items(), upcoming);
        for (int pages = 1; triggers.isEmpty() && workflows.next().isPresent() && pages < MOST_PAGES; pages++) {
            workflows = page(call, workflows.next());
            triggers = shown(call, workflows.items(), upcoming);
        }
        return Reply.ok(new Page<>(triggers, workflows.next()));
    }

    private Page<Published> page(Call<Void> call, Optional<String> cursor) {
        return call.query(WORKFLOW)
                .map(id -> published.one(call.project(), id))
                .orElseGet(() -> published.page(call.project(), cursor, call.limit()));
    }

    private List<TriggerView> shown(Call<Void> call, List<Published> workflows, Standing upcoming) {
        return workflows.stream()
                .filter(workflow -> call.query(ENABLED)
                        .map(enabled -> enabled == workflow.enabled())
                        .orElse(true))
                .flatMap(workflow ->
                        workflow.definition().triggers().stream().map(trigger -> view(workflow, trigger, upcoming)))
                .filter(trigger ->
                        call.query(KIND).map(kind -> kind == trigger.kind()).orElse(true))
                .toList();
    }

    private TriggerView view(Published workflow, TriggerSpec trigger, Standing upcoming) {
        return switch (trigger) {
            case TriggerSpec.Manual ignored ->
                simple(workflow, trigger, TriggerKind.MANUAL, Optional.empty(), Optional.empty());
            case TriggerSpec.Poll poll ->
                polled(
                        workflow,
                        poll,
                        upcoming.polls().stream()
                                .filter(row -> row.key().workflow().equals(workflow.id())
                                        && row.key().trigger().equals(poll.id()))
                                .findFirst());
            case TriggerSpec.End end -> simple(workflow, end, TriggerKind.WORKFLOW, Optional.empty(), Optional.of(end));
            case TriggerSpec.Webhook webhook ->
                simple(
                        workflow,
                        trigger,
                        TriggerKind.WEBHOOK,
                        Optional.of(publicUrl + "/hooks/" + workflow.project() + "/" + webhook.path()),
                        Optional.empty());
            case TriggerSpec.Schedule schedule ->
                scheduled(
                        workflow,
                        schedule,
                        upcoming.schedules().stream()
                                .filter(each -> each.trigger().workflow().equals(workflow.id())
                                        && each.trigger().schedule().id().equals(schedule.id()))
                                .findFirst());
        };
    }

    /** How the triggers of a project that come of themselves stand. */
    private record Standing(List<Schedules.Upcoming> schedules, List<PollRow> polls) {}

    private static TriggerView polled(Published workflow, TriggerSpec.Poll poll, Optional<PollRow> row) {
        return new TriggerView(
                workflow.id(),
                poll.id(),
                TriggerKind.POLL,
                workflow.enabled(),
                poll.when(),
                Optional.empty(),
                Optional.of("every " + poll.every()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(poll.poll()),
                poll.connection(),
                row.map(PollRow::position).filter(position -> !position.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                row.map(PollRow::lastAt),
                row.map(PollRow::lastError).filter(error -> !error.isEmpty()),
                row.map(PollRow::events).orElse(0L),
                0,
                0,
                0,
                row.map(PollRow::turnAt).stream().toList());
    }

    private static TriggerView simple(
            Published workflow,
            TriggerSpec trigger,
            TriggerKind kind,
            Optional<String> url,
            Optional<TriggerSpec.End> end) {
        return new TriggerView(
                workflow.id(),
                trigger.id(),
                kind,
                workflow.enabled(),
                trigger.when(),
                url,
                Optional.empty(),
                Optional.empty(),
                end.map(TriggerSpec.End::workflow),
                end.map(it -> it.on().stream().map(TriggerSpec.Ended::code).toList())
                        .orElse(List.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                0,
                List.of());
    }

    private static TriggerView scheduled(
            Published workflow, TriggerSpec.Schedule schedule, Optional<Schedules.Upcoming> upcoming) {
        String timing = switch (schedule.timing()) {
            case TriggerSpec.Cron(String expression) -> "cron " + expression;
            case TriggerSpec.Every every -> "every " + every.interval();
            case TriggerSpec.Once once -> "at " + once.at();
        };
        return new TriggerView(
                workflow.id(),
                schedule.id(),
                TriggerKind.SCHEDULE,
                workflow.enabled(),
                schedule.when(),
                Optional.empty(),
                Optional.of(timing),
                Optional.of(schedule.zone().getId()),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                schedule.span().start(),
                schedule.span().end(),
                Optional.of(schedule.jitter()).filter(jitter -> !jitter.isZero()),
                upcoming.flatMap(Schedules.Upcoming::last),
                Optional.empty(),
                upcoming.map(Schedules.Upcoming::fires).orElse(0L),
                upcoming.map(Schedules.Upcoming::skipped).orElse(0L),
                upcoming.map(it -> it.fires() + it.skipped() + it.overdue()).orElse(0L),
                upcoming.map(Schedules.Upcoming::overdue).orElse(0L),
                upcoming.map(Schedules.Upcoming::next).orElse(List.of()));
    }
}
