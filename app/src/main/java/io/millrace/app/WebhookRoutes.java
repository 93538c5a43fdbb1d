package io.millrace.app;

import io.millrace.core.connection.Variables;
import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.expression.Template;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.source.Routes;
import io.millrace.core.workflow.Published;
import io.millrace.core.workflow.TriggerSpec;
import io.millrace.core.workflow.Workflows;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Joins webhook addresses to the published workflows that listen there. */
final class WebhookRoutes implements Routes {
    private final Workflows workflows;
    private final Variables variables;

    WebhookRoutes(Workflows workflows, Variables variables) {
        this.workflows = workflows;
        this.variables = variables;
    }

    @Override
    public List<Route> find(String project, String path) {
        return workflows.forWebhook(project, path).stream()
                .flatMap(workflow -> routes(project, path, workflow))
                .toList();
    }

    private Stream<Route> routes(String project, String path, Published workflow) {
        return workflow.definition().triggers().stream()
                .filter(trigger -> trigger instanceof TriggerSpec.Webhook hook
                        && hook.path().equals(path))
                .map(trigger -> route(project, workflow, (TriggerSpec.Webhook) trigger));
    }

    private Route route(String project, Published workflow, TriggerSpec.Webhook trigger) {
        Template verification = workflow.plan().verifications().get(trigger.id());
        return new Route(
                workflow.id(),
                trigger.verify(),
                String.valueOf(variables.revision(project)),
                verify -> verification == null ? verify : resolve(project, trigger, verification));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> resolve(String project, TriggerSpec.Webhook trigger, Template verification) {
        Bindings bindings = new Bindings(
                Map.of("vars", variables.plain(project), "project", Map.of("id", project)),
                name -> variables.secret(project, name).orElse(null));
        try {
            return (Map<String, Object>) Objects.requireNonNull(verification.resolve(bindings));
        } catch (EvaluationException e) {
            throw new MillraceException(
                    ErrorCode.SIGNATURE_INVALID,
                    "The verification of '" + trigger.path() + "' cannot be read: " + e.getMessage(),
                    e);
        }
    }
}
