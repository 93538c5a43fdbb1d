package io.millrace.core.workflow;

import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.WorkflowStore.Routing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes in memory, so that a webhook costs no query. What another node changed is seen within {@link #MAX_AGE}; who
 * finds nothing looks at the store first, so a path that was just published is never unknown. When the store does not
 * answer, known routes stay usable and unknown ones are an outage, not a missing path.
 */
final class Router {
    static final Duration MAX_AGE = Duration.ofMillis(250);

    private static final Logger log = LoggerFactory.getLogger(Router.class);

    private record Address(String project, String name) {}

    /** @param check the number of the look at the store that found it to be so */
    private record Snapshot(
            long check,
            long revision,
            Instant checkedAt,
            Map<Address, List<Route>> webhooks,
            List<Route> schedules,
            List<Route> polls,
            Listening listening,
            Set<Address> enabled) {
        Snapshot checked(long again, Instant now) {
            return new Snapshot(again, revision, now, webhooks, schedules, polls, listening, enabled);
        }
    }

    private final WorkflowStore store;
    private final InstantSource clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    /** How many looks at the store have begun. */
    private final AtomicLong checks = new AtomicLong();

    private volatile @Nullable Snapshot snapshot;

    Router(WorkflowStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** One route of each enabled workflow that listens at an address, in the order of their ids. */
    List<Route> webhooks(String project, String path) {
        long seen = checks.get();
        Address address = new Address(project, path);
        List<Route> routes = recent().webhooks().get(address);
        return routes != null ? routes : latest(seen).webhooks().getOrDefault(address, List.of());
    }

    /**
     * The schedules of all enabled workflows, as of now: who follows them by the revision must not be shown those of an
     * earlier one.
     */
    List<Route> schedules() {
        return latest(checks.get()).schedules();
    }

    /**
     * Who listens to the ends of executions, as this node knows it: what another node published within {@link #MAX_AGE} may
     * not be in it yet.
     */
    Listening listening() {
        return recent().listening();
    }

    /** The same as of now. */
    Listening listeningNow() {
        return latest(checks.get()).listening();
    }

    /** The polls of all enabled workflows, as of now. */
    List<Route> polls() {
        return latest(checks.get()).polls();
    }

    boolean enabled(String project, String workflow) {
        return recent().enabled().contains(new Address(project, workflow));
    }

    /** Forgets how old the routes are, after a change made here. */
    void changed() {
        latest(checks.get());
    }

    private Snapshot recent() {
        long seen = checks.get();
        Snapshot known = snapshot;
        if (known == null) {
            return latest(seen);
        }
        if (clock.instant().isBefore(known.checkedAt().plus(MAX_AGE)) || !refreshing.tryLock()) {
            return known; // recent, or somebody is asking this very moment
        }
        try {
            return latest(seen);
        } catch (MillraceException e) {
            log.warn("The routes may be outdated, because the store does not answer: {}", e.getMessage());
            return known;
        } finally {
            refreshing.unlock();
        }
    }

    /**
     * The routes as of a look that began after the caller arrived. All who wait at the same time share one look, so a flood
     * of unknown paths costs one query at a time.
     *
     * @param seen how many looks had begun when the caller arrived
     */
    private Snapshot latest(long seen) {
        refreshing.lock();
        try {
            Snapshot known = snapshot;
            if (known != null && known.check() > seen) {
                return known;
            }
            long check = checks.incrementAndGet();
            Instant now = clock.instant();
            Snapshot fresh = known != null && known.revision() == store.routingRevision()
                    ? known.checked(check, now)
                    : snapshot(check, store.routing(), now);
            snapshot = fresh;
            return fresh;
        } finally {
            refreshing.unlock();
        }
    }

    /** A workflow with several triggers at one address listens there once. */
    private static void addOnce(Route route, List<Route> listeners) {
        if (listeners.stream().noneMatch(known -> known.workflow().equals(route.workflow()))) {
            listeners.add(route);
        }
    }

    private static Snapshot snapshot(long check, Routing routing, Instant now) {
        Map<Address, List<Route>> webhooks = new HashMap<>();
        Set<Address> enabled = new HashSet<>();
        for (Route route : routing.routes()) {
            if (route.enabled()) {
                enabled.add(new Address(route.project(), route.workflow()));
                if (route.kind() == Route.Kind.WEBHOOK) {
                    addOnce(
                            route,
                            webhooks.computeIfAbsent(
                                    new Address(route.project(), route.path()), address -> new ArrayList<>()));
                }
            }
        }
        List<Route> schedules = routing.routes().stream()
                .filter(route -> route.enabled() && route.kind() == Route.Kind.SCHEDULE)
                .toList();
        List<Route> polls = routing.routes().stream()
                .filter(route -> route.enabled() && route.kind() == Route.Kind.POLL)
                .toList();
        Listening listening = Listening.of(routing.routes());
        return new Snapshot(check, routing.revision(), now, webhooks, schedules, polls, listening, enabled);
    }
}
