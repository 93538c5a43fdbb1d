package io.millrace.core.source;

import io.millrace.core.event.Occurrence;
import io.millrace.core.shared.Sha256;
import io.millrace.sdk.CredentialNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The parts of an occurrence that every source makes in the same way. */
final class Occurrences {
    /** For how long a second delivery is recognised. GitHub and most others give up repeating within three days. */
    static final Duration DEDUPLICATION_WINDOW = Duration.ofDays(3);

    private static final int LONGEST_KEY = 200;
    private static final int MOST_HEADERS = 50;
    private static final int LONGEST_HEADER = 4_096;

    private Occurrences() {}

    /** The sender's own id of the delivery as a key; its hash when it is long or not every store could hold it. */
    static Occurrence.Dedupe byDelivery(String id, Instant now) {
        boolean plain = id.length() <= LONGEST_KEY && id.chars().noneMatch(Character::isISOControl);
        String key = plain ? id : hash(id.getBytes(StandardCharsets.UTF_8));
        return new Occurrence.Dedupe(key, now.plus(DEDUPLICATION_WINDOW));
    }

    static Occurrence.Dedupe byBody(byte[] body, Instant now) {
        return new Occurrence.Dedupe(hash(body), now.plus(DEDUPLICATION_WINDOW));
    }

    /**
     * The headers that expressions may read: first values, at most 50 in the order of their names, each cut after 4,096
     * characters, none that carries a credential or a signature.
     *
     * @param headers by lower-case name, values in the order received
     * @param hidden the header that carries this source's proof, whatever its name
     */
    static Map<String, String> readable(Map<String, List<String>> headers, Set<String> hidden) {
        TreeMap<String, String> readable = new TreeMap<>();
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            String name = header.getKey();
            List<String> values = header.getValue();
            if (!values.isEmpty() && !hidden.contains(name) && !isSecret(name)) {
                String value = values.getFirst();
                readable.put(name, value.length() <= LONGEST_HEADER ? value : value.substring(0, LONGEST_HEADER));
                if (readable.size() > MOST_HEADERS) {
                    readable.pollLastEntry();
                }
            }
        }
        return Collections.unmodifiableMap(readable);
    }

    private static boolean isSecret(String name) {
        return CredentialNames.isCredential(name) || CredentialNames.isProof(name);
    }

    private static String hash(byte[] bytes) {
        return "sha256:" + Sha256.hex(bytes);
    }
}
