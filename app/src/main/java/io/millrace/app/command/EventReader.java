package io.millrace.app.command;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads server-sent events (WHATWG HTML, section 9.2) from a stream of bytes. */
final class EventReader {
    /** The largest line read, in bytes. */
    private static final int MAX_LINE = 32 << 20;

    private final InputStream in;
    private final Runnable alive;

    /** @param id empty when the event has none @param type {@code message} when the event does not say */
    record Event(String id, String type, String data) {}

    /** @param alive called for each line, comments included */
    EventReader(InputStream in, Runnable alive) {
        this.in = new BufferedInputStream(in);
        this.alive = alive;
    }

    /** The next event; empty at the end of the stream. */
    Optional<Event> next() throws IOException {
        String id = "";
        String type = "message";
        StringBuilder data = new StringBuilder();
        for (Optional<String> line = line(); line.isPresent(); line = line()) {
            String text = line.get();
            if (text.isEmpty()) {
                if (!data.isEmpty()) {
                    return Optional.of(new Event(id, type, data.substring(0, data.length() - 1)));
                }
                type = "message";
                continue;
            }
            int colon = text.indexOf(':');
            String field = colon < 0 ? text : text.substring(0, colon);
            String value = colon < 0 ? "" : text.substring(colon + 1).replaceFirst("^ ", "");
            switch (field) {
                case "id" -> id = value;
                case "event" -> type = value;
                case "data" -> data.append(value).append('\n');
                default -> {
                    // a comment, or a field this client has no use for
                }
            }
            if (data.length() > MAX_LINE) {
                throw new IOException("An event is larger than " + MAX_LINE + " characters");
            }
        }
        return Optional.empty();
    }

    private Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                alive.run();
                String text = line.toString(StandardCharsets.UTF_8);
                return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
            }
            line.write(next);
            if (line.size() > MAX_LINE) {
                throw new IOException("A line is larger than " + MAX_LINE + " bytes");
            }
        }
        return Optional.empty();
    }
}
