package io.millrace.core.catcher;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Records what is sent to {@code /catch/{project}/{name}} and shows it again: the last {@value #KEPT_REQUESTS} requests of
 * a name, the last {@value #KEPT_NAMES} names of a project, 16 MiB of a project. Safe for use by many threads.
 */
public final class Catcher {
    public static final int KEPT_REQUESTS = 50;
    public static final int KEPT_NAMES = 200;

    /** 16 MiB: whoever knows the address of a catcher can send to it, and must not fill the disk. */
    public static final long KEPT_BYTES = 16L << 20;

    /** 2 MiB: eight of the largest requests. What is shown at once is in memory at once. */
    public static final long SHOWN_BYTES = 2L << 20;

    private static final CatcherStore.Kept KEPT = new CatcherStore.Kept(KEPT_REQUESTS, KEPT_NAMES, KEPT_BYTES);
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_HEADER = 4_096;
    private static final int LONGEST_TARGET = 8_192;

    private final CatcherStore store;
    private final Function<String, UnaryOperator<String>> masks;

    /** @param masks what hides the secrets of a project in a text */
    public Catcher(CatcherStore store, Function<String, UnaryOperator<String>> masks) {
        this.store = store;
        this.masks = masks;
    }

    /**
     * Keeps a request, with its credentials and the secrets of the project masked and everything cut to its limit. What was
     * kept longest goes when a limit is reached.
     *
     * @param name a slug of at most 64 characters
     * @return what was kept
     * @throws MillraceException {@code bad_request} when the name is no slug; {@code store_unavailable}
     */
    public CaughtRequest record(String project, String name, CaughtRequest request) {
        if (!NAME.matcher(name).matches()) {
            throw new MillraceException(
                    ErrorCode.BAD_REQUEST,
                    "The name of a catcher has 1 to 64 lower-case letters, digits and hyphens, and neither begins nor ends"
                            + " with a hyphen. Any such name works; you do not have to create it first.");
        }
        CaughtRequest kept = bounded(request, masks.apply(project));
        store.add(project, name, kept, KEPT);
        return kept;
    }

    /**
     * The newest requests of a name, newest first: as many as together are within {@value #SHOWN_BYTES} bytes, at least one.
     *
     * @param limit 1 to {@value #KEPT_REQUESTS}; others are brought there
     */
    public List<CaughtRequest> list(String project, String name, int limit) {
        return store.list(project, name, Math.clamp(limit, 1, KEPT_REQUESTS), SHOWN_BYTES);
    }

    /** The names of a project that have caught something, the last one first. */
    public List<CaughtName> names(String project) {
        return store.names(project);
    }

    /** Forgets everything a name has caught; nothing happens when it has caught nothing. */
    public void clear(String project, String name) {
        store.clear(project, name);
    }

    /** Masks first: a cut must not leave the beginning of a secret that nobody recognises any more. */
    private static CaughtRequest bounded(CaughtRequest request, UnaryOperator<String> mask) {
        byte[] body = Masking.body(request, mask);
        boolean tooLong = body.length > CaughtRequest.LONGEST_BODY;
        return new CaughtRequest(
                request.time(),
                cut(request.method(), 20),
                cut(mask.apply(request.path()), LONGEST_TARGET),
                cut(mask.apply(Masking.query(request.query())), LONGEST_TARGET),
                headers(Masking.headers(request.headers()), mask),
                tooLong ? Arrays.copyOf(body, CaughtRequest.LONGEST_BODY) : body,
                request.truncated() || tooLong,
                cut(request.remote(), 100));
    }

    private static Map<String, List<String>> headers(Map<String, List<String>> headers, UnaryOperator<String> mask) {
        Map<String, List<String>> bounded = new TreeMap<>();
        int left = MOST_HEADERS;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            List<String> values = header.getValue().stream()
                    .limit(left)
                    .map(value -> cut(mask.apply(value), LONGEST_HEADER))
                    .toList();
            left -= values.size();
            if (!values.isEmpty()) {
                bounded.put(header.getKey(), values);
            }
        }
        return bounded;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
