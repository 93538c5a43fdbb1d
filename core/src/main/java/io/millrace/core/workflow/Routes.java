package io.millrace.core.workflow;

import io.millrace.core.shared.Json;
import io.millrace.core.workflow.TriggerSpec.Webhook;
import io.millrace.core.workflow.WorkflowStore.NewRoute;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The routes that a definition claims. */
final class Routes {
    private Routes() {}

    static List<NewRoute> of(Definition definition) {
        return definition.triggers().stream().map(Routes::route).toList();
    }

    private static NewRoute route(TriggerSpec trigger) {
        return switch (trigger) {
            case Webhook webhook -> {
                String verify = Json.write(sorted(webhook.verify()));
                yield new NewRoute(webhook.id(), Route.Kind.WEBHOOK, webhook.path(), verify);
            }
            case TriggerSpec.Schedule schedule -> new NewRoute(schedule.id(), Route.Kind.SCHEDULE, "", "");
            case TriggerSpec.Poll poll -> new NewRoute(poll.id(), Route.Kind.POLL, "", "");
            case TriggerSpec.End end -> new NewRoute(end.id(), Route.Kind.WORKFLOW, end.workflow(), end.ends());
            case TriggerSpec.Manual manual -> new NewRoute(manual.id(), Route.Kind.MANUAL, "", "");
        };
    }

    private static @Nullable Object sorted(@Nullable Object json) {
        return switch (json) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> sorted = new TreeMap<>();
                map.forEach((key, value) -> sorted.put(String.valueOf(key), sorted(value)));
                yield sorted;
            }
            case List<?> list -> list.stream().map(Routes::sorted).toList();
            case null, default -> json;
        };
    }
}
