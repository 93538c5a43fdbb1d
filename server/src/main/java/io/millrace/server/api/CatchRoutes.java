package io.millrace.server.api;

import static io.millrace.core.access.Permission.CATCHER_READ;
import static io.millrace.core.access.Permission.EXECUTION_RUN;

import io.millrace.core.catcher.Catcher;
import io.millrace.core.catcher.CaughtName;
import io.millrace.core.catcher.CaughtRequest;
import io.millrace.core.project.Projects;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.server.route.Call;
import io.millrace.server.route.QueryParameter;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catcher: an address that records what it gets, so that any action can be tried without an account. */
final class CatchRoutes {
    private final Catcher catcher;
    private final Projects projects;
    private final String publicUrl;
    private final InstantSource clock;

    record CaughtView(boolean caught) {}

    record CatchItem(String name, String url, int requests, Instant lastAt) {}

    /** @param body as text when it is UTF-8 @param bodyBase64 when it is not @param truncated whether it was longer */
    record CaughtItem(
            Instant time,
            String method,
            String path,
            String query,
            Map<String, List<String>> headers,
            Optional<String> body,
            Optional<String> bodyBase64,
            boolean truncated,
            String remote) {
        static CaughtItem of(CaughtRequest request) {
            Optional<String> text = request.text();
            return new CaughtItem(
                    request.time(),
                    request.method(),
                    request.path(),
                    request.query(),
                    request.headers(),
                    text,
                    text.isPresent()
                            ? Optional.empty()
                            : Optional.of(Base64.getEncoder().encodeToString(request.body())),
                    request.truncated(),
                    request.remote());
        }
    }

    CatchRoutes(Catcher catcher, Projects projects, String publicUrl, InstantSource clock) {
        this.catcher = catcher;
        this.projects = projects;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    List<Route> projectRoutes() {
        return List.of(
                Route.get("/catch")
                        .needs(CATCHER_READ)
                        .givesPage(CatchItem.class)
                        .by("List the catchers that have caught something", this::names),
                Route.get("/catch/{name}")
                        .needs(CATCHER_READ)
                        .query(QueryParameter.LIMIT)
                        .givesPage(CaughtItem.class)
                        .by("List caught requests, newest first", this::requests),
                Route.delete("/catch/{name}").needs(EXECUTION_RUN).by("Delete caught requests", this::clear));
    }

    List<Route> rootRoutes() {
        return List.of(Route.any("/catch/{project}/{name}")
                .open("anything may be sent here to be looked at; only members of the project see it")
                .anyQuery()
                .takesBytes()
                .gives(CaughtView.class)
                .by("Record a request", this::record));
    }

    private Reply<Page<CatchItem>> names(Call<Void> call) {
        List<CatchItem> items = catcher.names(call.project()).stream()
                .map(name -> item(call.project(), name))
                .toList();
        return Reply.ok(new Page<>(items, Optional.empty()));
    }

    private CatchItem item(String project, CaughtName name) {
        String url = publicUrl + "/catch/" + project + "/" + name.name();
        return new CatchItem(name.name(), url, name.requests(), name.last());
    }

    private Reply<Page<CaughtItem>> requests(Call<Void> call) {
        List<CaughtItem> items = catcher.list(call.project(), call.path("name"), call.limit()).stream()
                .map(CaughtItem::of)
                .toList();
        return Reply.ok(new Page<>(items, Optional.empty()));
    }

    private Reply<Void> clear(Call<Void> call) {
        catcher.clear(call.project(), call.path("name"));
        return Reply.nothing();
    }

    private Reply<CaughtView> record(Call<byte[]> call) {
        if (projects.get(call.project()).isEmpty()) {
            throw MillraceException.notFound("project", call.project());
        }
        catcher.record(
                call.project(),
                call.path("name"),
                new CaughtRequest(
                        clock.instant(),
                        call.method(),
                        call.rawPath(),
                        call.rawQuery(),
                        call.headers(),
                        call.body(),
                        false,
                        call.remote()));
        return Reply.ok(new CaughtView(true));
    }
}
