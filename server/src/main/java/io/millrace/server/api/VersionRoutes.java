package io.millrace.server.api;

import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.time.Instant;
import java.util.List;

/** What runs here, for people who ask or report something. */
final class VersionRoutes {
    private final About about;

    /** @param store {@code sqlite} or {@code postgres} */
    record AboutView(String version, String store, Instant startedAt, int retentionDays) {}

    VersionRoutes(About about) {
        this.about = about;
    }

    List<Route> routes() {
        return List.of(Route.get("/version")
                .signedIn("everybody who works here may know what it runs on")
                .gives(AboutView.class)
                .by(
                        "Get the version and the store of this server",
                        call -> Reply.ok(new AboutView(
                                about.version(), about.store(), about.startedAt(), about.retentionDays()))));
    }
}
