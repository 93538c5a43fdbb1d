package io.millrace.server.api;

import static io.millrace.core.access.Permission.VARIABLE_EDIT;
import static io.millrace.core.access.Permission.VARIABLE_READ;

import io.millrace.core.connection.VariableView;
import io.millrace.core.connection.Variables;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.shared.Problem;
import io.millrace.server.route.Call;
import io.millrace.server.route.QueryParameter;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Variables: values for expressions, plain or write-only. */
final class VariableRoutes {
    private final Variables variables;

    /** @param value any JSON but null; a text when secret @param secret false when left out */
    record VariableInput(@Nullable Object value, Optional<Boolean> secret) {
        /** Leaves the value out. */
        @Override
        public String toString() {
            return "VariableInput[secret=" + secret.orElse(false) + "]";
        }
    }

    /** @param value null when secret */
    record VariableItem(
            String name, boolean secret, @Nullable Object value, Instant createdAt, Instant updatedAt, long revision) {
        static VariableItem of(VariableView view) {
            return new VariableItem(
                    view.name(), view.secret(), view.value(), view.created(), view.updated(), view.revision());
        }
    }

    VariableRoutes(Variables variables) {
        this.variables = variables;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/variables")
                        .needs(VARIABLE_READ)
                        .query(QueryParameter.LIMIT, QueryParameter.CURSOR)
                        .givesPage(VariableItem.class)
                        .by("List variables; secret ones without their value", this::list),
                Route.get("/variables/{variable}")
                        .needs(VARIABLE_READ)
                        .gives(VariableItem.class)
                        .by("Get a variable; a secret one without its value", this::get),
                Route.put("/variables/{variable}")
                        .needs(VARIABLE_EDIT)
                        .takes(VariableInput.class)
                        .gives(VariableItem.class)
                        .by("Create or update a variable", this::put),
                Route.delete("/variables/{variable}").needs(VARIABLE_EDIT).by("Delete a variable", this::delete));
    }

    private static String name(Call<?> call) {
        return call.path("variable");
    }

    private Reply<Page<VariableItem>> list(Call<Void> call) {
        String cursor = call.cursor().orElse(null);
        return Reply.ok(variables.list(call.project(), cursor, call.limit()).map(VariableItem::of));
    }

    private Reply<VariableItem> get(Call<Void> call) {
        return reply(variables
                .get(call.project(), name(call))
                .orElseThrow(() -> MillraceException.notFound("variable", name(call))));
    }

    private Reply<VariableItem> put(Call<VariableInput> call) {
        VariableInput input = call.body();
        if (input.value() == null) {
            throw new MillraceException(
                    ErrorCode.BAD_REQUEST,
                    "The body is not what this route takes.",
                    List.of(Problem.at("value", "This field is required; to have no value, delete the variable.")));
        }
        boolean secret = input.secret().orElse(false);
        return reply(variables.put(call.project(), name(call), input.value(), secret, Revisions.seen(call)));
    }

    private Reply<Void> delete(Call<Void> call) {
        variables.delete(call.project(), name(call), call.ifMatch());
        return Reply.nothing();
    }

    private static Reply<VariableItem> reply(VariableView view) {
        return Reply.ok(VariableItem.of(view)).revision(view.revision());
    }
}
