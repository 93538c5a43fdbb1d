package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One connection to a stream of server-sent events (WHATWG HTML, section 9.2). */
final class Live implements AutoCloseable {
    private final BufferedReader reader;

    /** @param event the kind of event */
    record Told(String id, String event, JsonNode data) {}

    private Live(InputStream stream) {
        reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    static Live open(Client.Ask ask) {
        HttpResponse<InputStream> response =
                ask.header("Accept", "text/event-stream").open();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        return new Live(response.body());
    }

    /** The next event; empty when the server has ended the stream. Blocks until then. */
    Optional<Told> next() {
        String id = "";
        String event = "message";
        StringBuilder data = new StringBuilder();
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        return Optional.of(new Told(id, event, Jsons.read(data.toString())));
                    }
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next event of a kind; others before it are passed over. */
    Told next(String event) {
        for (Optional<Told> told = next(); told.isPresent(); told = next()) {
            if (told.get().event().equals(event)) {
                return told.get();
            }
        }
        throw new AssertionError("The stream ended before it told '" + event + "'");
    }

    /** Everything until the server ends the stream. */
    List<Told> rest() {
        List<Told> all = new ArrayList<>();
        for (Optional<Told> told = next(); told.isPresent(); told = next()) {
            all.add(told.get());
        }
        return all;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
