package io.millrace.sdk;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A complete answer.
 *
 * @param status 100 to 599
 * @param headers names in lower case, values in order
 * @param body after decompression
 */
public record HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    /** The first value of a header, whatever the case of the name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }
}
