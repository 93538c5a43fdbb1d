package io.millrace.core.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a second delivery of the same thing is recognised at a source. */
enum Deduplication {
    /** By the sender's id of the delivery, where it has one. */
    DELIVERY,
    /** By the digest of the raw body. */
    BODY,
    /** Not at all. */
    NONE;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Deduplication> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    static List<String> codes() {
        return Arrays.stream(values()).map(Deduplication::code).toList();
    }
}
