package io.millrace.egress;

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
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides in recorded texts what must not be kept: the hidden texts of the call, wherever a tool sends them back and in the usual
 * encodings, and the values that by their name are credentials although nobody marked them.
 */
final class SecretMask {
    /** Shorter ones would tear holes into unrelated text. */
    private static final int SHORTEST = 4;

    private static final int LONGEST_HEADER = 2_048;

    private static final String CREDENTIAL =
            "(?:access_?token|refresh_?token|id_?token|auth_?token|client_?secret|api_?key|private_?key|password|passwd|assertion)";
    private static final Pattern JSON_CREDENTIAL =
            Pattern.compile("\"" + CREDENTIAL + "\"\\s*:\\s*\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORM_CREDENTIAL = Pattern.compile(
            "(?:^|[?&])(?:" + CREDENTIAL + "|sig|signature|token|key|secret)=([^&\\s#\"]++)", Pattern.CASE_INSENSITIVE);
    /** A user name and a password in a URL. */
    private static final Pattern USER_INFO = Pattern.compile("://([^/@\\s\"]++)@");

    private static final Set<String> CREDENTIAL_HEADERS = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "set-cookie",
            "x-api-key",
            "authentication-info",
            "x-amz-security-token");
    private static final Pattern CREDENTIAL_HEADER =
            Pattern.compile(".*(?:token|secret|password|api-?key|signature|credential).*");

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

    /** Whether a header holds credentials, judging by its name in lower case. */
    static boolean isCredential(String headerName) {
        String name = headerName.toLowerCase(Locale.ROOT);
        return CREDENTIAL_HEADERS.contains(name)
                || CREDENTIAL_HEADER.matcher(name).matches();
    }

    /** Whether a query field holds credentials, judging by its name. */
    static boolean isCredentialField(String name) {
        return FORM_CREDENTIAL.matcher(name + "=x").matches();
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
        BitSet hidden = hiddenIn(text);
        int end = Math.min(limit, text.length());
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
        BitSet hidden = new BitSet(text.length());
        for (String needle : needles) {
            for (int at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
                hidden.set(at, at + needle.length());
            }
        }
        Matcher json = JSON_CREDENTIAL.matcher(text);
        while (json.find()) {
            hidden.set(json.end(), endOfJsonText(text, json.end()));
        }
        hideFirstGroup(FORM_CREDENTIAL, text, hidden);
        hideFirstGroup(USER_INFO, text, hidden);
        return hidden;
    }

    private static void hideFirstGroup(Pattern pattern, String text, BitSet hidden) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            hidden.set(matcher.start(1), matcher.end(1));
        }
    }

    private static int endOfJsonText(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length());
    }
}
