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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
        long secretRevision = variables.revision(project);
        List<Route> routes = new ArrayList<>();
        for (Published workflow : workflows.forWebhook(project, path)) {
            for (TriggerSpec trigger : workflow.definition().triggers()) {
                if (trigger instanceof TriggerSpec.Webhook hook && hook.path().equals(path)) {
                    routes.add(route(project, workflow, hook, secretRevision));
                }
            }
        }
        return routes;
    }

    private Route route(String project, Published workflow, TriggerSpec.Webhook trigger, long secretRevision) {
        Template verification = workflow.plan().verifications().get(trigger.id());
        return new Route(
                workflow.id(),
                trigger.verify(),
                secretRevision,
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
