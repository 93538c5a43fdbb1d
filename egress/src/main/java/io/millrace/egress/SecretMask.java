package io.millrace.egress;

import io.millrace.sdk.CredentialNames;
import io.millrace.sdk.Exchange;
import io.millrace.sdk.Sensitive;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Hides in recorded texts what must not be kept: the hidden texts of the call, wherever a tool sends them back and in the usual
 * encodings, and the values that by their name are credentials although nobody marked them.
 */
final class SecretMask {
    /** Shorter ones would tear holes into unrelated text. */
    private static final int SHORTEST = 4;

    private static final int LONGEST_HEADER = 2_048;

    private final List<String> needles;

    private SecretMask(List<String> needles) {
        this.needles = needles;
    }

    /** A mask for these texts and their encoded forms. */
    static SecretMask of(Collection<String> hidden) {
        Set<String> needles = new LinkedHashSet<>();
        for (String text : hidden) {
            String stripped = text.strip();
            if (stripped.length() >= SHORTEST) {
                needles.addAll(formsOf(stripped));
            }
        }
        List<String> ordered = new ArrayList<>(needles);
        ordered.sort(Comparator.comparingInt(String::length).reversed());
        return new SecretMask(ordered);
    }

    /**
     * The spellings that tools send back. What is recorded of an attempt passes through core's mask as well, which knows the
     * rarer ones; here each needle is looked for in each body.
     */
    private static List<String> formsOf(String text) {
        String form = URLEncoder.encode(text, StandardCharsets.UTF_8);
        String json = Payload.jsonText(text);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return List.of(
                text,
                form,
                form.replace("+", "%20"),
                json.substring(1, json.length() - 1),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Whether a header's value must not be kept, judging by its name. */
    static boolean isCredential(String headerName) {
        return CredentialNames.isCredential(headerName) || CredentialNames.isProof(headerName);
    }

    /** The text with everything hidden masked. */
    String text(String text) {
        return render(text, text.length());
    }

    /** A header's value with everything hidden masked, cut where it is very long. */
    String header(String value) {
        return value.length() > LONGEST_HEADER ? render(value, LONGEST_HEADER) + "..." : text(value);
    }

    /** A body as it is kept: masked first, then cut, so that no cut leaves the beginning of a secret. */
    String excerpt(byte[] body) {
        int longest = needles.isEmpty() ? 0 : needles.getFirst().length();
        // One character takes at most four bytes in UTF-8.
        int window = (int) Math.min(body.length, 4L * (Exchange.MAX_BODY_CHARACTERS + longest));
        String text = new String(body, 0, window, StandardCharsets.UTF_8);
        if (text.indexOf('\0') >= 0) {
            return "(" + body.length + " bytes that are no text)";
        }
        boolean cut = window < body.length || text.length() > Exchange.MAX_BODY_CHARACTERS;
        String kept = render(text, Exchange.MAX_BODY_CHARACTERS);
        return cut ? kept + "... (" + body.length + " bytes in all)" : kept;
    }

    private String render(String text, int limit) {
        int end = Math.min(limit, text.length());
        if (needles.isEmpty() && !NamedCredentials.mayBeIn(text)) {
            return text.substring(0, end);
        }
        BitSet hidden = hiddenIn(text);
        if (hidden.isEmpty()) {
            return text.substring(0, end);
        }
        StringBuilder shown = new StringBuilder(end);
        int at = 0;
        while (at < end) {
            int start = hidden.nextSetBit(at);
            if (start < 0 || start >= end) {
                return shown.append(text, at, end).toString();
            }
            shown.append(text, at, start).append(Sensitive.MASK);
            at = hidden.nextClearBit(start);
        }
        return shown.toString();
    }

    private BitSet hiddenIn(String text) {
        BitSet hidden = new BitSet();
        for (String needle : needles) {
            for (int at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
                hidden.set(at, at + needle.length());
            }
        }
        NamedCredentials.mark(text, hidden);
        return hidden;
    }
}
