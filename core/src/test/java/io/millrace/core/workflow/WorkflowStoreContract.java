package io.millrace.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.core.shared.Page;
import io.millrace.core.workflow.Definition.Kind;
import io.millrace.core.workflow.WorkflowStore.Current;
import io.millrace.core.workflow.WorkflowStore.DeleteResult;
import io.millrace.core.workflow.WorkflowStore.NewDraft;
import io.millrace.core.workflow.WorkflowStore.NewHidden;
import io.millrace.core.workflow.WorkflowStore.NewRoute;
import io.millrace.core.workflow.WorkflowStore.NewVersion;
import io.millrace.core.workflow.WorkflowStore.PublishResult;
import io.millrace.core.workflow.WorkflowStore.SaveResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link WorkflowStore} must do. */
public abstract class WorkflowStoreContract {
    static final WorkflowQuery EVERYTHING = new WorkflowQuery(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Page.DEFAULT_LIMIT);

    private static final Instant MORNING = Instant.parse("2026-05-04T08:00:00.123456Z");
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final ExpectedRevision ANY = new ExpectedRevision.Any();

    /** An empty store, the same one during a test. */
    protected abstract WorkflowStore store();

    @Test
    void a_saved_draft_is_found_as_it_was_saved() {
        save("chat", "text 1", MORNING);

        assertThat(store().find("default", "chat"))
                .contains(new Workflow(
                        "default",
                        "chat",
                        "Chät chat",
                        "Says it.",
                        List.of("support", "a\"b"),
                        Kind.TOOL_ACTION,
                        "text 1",
                        1,
                        Optional.empty(),
                        false,
                        false,
                        MORNING,
                        MORNING,
                        "ada"));
        assertThat(store().find("other", "chat")).isEmpty();
        assertThat(store().current("default", "chat")).isEmpty();
    }

    @Test
    void saving_again_grows_the_revision_and_keeps_the_beginning() {
        save("chat", "text 1", MORNING);
        Workflow saved = save("chat", "text 2", NOON);

        assertThat(saved.revision()).isEqualTo(2);
        assertThat(saved.createdAt()).isEqualTo(MORNING);
        assertThat(saved.updatedAt()).isEqualTo(NOON);
        assertThat(store().find("default", "chat")).contains(saved);
    }

    @Test
    void saving_the_same_text_changes_nothing() {
        Workflow first = save("chat", "text 1", MORNING);

        assertThat(save("chat", "text 1", NOON)).isEqualTo(first);
    }

    @Test
    void a_draft_is_only_saved_over_the_revision_that_was_seen() {
        assertThat(store().save(draft("chat", "text", MORNING), exactly(1)))
                .isEqualTo(new SaveResult.Moved(OptionalLong.empty()));
        assertThat(store().save(draft("chat", "text 1", MORNING), new ExpectedRevision.Absent()))
                .isInstanceOf(SaveResult.Saved.class);
        assertThat(store().save(draft("chat", "text 2", MORNING), new ExpectedRevision.Absent()))
                .isEqualTo(new SaveResult.Moved(OptionalLong.of(1)));
        assertThat(store().save(draft("chat", "text 2", MORNING), exactly(1))).isInstanceOf(SaveResult.Saved.class);
        assertThat(store().save(draft("chat", "text 3", MORNING), exactly(1)))
                .isEqualTo(new SaveResult.Moved(OptionalLong.of(2)));
        assertThat(store().find("default", "chat")).map(Workflow::text).contains("text 2");
    }

    @Test
    void of_two_who_saw_the_same_revision_one_wins() throws Exception {
        save("chat", "text", MORNING);

        List<SaveResult> results =
                together(8, index -> store().save(draft("chat", "text of " + index, NOON), exactly(1)));

        assertThat(results).filteredOn(SaveResult.Saved.class::isInstance).hasSize(1);
    }

