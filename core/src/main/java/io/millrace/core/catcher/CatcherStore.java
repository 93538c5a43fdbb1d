package io.millrace.core.catcher;

import java.util.List;

/** Keeps what was caught. "Newest" goes by the order of adding, not by the clock. */
public interface CatcherStore {
    /**
     * Adds a request and forgets what is beyond the limits, in one transaction.
     *
     * @param keptRequests of this name, the newest stay
     * @param keptNames of this project, those that caught something last stay
     */
    void add(String project, String name, CaughtRequest request, int keptRequests, int keptNames);

    /** The newest requests of a name, newest first. */
    List<CaughtRequest> list(String project, String name, int limit);

    /** The names of a project, the one that caught something last first. */
    List<CaughtName> names(String project);

    /** Forgets everything a name has caught. */
    void clear(String project, String name);
}
