package io.millrace.verify.journey;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One installation per store for all journeys, each in projects of its own, started when first asked for and stopped after
 * the last test; and the PostgreSQL server below.
 */
final class Installations implements AutoCloseable {
    private final Map<Store, Installation> shared = new EnumMap<>(Store.class);
    private Optional<PostgresServer> postgres = Optional.empty();

    /** Gives the installations to the tests. */
    static final class Provider implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Installations.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Installations.class))
                    .computeIfAbsent(Installations.class, _ -> new Installations());
        }
    }

    /** The installation that all journeys on a store share; tools may call loopback. */
    synchronized Installation shared(Store store) {
        return shared.computeIfAbsent(
                store, each -> plan(each).allowing("127.0.0.1", "localhost").start());
    }

    /** The plan of an installation of one's own, on a new database. */
    synchronized Installation.Plan plan(Store store) {
        return Installation.Plan.on(
                switch (store) {
                    case SQLITE -> "sqlite";
                    case POSTGRESQL -> postgres().newDatabase();
                });
    }

    private PostgresServer postgres() {
        PostgresServer running = postgres.orElseGet(PostgresServer::start);
        postgres = Optional.of(running);
        return running;
    }

    @Override
    public synchronized void close() {
        shared.values().forEach(Installation::close);
        postgres.ifPresent(PostgresServer::close);
    }
}