    @Test
    void publishing_makes_an_immutable_version_and_enables_the_first_time() {
        save("chat", "text 1", MORNING);

        Workflow published = publish("chat", 1, List.of());

        assertThat(published.version()).contains(1);
        assertThat(published.enabled()).isTrue();
        assertThat(published.changed()).isFalse();
        assertThat(store().find("default", "chat")).contains(published);
        assertThat(store().current("default", "chat")).contains(new Current(1, true));
        save("chat", "text 2", NOON);
        assertThat(store().find("default", "chat")).map(Workflow::changed).contains(true);
        assertThat(store().version("default", "chat", 1))
                .contains(new WorkflowVersion("default", "chat", 1, "text 1", NOON, "grace"));
        assertThat(store().version("default", "chat", 2)).isEmpty();
    }

    @Test
    void publishing_again_keeps_a_workflow_disabled() {
        save("chat", "text 1", MORNING);
        publish("chat", 1, List.of());
        store().setEnabled("default", "chat", false);
        save("chat", "text 2", NOON);

        Workflow published = publish("chat", 2, List.of());

        assertThat(published.version()).contains(2);
        assertThat(published.enabled()).isFalse();
    }

    @Test
    void only_the_draft_that_was_validated_is_published() {
        save("chat", "text 1", MORNING);
        save("chat", "text 2", MORNING);

        assertThat(store().publish(version("chat", 1, List.of())))
                .isEqualTo(new PublishResult.Moved(OptionalLong.of(2)));
        assertThat(store().publish(version("nothing", 1, List.of())))
                .isEqualTo(new PublishResult.Moved(OptionalLong.empty()));
        assertThat(store().versions("default", "chat", Integer.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void versions_are_listed_from_the_newest_on() {
        for (int i = 1; i <= 4; i++) {
            save("chat", "text " + i, MORNING);
            publish("chat", i, List.of());
        }

        assertThat(store().versions("default", "chat", Integer.MAX_VALUE, 2))
                .extracting(WorkflowVersion::version)
                .containsExactly(4, 3);
        assertThat(store().versions("default", "chat", 3, 10))
                .extracting(WorkflowVersion::version)
                .containsExactly(2, 1);
    }

    @Test
    void what_a_version_uses_is_kept() {
        Set<WorkflowUse> uses = Set.of(
                new WorkflowUse(WorkflowUse.Kind.TOOL, "slack"),
                new WorkflowUse(WorkflowUse.Kind.ACTION, "slack.send_message"),
                new WorkflowUse(WorkflowUse.Kind.CONNECTION, "team-chat"),
                new WorkflowUse(WorkflowUse.Kind.TAG, "support"));
        save("chat", "text 1", MORNING);
        store().publish(new NewVersion("default", "chat", 1, uses, List.of(), NOON, "grace"));

        assertThat(store().uses("default", "chat", 1)).isEqualTo(uses);
        assertThat(store().uses("default", "chat", 2)).isEmpty();
        uses.forEach(use -> assertThat(store().using("default", use)).containsExactly("chat"));
        assertThat(store().using("other", uses.iterator().next())).isEmpty();
    }

    @Test
    void routes_follow_every_change_and_move_the_revision() {
        long start = store().routingRevision();
        save("chat", "text 1", MORNING);
        assertThat(store().routingRevision()).isEqualTo(start);

        publish("chat", 1, List.of(webhook("hook", "issues", "{}"), schedule("night")));
        long published = store().routingRevision();
        assertThat(published).isGreaterThan(start);
        assertThat(store().routing().revision()).isEqualTo(published);
        assertThat(routes())
                .containsExactly(tuple("chat", 1, "hook", "issues", true), tuple("chat", 1, "night", "", true));

        store().setEnabled("default", "chat", false);
        assertThat(store().routingRevision()).isGreaterThan(published);
        assertThat(routes())
                .containsExactly(tuple("chat", 1, "hook", "issues", false), tuple("chat", 1, "night", "", false));

        save("chat", "text 2", NOON);
        publish("chat", 2, List.of(webhook("hook", "other", "{}")));
        assertThat(routes()).containsExactly(tuple("chat", 2, "hook", "other", false));

        long before = store().routingRevision();
        store().delete("default", "chat", ANY, NOON);
        assertThat(store().routingRevision()).isGreaterThan(before);
        assertThat(routes()).isEmpty();
    }

    @Test
    void a_path_is_shared_only_with_the_same_verification() {
        save("first", "text", MORNING);
        save("second", "text", MORNING);
        publish("first", 1, List.of(webhook("hook", "issues", "{\"preset\":\"github\"}")));
        long revision = store().routingRevision();

        assertThat(store().publish(version("second", 1, List.of(webhook("hook", "issues", "{\"preset\":\"none\"}")))))
                .isEqualTo(new PublishResult.PathTaken("issues", "first"));
        assertThat(store().routingRevision()).isEqualTo(revision);
        assertThat(store().find("default", "second")).map(Workflow::version).contains(Optional.empty());
        assertThat(store().publish(version("second", 1, List.of(webhook("hook", "issues", "{\"preset\":\"github\"}")))))
                .isInstanceOf(PublishResult.Done.class);
    }

    @Test
    void two_that_publish_the_same_path_at_once_do_not_both_get_it() throws Exception {
        for (int i = 0; i < 6; i++) {
            save("w" + i, "text", MORNING);
        }

        List<PublishResult> results = together(
                6,
                index -> store().publish(
                                version("w" + index, 1, List.of(webhook("hook", "issues", "{\"n\":" + index + "}")))));

        assertThat(results).filteredOn(PublishResult.Done.class::isInstance).hasSize(1);
        assertThat(results)
                .filteredOn(PublishResult.PathTaken.class::isInstance)
                .hasSize(5);
    }

    @Test
    void enabling_needs_a_published_version() {
        assertThat(store().setEnabled("default", "chat", true)).isEmpty();
        save("chat", "text", MORNING);
        assertThat(store().setEnabled("default", "chat", true)).isEmpty();
        publish("chat", 1, List.of());

        assertThat(store().setEnabled("default", "chat", false))
                .map(Workflow::enabled)
                .contains(false);
        assertThat(store().current("default", "chat")).contains(new Current(1, false));
    }

    @Test
    void a_deleted_workflow_is_gone_but_its_versions_stay_and_its_numbers_go_on() {
        save("chat", "text 1", MORNING);
        publish("chat", 1, List.of(webhook("hook", "issues", "{}")));

        assertThat(store().delete("default", "chat", exactly(9), NOON)).isEqualTo(new DeleteResult.Moved(1));
        assertThat(store().delete("default", "chat", exactly(1), NOON)).isEqualTo(new DeleteResult.Deleted());
        assertThat(store().delete("default", "chat", ANY, NOON)).isEqualTo(new DeleteResult.Absent());

        assertThat(store().find("default", "chat")).isEmpty();
        assertThat(store().list("default", EVERYTHING)).isEmpty();
        assertThat(store().current("default", "chat")).isEmpty();
        assertThat(store().setEnabled("default", "chat", true)).isEmpty();
        assertThat(store().version("default", "chat", 1)).isPresent();
        assertThat(store().publish(version("chat", 1, List.of())))
                .isEqualTo(new PublishResult.Moved(OptionalLong.empty()));

        Workflow again = save("chat", "text 1", NOON);
        assertThat(again.version()).isEmpty();
        assertThat(again.enabled()).isFalse();
        assertThat(again.createdAt()).isEqualTo(NOON);
        assertThat(again.revision()).isGreaterThan(1);
        assertThat(publish("chat", again.revision(), List.of()).version()).contains(2);
    }

    @Test
    void a_list_goes_on_where_the_page_before_ended() {
        for (String id : List.of("delta", "alpha", "charlie", "bravo")) {
            save(id, "text", MORNING);
        }
        store().save(new NewDraft("other", "echo", "Echo", "", List.of(), Kind.WORKFLOW, "text", MORNING, "ada"), ANY);

        assertThat(ids(query("", "", null, "", 2))).containsExactly("alpha", "bravo", "charlie");
        assertThat(ids(query("", "", null, "bravo", 2))).containsExactly("charlie", "delta");
    }

    @Test
    void a_list_is_searched_by_text_tag_and_kind() {
        store().save(
                        new NewDraft(
                                "default",
                                "issue-to-chat",
                                "Neue Störung 100%_sure",
                                "",
                                List.of("Ops"),
                                Kind.WORKFLOW,
                                "text",
                                MORNING,
                                "ada"),
                        ANY);
        save("ping", "text", MORNING);

        assertThat(ids(query("STÖRUNG", "", null, "", 9))).containsExactly("issue-to-chat");
        assertThat(ids(query("to-ch", "", null, "", 9))).containsExactly("issue-to-chat");
        assertThat(ids(query("100%_", "", null, "", 9))).containsExactly("issue-to-chat");
        assertThat(ids(query("%", "", null, "", 9))).containsExactly("issue-to-chat");
        assertThat(ids(query("nothing", "", null, "", 9))).isEmpty();
        assertThat(ids(query("", "Ops", null, "", 9))).containsExactly("issue-to-chat");
        assertThat(ids(query("", "ops", null, "", 9))).isEmpty();
        assertThat(ids(query("", "Op", null, "", 9))).isEmpty();
        assertThat(ids(query("", "a\"b", null, "", 9))).containsExactly("ping");
        assertThat(ids(query("", "", Kind.TOOL_ACTION, "", 9))).containsExactly("ping");
        assertThat(ids(query("issue", "Ops", Kind.TOOL_ACTION, "", 9))).isEmpty();
    }

    @Test
    void a_hidden_workflow_has_its_version_and_is_never_listed_found_or_routed() {
        Set<WorkflowUse> uses = Set.of(new WorkflowUse(WorkflowUse.Kind.TOOL, "slack"));
        NewHidden hidden = new NewHidden("default", "action:slack.send_message", "slack.send_message", "t", uses, NOON);
        store().saveHidden(hidden);
        store().saveHidden(new NewHidden("default", hidden.id(), "x", "other", Set.of(), MORNING));

        assertThat(store().version("default", hidden.id(), 1))
                .map(WorkflowVersion::text)
                .contains("t");
        assertThat(store().uses("default", hidden.id(), 1)).isEqualTo(uses);
        assertThat(store().list("default", EVERYTHING)).isEmpty();
        assertThat(store().find("default", hidden.id())).isEmpty();
        assertThat(routes()).isEmpty();
    }

    private interface Indexed<T> {
        T apply(int index) throws Exception;
    }

    private static <T> List<T> together(int count, Indexed<T> call) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> calls = IntStream.range(0, count)
                    .mapToObj(index -> (Callable<T>) () -> call.apply(index))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }

    private Workflow save(String id, String text, Instant now) {
        return ((SaveResult.Saved) store().save(draft(id, text, now), ANY)).workflow();
    }

    private static NewDraft draft(String id, String text, Instant now) {
        return new NewDraft(
                "default",
                id,
                "Chät " + id,
                "Says it.",
                List.of("support", "a\"b"),
                Kind.TOOL_ACTION,
                text,
                now,
                "ada");
    }

    private Workflow publish(String id, long revision, List<NewRoute> routes) {
        return ((PublishResult.Done) store().publish(version(id, revision, routes))).workflow();
    }

    private static NewVersion version(String id, long revision, List<NewRoute> routes) {
        return new NewVersion("default", id, revision, Set.of(), routes, NOON, "grace");
    }

    private static NewRoute webhook(String trigger, String path, String verify) {
        return new NewRoute(trigger, Route.Kind.WEBHOOK, path, verify);
    }

    private static NewRoute schedule(String trigger) {
        return new NewRoute(trigger, Route.Kind.SCHEDULE, "", "");
    }

    private List<Tuple> routes() {
        return store().routing().routes().stream()
                .map(route -> tuple(route.workflow(), route.version(), route.trigger(), route.path(), route.enabled()))
                .toList();
    }

    private List<String> ids(WorkflowQuery query) {
        return store().list("default", query).stream().map(Workflow::id).toList();
    }

    private static WorkflowQuery query(String text, String tag, @Nullable Kind kind, String after, int limit) {
        return new WorkflowQuery(
                Optional.of(text).filter(it -> !it.isEmpty()),
                Optional.of(tag).filter(it -> !it.isEmpty()),
                Optional.ofNullable(kind),
                Optional.of(after).filter(it -> !it.isEmpty()),
                limit);
    }

    private static ExpectedRevision exactly(long revision) {
        return new ExpectedRevision.Exactly(revision);
    }
}
