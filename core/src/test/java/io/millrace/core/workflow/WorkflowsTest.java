package io.millrace.core.workflow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.Condition;
import io.millrace.core.expression.Expressions;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.shared.Problem;
import io.millrace.core.workflow.PlannedStep.PlannedAction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WorkflowsTest {
    private static final Expressions EXPRESSIONS =
            new Expressions(InstantSource.fixed(Instant.parse("2026-05-04T08:00:00Z")));
    private static final ExpectedRevision ANY = new ExpectedRevision.Any();
    private static final String CHAT = """
            # tells the team
            id: chat
            name: Chat # for now
            tags: [support]
            triggers:
              - id: hook
                webhook: { path: issues, verify: { preset: none } }
                when: event.data.open
            action: slack.send_message
            connection: team-chat
            input: { channel: "#support", text: "{{ event.data.title }}" }
            """;

    private Instant now = Instant.parse("2026-05-04T08:00:00Z");
    private Surroundings surroundings =
            new Surroundings(Map.of("team-chat", "slack", "code", "github"), Set.of(), Set.of());
    private final ForwardingStore store = new ForwardingStore();
    private final Workflows workflows = node();
    private final Workflows otherNode = node();

    private Workflows node() {
        Actions actions = new FakeActions();
        return new Workflows(
                store,
                new Validator(actions, verify -> List.of(), EXPRESSIONS),
                new Planner(EXPRESSIONS),
                actions,
                project -> surroundings,
                () -> now);
    }

    @Test
    void a_draft_with_problems_is_saved_and_says_them() {
        Draft draft = save("chat", CHAT.replace("slack.send_message", "slack.send_mesage"));

        assertThat(draft.problems()).extracting(Problem::line).containsExactly(9);
        assertThat(workflows.get("default", "chat")).map(Workflow::revision).contains(1L);
        assertThat(workflows.published("default", "chat")).isEmpty();
    }

    @Test
    void a_trigger_that_cannot_be_read_keeps_its_number() {
        assertThat(workflows.problems("default", """
                        id: chat
                        triggers:
                          - id: nightly
                            schedule: { cron: "61 * * * *" }
                          - just text
                          - id: hook
                            webhook: { path: a, verify: { preset: none } }
                            when: event.data.x ==
                          - id: hook
                            manual: {}
                        action: http.request
                        """))
                .extracting(Problem::path, Problem::line)
                .containsExactly(
                        tuple("triggers[0].schedule.cron", 4),
                        tuple("triggers[1]", 5),
                        tuple("triggers[2].when", 8),
                        tuple("triggers[3].id", 9));
    }

    @Test
    void problems_come_in_the_order_of_the_text_whoever_finds_them() {
        assertThat(workflows.problems("default", """
                        id: chat
                        action: nothing.like_it
                        when: 1 +
                        unknown: key
                        """)).extracting(Problem::line).containsExactly(2, 3, 4);
    }

    @Test
    void a_published_version_tells_which_variables_its_expressions_name() {
        surroundings = new Surroundings(Map.of("team-chat", "slack"), Set.of("SHEET", "ROOM", "FREE"), Set.of("HOOK"));
        save("chat", """
                id: chat
                triggers:
                  - webhook: { path: a, verify: { preset: github, secret: "{{ secrets.HOOK }}" } }
                    when: event.data.sheet == vars.SHEET
                steps:
                  - id: post
                    action: slack.send_message
                    connection: team-chat
                    input: { channel: "{{ vars.ROOM }}", text: hello }
                """);
        assertThat(workflows.using("default", new WorkflowUse(WorkflowUse.Kind.VARIABLE, "HOOK")))
                .isEmpty();
        publish();

        for (String name : List.of("HOOK", "SHEET", "ROOM")) {
            assertThat(workflows.using("default", new WorkflowUse(WorkflowUse.Kind.VARIABLE, name)))
                    .as(name)
                    .containsExactly("chat");
        }
        assertThat(workflows.using("default", new WorkflowUse(WorkflowUse.Kind.VARIABLE, "FREE")))
                .isEmpty();
    }

    @Test
    void a_draft_needs_its_own_id() {
        fails(() -> save("chat", "name: no id"), ErrorCode.WORKFLOW_INVALID);
        fails(() -> save("chat", "id: [oh"), ErrorCode.WORKFLOW_INVALID);
        fails(() -> save("chit", CHAT), ErrorCode.WORKFLOW_INVALID)
                .satisfies(error -> assertThat(error.problems())
                        .singleElement()
                        .extracting(Problem::line)
                        .isEqualTo(2));
    }

    @Test
    void nobody_overwrites_what_they_have_not_seen() {
        save("chat", CHAT);
        save("chat", CHAT + "description: more\n");

        fails(
                () -> workflows.save("default", "chat", CHAT, new ExpectedRevision.Exactly(1), "ada"),
                ErrorCode.PRECONDITION_FAILED);
        fails(
                () -> workflows.publish("default", "chat", new ExpectedRevision.Exactly(1), "ada"),
                ErrorCode.PRECONDITION_FAILED);
        fails(
                () -> workflows.delete("default", "chat", new ExpectedRevision.Exactly(1)),
                ErrorCode.PRECONDITION_FAILED);
    }

    @Test
    void publishing_says_every_problem_and_changes_nothing() {
        save("chat", CHAT.replace("team-chat", "nothing").replace("title }}", "title"));

        fails(this::publish, ErrorCode.WORKFLOW_INVALID)
                .satisfies(error -> assertThat(error.problems()).hasSize(2));
        assertThat(workflows.published("default", "chat")).isEmpty();
        fails(() -> workflows.enable("default", "chat"), ErrorCode.WORKFLOW_NOT_PUBLISHED);
    }

    @Test
    void a_published_workflow_runs_its_version_while_the_draft_goes_on() throws Exception {
        save("chat", CHAT);
        Published first = publish();
        save("chat", CHAT.replace("#support", "#ops"));

        assertThat(first.version()).isEqualTo(1);
        assertThat(first.enabled()).isTrue();
        assertThat(input(workflows.published("default", "chat").orElseThrow())).containsEntry("channel", "#support");
        assertThat(publish().version()).isEqualTo(2);
        assertThat(input(workflows.published("default", "chat").orElseThrow())).containsEntry("channel", "#ops");
        assertThat(input(workflows.version("default", "chat", 1).orElseThrow())).containsEntry("channel", "#support");
        assertThat(workflows.version("default", "chat", 3)).isEmpty();
    }

    @Test
    void publishing_an_unchanged_draft_makes_no_new_version() {
        save("chat", CHAT);
        publish();

        assertThat(publish().version()).isEqualTo(1);
        assertThat(workflows.versions("default", "chat", Optional.empty(), 10).items())
                .hasSize(1);
    }

    @Test
    void a_draft_saved_while_it_is_published_is_validated_again() {
        save("chat", CHAT);
        store.beforePublish = () -> save("chat", CHAT.replace("#support", "#ops"));

        assertThat(publish().version()).isEqualTo(1);
        assertThat(workflows.versionText("default", "chat", 1).text()).contains("#ops");
    }

    @Test
    void conditions_of_triggers_are_compiled() throws Exception {
        save("chat", CHAT);

        Plan plan = publish().plan();

        Condition condition = requireNonNull(plan.triggerConditions().get("hook"));
        assertThat(condition.test(event(Map.of("open", true)))).isTrue();
        assertThat(condition.test(event(Map.of("open", false)))).isFalse();
        assertThat(plan.verifications()).containsOnlyKeys("hook");
        assertThat(plan.step("run")).isPresent();
        assertThat(plan.step("nothing")).isEmpty();
    }

    @Test
    void a_webhook_finds_its_workflow_as_soon_as_it_is_published_on_every_node() {
        assertThat(workflows.forWebhook("default", "issues")).isEmpty();
        assertThat(otherNode.forWebhook("default", "issues")).isEmpty();
        save("chat", CHAT);
        publish();

        assertThat(workflows.forWebhook("default", "issues"))
                .extracting(Published::id)
                .containsExactly("chat");
        assertThat(otherNode.forWebhook("default", "issues"))
                .extracting(Published::id)
                .containsExactly("chat");
        assertThat(workflows.forWebhook("other", "issues")).isEmpty();
    }

    @Test
    void another_node_follows_a_change_within_its_time() {
        save("chat", CHAT);
        publish();
        assertThat(otherNode.forWebhook("default", "issues")).hasSize(1);
        workflows.disable("default", "chat");

        assertThat(workflows.forWebhook("default", "issues")).isEmpty();
        now = now.plus(Router.MAX_AGE);
        assertThat(otherNode.forWebhook("default", "issues")).isEmpty();
        assertThat(workflows.published("default", "chat"))
                .map(Published::enabled)
                .contains(false);
        assertThat(workflows.version("default", "chat", 1))
                .map(Published::enabled)
                .contains(false);

        workflows.enable("default", "chat");
        assertThat(otherNode.forWebhook("default", "issues")).hasSize(1);
    }

    @Test
    void known_paths_survive_an_outage_of_the_store_and_unknown_ones_are_an_outage() {
        save("chat", CHAT);
        publish();
        store.failing = true;
        now = now.plus(Duration.ofHours(1));

        assertThat(workflows.forWebhook("default", "issues")).hasSize(1);
        fails(() -> workflows.forWebhook("default", "other"), ErrorCode.STORE_UNAVAILABLE);
    }

    @Test
    void a_flood_of_unknown_paths_shares_its_looks_at_the_store_and_holds_up_no_known_path() throws Exception {
        save("chat", CHAT);
        publish();
        now = now.plus(Duration.ofHours(1));
        CountDownLatch looking = new CountDownLatch(1);
        CompletableFuture<Void> answer = new CompletableFuture<>();
        store.beforeLook = () -> {
            looking.countDown();
            answer.join();
        };
        int before = store.asked;

        List<Thread> flood = new ArrayList<>(List.of(unknownPath()));
        assertThat(looking.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 20; i++) {
            flood.add(unknownPath());
        }
        while (flood.stream().anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
        assertThat(workflows.forWebhook("default", "issues")).hasSize(1);
        answer.complete(null);
        for (Thread thread : flood) {
            thread.join();
        }

        assertThat(store.asked - before)
                .as("the first one's look, and one for all who came later")
                .isEqualTo(2);
    }

    private Thread unknownPath() {
        return Thread.ofPlatform().start(() -> workflows.forWebhook("default", "unknown"));
    }

    @Test
    void a_webhook_asks_the_store_only_when_its_routes_are_old() {
        save("chat", CHAT);
        publish();
        workflows.forWebhook("default", "issues");
        int before = store.asked;

        for (int i = 0; i < 1000; i++) {
            workflows.forWebhook("default", "issues");
        }

        assertThat(store.asked).isEqualTo(before);
    }

    @Test
    void a_path_with_another_verification_is_refused_with_its_place() {
        save("chat", CHAT);
        publish();
        save("other", CHAT.replace("id: chat", "id: other").replace("preset: none", "preset: github"));

        fails(() -> workflows.publish("default", "other", ANY, "ada"), ErrorCode.WORKFLOW_INVALID)
                .satisfies(error -> assertThat(error.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(7);
                    assertThat(problem.message()).contains("'chat'").contains("verifies it differently");
                }));
    }

    @Test
    void workflows_with_the_same_verification_share_a_path() {
        save("chat", CHAT);
        publish();
        save("other", CHAT.replace("id: chat", "id: other"));
        workflows.publish("default", "other", ANY, "ada");

        assertThat(workflows.forWebhook("default", "issues"))
                .extracting(Published::id)
                .containsExactly("chat", "other");
    }

    @Test
    void schedules_of_enabled_workflows_are_listed() {
        save("nightly", "id: nightly\ntriggers: [{ id: night, schedule: { every: PT1H } }]\naction: http.request\n");
        workflows.publish("default", "nightly", ANY, "ada");

        assertThat(workflows.schedules()).singleElement().satisfies(schedule -> {
            assertThat(schedule.workflow()).isEqualTo("nightly");
            assertThat(schedule.schedule().id()).isEqualTo("night");
        });
        long revision = workflows.routingRevision();
        workflows.disable("default", "nightly");
        assertThat(workflows.schedules()).isEmpty();
        assertThat(workflows.routingRevision()).isGreaterThan(revision);
    }

    @Test
    void a_clone_has_another_id_and_name_and_is_else_the_same_text() {
        save("chat", CHAT);

        Draft clone = workflows.clone("default", "chat", "chat-2", "grace");

        assertThat(clone.workflow().text())
                .isEqualTo(
                        CHAT.replace("id: chat", "id: \"chat-2\"").replace("name: Chat #", "name: \"Chat (copy)\" #"));
        assertThat(clone.workflow().name()).isEqualTo("Chat (copy)");
        assertThat(clone.workflow().version()).isEmpty();
        fails(() -> workflows.clone("default", "chat", "chat-2", "grace"), ErrorCode.CONFLICT);
        fails(() -> workflows.clone("default", "nothing", "chat-3", "grace"), ErrorCode.NOT_FOUND);
        fails(() -> workflows.clone("default", "chat", "Not A Slug", "grace"), ErrorCode.WORKFLOW_INVALID);
    }

    @Test
    void a_deleted_workflow_starts_nothing_and_its_old_versions_still_run() {
        save("chat", CHAT);
        publish();

        workflows.delete("default", "chat", ANY);

        assertThat(workflows.get("default", "chat")).isEmpty();
        assertThat(workflows.forWebhook("default", "issues")).isEmpty();
        assertThat(workflows.published("default", "chat")).isEmpty();
        assertThat(workflows.version("default", "chat", 1)).isPresent();
        fails(() -> workflows.delete("default", "chat", ANY), ErrorCode.NOT_FOUND);
        save("chat", CHAT);
        assertThat(publish().version()).isEqualTo(2);
    }

    @Test
    void a_list_is_paged() {
        for (String id : List.of("a", "b", "c")) {
            save(id, CHAT.replace("id: chat", "id: " + id));
        }
        WorkflowQuery query =
                new WorkflowQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 2);

        Page<Workflow> first = workflows.list("default", query);

        assertThat(first.items()).extracting(Workflow::id).containsExactly("a", "b");
        WorkflowQuery rest = WorkflowQuery.from(Optional.empty(), Optional.empty(), Optional.empty(), first.next(), 2);
        assertThat(workflows.list("default", rest).items())
                .extracting(Workflow::id)
                .containsExactly("c");
    }

    @Test
    void a_single_action_runs_in_a_hidden_workflow() throws Exception {
        Published hidden = workflows.forAction("default", "slack.send_message", Optional.of("team-chat"));

        assertThat(hidden.id()).isEqualTo("action:slack.send_message/team-chat");
        assertThat(hidden.enabled()).isTrue();
        assertThat(hidden.plan().steps()).singleElement().satisfies(step -> {
            assertThat(step.id()).isEqualTo("run");
            assertThat(step.work()).isInstanceOfSatisfying(PlannedAction.class, action -> {
                assertThat(action.action()).isEqualTo("slack.send_message");
                assertThat(action.connection()).contains("team-chat");
            });
        });
        assertThat(input(hidden, Map.of("channel", "#a", "count", 3L))).isEqualTo(Map.of("channel", "#a", "count", 3L));
        assertThat(workflows.list("default", WorkflowStoreContract.EVERYTHING).items())
                .isEmpty();
        assertThat(workflows.get("default", hidden.id())).isEmpty();
        assertThat(otherNode.version("default", hidden.id(), 1))
                .map(Published::definition)
                .contains(hidden.definition());
        assertThat(otherNode.published("default", hidden.id())).isPresent();
        assertThat(otherNode.published("default", "action:http.request")).isEmpty();
        assertThat(store.uses("default", hidden.id(), 1))
                .contains(new WorkflowUse(WorkflowUse.Kind.CONNECTION, "team-chat"));
    }

    @Test
    void a_single_action_is_checked_before_it_runs() {
        fails(() -> workflows.forAction("default", "slack.send_mesage", Optional.empty()), ErrorCode.NOT_FOUND)
                .satisfies(error -> assertThat(error).hasMessageContaining("slack.send_message"));
        for (Optional<String> connection :
                List.of(Optional.<String>empty(), Optional.of("code"), Optional.of("gone"))) {
            fails(() -> workflows.forAction("default", "slack.send_message", connection), ErrorCode.INPUT_INVALID)
                    .satisfies(error -> assertThat(error.problems())
                            .extracting(Problem::path)
                            .containsExactly("connection"));
        }
    }

    @Test
    void what_was_published_keeps_running_when_a_tool_changes_its_schemas() throws Exception {
        String text = """
                id: chat
                steps:
                  - { id: post, action: slack.send_message, connection: team-chat, input: { channel: c, text: t } }
                  - { id: sum, transform: "{{ steps.post.output.gone }}" }
                """;

        Plan plan = new Planner(EXPRESSIONS)
                .plan(new DefinitionReader().read(text).definition().orElseThrow());

        assertThat(plan.steps()).extracting(PlannedStep::index).containsExactly(0, 1);
    }

    private Draft save(String id, String text) {
        return workflows.save("default", id, text, ANY, "ada");
    }

    private Published publish() {
        return workflows.publish("default", "chat", ANY, "ada");
    }

    private static Bindings event(Object data) {
        return Bindings.of(Map.of("event", Map.of("data", data)));
    }

    private static Map<String, Object> input(Published published) throws Exception {
        return input(published, Map.of("title", "Broken"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> input(Published published, Object data) throws Exception {
        PlannedAction action =
                (PlannedAction) published.plan().steps().getFirst().work();
        return (Map<String, Object>) requireNonNull(action.input().resolve(event(data)));
    }

    private static AbstractObjectAssert<?, MillraceException> fails(ThrowingCallable call, ErrorCode code) {
        return assertThatThrownBy(call)
                .asInstanceOf(type(MillraceException.class))
                .satisfies(error -> assertThat(error.code()).isEqualTo(code));
    }

    /** Passes everything on, and can do something in between or be away. */
    private static final class ForwardingStore implements WorkflowStore {
        private final FakeWorkflowStore store = new FakeWorkflowStore();
        private Runnable beforePublish = () -> {};
        private volatile Runnable beforeLook = () -> {};
        private boolean failing;
        private int asked;

        @Override
        public Optional<Workflow> find(String project, String id) {
            return store.find(project, id);
        }

        @Override
        public List<Workflow> list(String project, WorkflowQuery query) {
            return store.list(project, query);
        }

        @Override
        public Optional<Current> current(String project, String id) {
            return store.current(project, id);
        }

        @Override
        public SaveResult save(NewDraft draft, ExpectedRevision expected) {
            return store.save(draft, expected);
        }

        @Override
        public PublishResult publish(NewVersion version) {
            Runnable before = beforePublish;
            beforePublish = () -> {};
            before.run();
            return store.publish(version);
        }

        @Override
        public Optional<Workflow> setEnabled(String project, String id, boolean enabled) {
            return store.setEnabled(project, id, enabled);
        }

        @Override
        public DeleteResult delete(String project, String id, ExpectedRevision expected, Instant now) {
            return store.delete(project, id, expected, now);
        }

        @Override
        public Optional<WorkflowVersion> version(String project, String id, int version) {
            return store.version(project, id, version);
        }

        @Override
        public List<WorkflowVersion> versions(String project, String id, int before, int limit) {
            return store.versions(project, id, before, limit);
        }

        @Override
        public List<String> using(String project, WorkflowUse use) {
            return store.using(project, use);
        }

        @Override
        public Set<WorkflowUse> uses(String project, String id, int version) {
            return store.uses(project, id, version);
        }

        @Override
        public void saveHidden(NewHidden hidden) {
            store.saveHidden(hidden);
        }

        @Override
        public long routingRevision() {
            asked++;
            beforeLook.run();
            if (failing) {
                throw new MillraceException(ErrorCode.STORE_UNAVAILABLE, "The store is away.");
            }
            return store.routingRevision();
        }

        @Override
        public Routing routing() {
            asked++;
            return store.routing();
        }
    }
}
