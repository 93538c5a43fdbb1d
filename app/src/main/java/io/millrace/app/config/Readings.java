package io.millrace.app.config;

import io.millrace.egress.EgressSettings;
import io.millrace.server.shape.Spelling;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What values may look like, each with the sentence for those that do not. */
final class Readings {
    private static final int LONGEST_SHOWN = 80;

    private Readings() {}

    static String text(Object value) {
        if (value instanceof List) {
            throw new IllegalArgumentException("This takes a single value, not a list.");
        }
        return String.valueOf(value).strip();
    }

    static String host(Object value) {
        String host = text(value);
        if (!host.matches("[A-Za-z0-9_.-]+|\\[?[0-9A-Fa-f:.]+(%[A-Za-z0-9]+)?]?")) {
            throw new IllegalArgumentException(
                    shown(host)
                            + " is not a host name or address. Give one without scheme and port, such as 127.0.0.1 or 0.0.0.0.");
        }
        return host;
    }

    static Values.Reading<Integer> integer(int least, int most) {
        return value -> {
            String text = text(value);
            if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
                return Integer.parseInt(text);
            }
            throw new IllegalArgumentException(
                    shown(text) + " is not a whole number from " + least + " to " + most + ".");
        };
    }

    static Boolean flag(Object value) {
        return switch (text(value)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(shown(text(value)) + " is neither true nor false.");
        };
    }

    static Values.Reading<Duration> duration(Duration most) {
        return value -> {
            String text = text(value);
            try {
                Duration duration = Duration.parse(text);
                if (!duration.isNegative() && duration.compareTo(most) <= 0) {
                    return duration;
                }
            } catch (DateTimeParseException e) {
                // told below
            }
            throw new IllegalArgumentException(
                    shown(text) + " is not an ISO-8601 duration from PT0S to " + most + ". Twenty seconds are PT20S.");
        };
    }

    static <E extends Enum<E>> Values.Reading<E> oneOf(Class<E> words) {
        return value -> {
            String text = text(value);
            List<String> known = Arrays.stream(words.getEnumConstants())
                    .map(word -> word.name().toLowerCase(Locale.ROOT))
                    .toList();
            if (!known.contains(text)) {
                throw new IllegalArgumentException(
                        shown(text) + " is none of " + String.join(", ", known) + "." + Spelling.hint(text, known));
            }
            return Enum.valueOf(words, text.toUpperCase(Locale.ROOT));
        };
    }

    /** Plain segments only: the path stands in pages and links as it is written. */
    private static final Pattern PUBLIC_PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)*/?");

    /** An http or https address without credentials, query and fragment; a path loses the slash at its end. */
    static URI publicUrl(Object value) {
        String text = text(value);
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare = !uri.isOpaque()
                    && uri.getRawUserInfo() == null
                    && PUBLIC_PATH.matcher(uri.getRawPath()).matches()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (web && bare && uri.getHost() != null) {
                String path = uri.getRawPath().replaceFirst("/$", "");
                return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), path, null, null);
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "This is not an address of the form https://millrace.example.com or https://example.com/millrace, with http"
                        + " or https.");
    }

    static Path path(Object value) {
        try {
            return Path.of(text(value)).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(shown(text(value)) + " is not a path: " + e.getReason() + ".", e);
        }
    }

    static Path readableFile(Object value) {
        Path file = path(value);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException("There is no file " + file + " that can be read.");
        }
        return file;
    }

    static Path readableFolder(Object value) {
        Path folder = path(value);
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            throw new IllegalArgumentException("There is no folder " + folder + " that can be read.");
        }
        return folder;
    }

    /** A YAML list, or a text with commas. */
    static List<String> addresses(Object value) {
        List<String> addresses = new ArrayList<>();
        List<?> items =
                value instanceof List<?> list ? list : Arrays.asList(text(value).split(",", -1));
        items.forEach(item -> addresses.add(text(String.valueOf(item))));
        EgressSettings.defaults("").withAllow(addresses.toArray(String[]::new));
        return addresses;
    }

    private static String shown(String text) {
        return "\"" + (text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text) + "\"";
    }
}
