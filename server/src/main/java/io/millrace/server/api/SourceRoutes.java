package io.millrace.server.api;

import static io.millrace.core.access.Permission.EXECUTION_RUN;
import static io.millrace.core.access.Permission.WORKFLOW_READ;

import io.millrace.core.shared.Json;
import io.millrace.core.shared.Page;
import io.millrace.core.source.HookAnswer;
import io.millrace.core.source.Hooks;
import io.millrace.core.source.SourceActivity;
import io.millrace.core.source.Sources;
import io.millrace.core.workflow.Published;
import io.millrace.core.workflow.TriggerSpec;
import io.millrace.server.route.Call;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Webhook addresses: who listens there, what came, what was refused and why. */
final class SourceRoutes {
    private final PublishedTriggers published;
    private final Hooks hooks;
    private final Sources sources;
    private final String publicUrl;

    record ListenerView(String workflow, String trigger, boolean enabled) {}

    /** @param headers the names of the refused request's headers */
    record RefusalView(Instant time, String reason, List<String> headers) {}

    /**
     * @param preset how senders are verified
     * @param accepted since this server started, as all counts
     * @param refused by reason
     * @param refusals the last ones, newest first
     */
    record SourceView(
            String path,
            String url,
            String preset,
            List<ListenerView> listeners,
            long accepted,
            long duplicates,
            Map<String, Long> refused,
            Optional<Instant> lastAccepted,
            List<RefusalView> refusals) {}

    /** @param status what the address answered @param answer its body, JSON or text */
    record SentView(int status, @Nullable Object answer) {}

    SourceRoutes(PublishedTriggers published, Hooks hooks, Sources sources, String publicUrl) {
        this.published = published;
        this.hooks = hooks;
        this.sources = sources;
        this.publicUrl = publicUrl;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/sources")
                        .needs(WORKFLOW_READ)
                        .givesPage(SourceView.class)
                        .by("List webhook addresses and what has arrived there", this::list),
                Route.post("/sources/{path}/test")
                        .needs(EXECUTION_RUN)
                        .gives(SentView.class)
                        .by("Send a correctly signed test event", this::test));
    }

    private record Listener(Published workflow, TriggerSpec.Webhook trigger) {}

    private Reply<Page<SourceView>> list(Call<Void> call) {
        Map<String, List<Listener>> byPath = new TreeMap<>();
        for (Published workflow : published.all(call.project())) {
            for (TriggerSpec trigger : workflow.definition().triggers()) {
                if (trigger instanceof TriggerSpec.Webhook webhook) {
                    byPath.computeIfAbsent(webhook.path(), path -> new ArrayList<>())
                            .add(new Listener(workflow, webhook));
                }
            }
        }
        List<SourceView> views = byPath.entrySet().stream()
                .map(entry -> view(call.project(), entry.getKey(), entry.getValue()))
                .toList();
        return Reply.ok(new Page<>(views, Optional.empty()));
    }

    private SourceView view(String project, String path, List<Listener> listeners) {
        SourceActivity activity = sources.activity(project, path);
        return new SourceView(
                path,
                publicUrl + "/hooks/" + project + "/" + path,
                String.valueOf(listeners.getFirst().trigger().verify().get("preset")),
                listeners.stream()
                        .map(each -> new ListenerView(
                                each.workflow().id(),
                                each.trigger().id(),
                                each.workflow().enabled()))
                        .toList(),
                activity.accepted(),
                activity.duplicates(),
                activity.refused(),
                activity.lastAccepted(),
                activity.refusals().stream()
                        .map(refusal -> new RefusalView(refusal.time(), refusal.reason(), refusal.headers()))
                        .toList());
    }

    private Reply<SentView> test(Call<Void> call) {
        HookAnswer answer = hooks.sendTest(call.project(), call.path("path"), call.trace());
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        boolean json = answer.contentType().startsWith("application/json");
        return Reply.ok(new SentView(answer.status(), json ? Json.read(text) : text));
    }
}
