package io.millrace.verify.journey;

import io.millrace.app.Millrace;
import io.millrace.app.config.Settings;
import io.millrace.core.access.Bootstrap;
import io.millrace.sdk.Sensitive;
import io.millrace.store.Database;
import io.millrace.store.DatabaseLocation;
import io.millrace.store.Databases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A running server with a database and a folder of its own. */
final class Installation implements AutoCloseable {
    static final String TOKEN = "mr_JourneysBeginWithAFirstStepAndAToken";
    private static final AtomicInteger PROJECTS = new AtomicInteger();

    private final Plan plan;
    private final Settings settings;
    private Millrace server;

    /**
     * How an installation is set up.
     *
     * @param database as {@code millrace.yaml} takes it
     * @param allowed private addresses that tools may call
     * @param bootstrapped whether there is a token from the start, or a set-up link
     * @param databases opens the store
     */
    record Plan(
            String database,
            List<String> allowed,
            boolean bootstrapped,
            Optional<String> metricsToken,
            Function<DatabaseLocation, Database> databases) {
        static Plan on(String database) {
            return new Plan(database, List.of(), true, Optional.empty(), Databases::open);
        }

        /** Lets tools call the stand-ins of the tests, which listen on loopback. */
        Plan allowing(String... addresses) {
            return new Plan(database, List.of(addresses), bootstrapped, metricsToken, databases);
        }

        Plan withoutBootstrap() {
            return new Plan(database, allowed, false, metricsToken, databases);
        }

        Plan withMetricsToken(String token) {
            return new Plan(database, allowed, bootstrapped, Optional.of(token), databases);
        }

        /** Has every statement counted that is made for a request. */
        Plan counting(StatementCount count) {
            return new Plan(
                    database,
                    allowed,
                    bootstrapped,
                    metricsToken,
                    location -> new CountedDatabase(databases.apply(location), count));
        }

        Installation start() {
            return new Installation(this);
        }

        private Settings settings(Path data) {
            return new Settings(
                    new Settings.Server("127.0.0.1", 0, Optional.empty(), false),
                    data,
                    Sensitive.of(database),
                    new Settings.Egress(allowed, Optional.empty()),
                    new Settings.Tools(Optional.empty()),
                    new Settings.Blobs(Optional.empty(), 64 << 10, Optional.empty(), Optional.empty()),
                    new Settings.Retention(30),
                    new Settings.Engine(64, 256, 4 << 20, Duration.ofSeconds(10)),
                    new Settings.Log(Settings.LogFormat.TEXT, Settings.LogLevel.INFO),
                    new Settings.Metrics(metricsToken.map(Sensitive::of)),
                    Optional.empty(),
                    new Bootstrap(
                            Optional.empty(), bootstrapped ? Optional.of(Sensitive.of(TOKEN)) : Optional.empty()));
        }
    }

    private Installation(Plan plan) {
        this.plan = plan;
        try {
            settings = plan.settings(Files.createTempDirectory("millrace-journey"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = Millrace.start(settings, plan.databases());
    }

    URI url() {
        return server.url();
    }

    Optional<URI> setUpLink() {
        return server.setUpLink();
    }

    /** Stops the server and starts it again on what it has stored, at another port. */
    void restart() {
        server.close();
        server = Millrace.start(settings, plan.databases());
    }

    Client anonymous() {
        return new Client(this::url, Map.of());
    }

    /** Whoever has the bootstrap token, an owner. */
    Client owner() {
        return anonymous().withToken(TOKEN);
    }

    /** Whoever has a new token of a role. */
    Client as(String role) {
        Answer made = owner().post("/api/v1/tokens", Map.of("name", "a " + role, "role", role))
                .expect(201);
        return anonymous().withToken(made.text("/secret"));
    }

    /** A project nobody else uses. */
    Project newProject() {
        String id = "journey-" + PROJECTS.incrementAndGet();
        owner().post("/api/v1/projects", Map.of("id", id, "name", "Journey " + id))
                .expect(201);
        return new Project(owner(), id);
    }

    @Override
    public void close() {
        server.close();
        try {
            Files.walkFileTree(settings.data(), new Removal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
