package io.millrace.core.source;

import io.millrace.core.shared.Problem;
import io.millrace.sdk.Sensitive;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code verify} object and collects everything that is wrong with it. It is used twice: on what people wrote,
 * where a secret is still a template and its text cannot be judged, and on the same with its secrets filled in.
 */
final class Settings {
    /** The most secrets that may be valid at a time: rotation needs two. */
    static final int MOST_SECRETS = 5;

    private static final int LONGEST_TEXT = 200;
    private static final Duration LONGEST_TOLERANCE = Occurrences.DEDUPLICATION_WINDOW;

    /** What has been done to the settings. */
    enum Stage {
        /** As people wrote them: a secret may be a template. */
        WRITTEN,
        /** With every secret filled in. */
        RESOLVED
    }

    private final Map<String, Object> written;
    private final Stage stage;
    private final Set<String> known = new HashSet<>(Set.of("preset"));
    private final List<Problem> problems = new ArrayList<>();

    Settings(Map<String, Object> written, Stage stage) {
        this.written = written;
        this.stage = stage;
    }

    /** All problems so far, and one for each setting that nobody asked for. */
    List<Problem> problems() {
        List<Problem> all = new ArrayList<>(problems);
        for (String name : written.keySet()) {
            if (!known.contains(name)) {
                all.add(Problem.at(
                        name,
                        "There is no setting '" + name + "' in this preset; it has "
                                + String.join(", ", known.stream().sorted().toList()) + "."));
            }
        }
        return all;
    }

    void problem(String name, String message) {
        problems.add(Problem.at(name, message));
    }

    boolean has(String name) {
        return get(name) != null;
    }

    Optional<String> text(String name) {
        Object value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && text.length() <= LONGEST_TEXT) {
            return Optional.of(text);
        }
        problem(name, "'" + name + "' must be a text of at most " + LONGEST_TEXT + " characters.");
        return Optional.empty();
    }

    /** A header's name, in lower case. */
    Optional<String> header(String name) {
        Optional<String> header = text(name);
        if (header.isPresent() && !header.get().matches("[A-Za-z0-9_-]{1,100}")) {
            problem(name, "'" + name + "' must be the name of a header, such as X-Signature.");
            return Optional.empty();
        }
        return header.map(each -> each.toLowerCase(Locale.ROOT));
    }

    <T> T choice(String name, T otherwise, List<String> codes, Function<String, Optional<T>> of) {
        Object value = get(name);
        if (value == null) {
            return otherwise;
        }
        Optional<T> chosen = value instanceof String code ? of.apply(code) : Optional.empty();
        if (chosen.isEmpty()) {
            problem(name, "'" + name + "' must be one of " + String.join(", ", codes) + ".");
        }
        return chosen.orElse(otherwise);
    }

    /** How far the signed time may be from now, in either direction; five minutes when nobody says. */
    Duration tolerance() {
        Object value = get("tolerance");
        Duration otherwise = Duration.ofMinutes(5);
        if (value == null) {
            return otherwise;
        }
        Optional<Duration> tolerance = value instanceof String text ? duration(text) : Optional.empty();
        if (tolerance.isEmpty()
                || !tolerance.get().isPositive()
                || tolerance.get().compareTo(LONGEST_TOLERANCE) > 0) {
            problem(
                    "tolerance",
                    "'tolerance' must be an ISO-8601 duration above zero and at most " + LONGEST_TOLERANCE
                            + ", such as PT5M.");
            return otherwise;
        }
        return tolerance.get();
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The secrets, one or several, each turned into a key. A template stands for a secret that is not known yet and is
     * left out.
     *
     * @param key fails with an {@link IllegalArgumentException} whose sentence is for people and holds no secret
     */
    <K> List<K> secrets(Function<String, K> key) {
        Object value = get("secret");
        if (value == null) {
            problem("secret", "This preset needs 'secret', such as \"{{ secrets.NAME }}\".");
            return List.of();
        }
        if (!(value instanceof List<?> several)) {
            return secret("secret", value, key).map(List::of).orElse(List.of());
        }
        if (several.isEmpty() || several.size() > MOST_SECRETS) {
            problem("secret", "'secret' must be one secret or a list of one to " + MOST_SECRETS + ".");
            return List.of();
        }
        List<K> keys = new ArrayList<>();
        for (int i = 0; i < several.size(); i++) {
            secret("secret[" + i + "]", several.get(i), key).ifPresent(keys::add);
        }
        return List.copyOf(keys);
    }

    private <K> Optional<K> secret(String path, @Nullable Object value, Function<String, K> key) {
        if (value instanceof String text && text.contains("{{")) {
            if (stage == Stage.RESOLVED) {
                // Taken as it stands, a text that every reader of the workflow knows would become the secret.
                problem(path, "The template of the secret was not filled in.");
            }
            return Optional.empty();
        }
        if (!(value instanceof String) && !(value instanceof Sensitive)) {
            problem(path, "A secret must be a text, such as \"{{ secrets.NAME }}\".");
            return Optional.empty();
        }
        String text = Sensitive.reveal(value);
        if (text.isBlank()) {
            problem(path, "The secret is empty, so anybody could sign with it.");
            return Optional.empty();
        }
        try {
            return Optional.of(key.apply(text));
        } catch (IllegalArgumentException e) {
            problem(path, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private @Nullable Object get(String name) {
        known.add(name);
        return written.get(name);
    }
}
