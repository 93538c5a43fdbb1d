package io.millrace.core.catcher;

import java.util.List;

/** Keeps what was caught. "Newest" goes by the order of adding, not by the clock. */
public interface CatcherStore {
    /**
     * Adds a request and forgets what is beyond the limits, in one transaction. The request itself stays, however large it
     * is.
     */
    void add(String project, String name, CaughtRequest request, Kept kept);

    /**
     * How much stays.
     *
     * @param requests of one name, the newest stay
     * @param names of one project, those that caught something last stay
     * @param bytes of one project, counted as {@link CaughtRequest#size}; the newest requests of whatever name stay
     */
    record Kept(int requests, int names, long bytes) {}

    /**
     * The newest requests of a name, newest first.
     *
     * @param mostBytes of all of them together, counted as {@link CaughtRequest#size}; the newest is there whatever its size
     */
    List<CaughtRequest> list(String project, String name, int limit, long mostBytes);

    /** The names of a project, the one that caught something last first. */
    List<CaughtName> names(String project);

    /** Forgets everything a name has caught. */
    void clear(String project, String name);
}
