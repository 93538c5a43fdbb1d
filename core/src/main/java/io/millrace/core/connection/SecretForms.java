package io.millrace.core.connection;

import io.millrace.core.shared.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The spellings in which a secret may turn up in something to be recorded: as it is, inside JSON, in a URL or form, each
 * of these in base64; in small letters as in a host name, in hexadecimal digits, and inside HTML.
 *
 * <p>Base64 writes three bytes as four characters, so a secret in the middle of an encoded text ({@code user:secret} of
 * basic authentication) has three spellings, by how many bytes stand before it. Of each we keep the characters that depend
 * on the secret alone.
 */
final class SecretForms {
    /** Shorter secrets are not masked: they would blacken ordinary text and are no secrets. */
    static final int MIN_LENGTH = 4;

    /** What writers of percent-encoding leave as it is, beside letters and digits. */
    private static final List<String> SAFE_CHARACTERS = List.of(
            "-._~/", // Python's quote
            "-_.!~*'()", // JavaScript's encodeURIComponent
            "-_.!~*'();,/?:@&=+$#", // JavaScript's encodeURI
            "-._~!$&'()*+,;=:@", // a segment of a path, RFC 3986, 3.3
            "-._~!$&'()*+,;=:@/?"); // a query, RFC 3986, 3.4

    private SecretForms() {}

    static Set<String> of(Collection<String> secrets) {
        Set<String> forms = new LinkedHashSet<>();
        for (String secret : secrets) {
            if (secret.length() >= MIN_LENGTH) {
                addForms(secret, forms);
            }
        }
        forms.removeIf(form -> form.length() < MIN_LENGTH);
        return forms;
    }

    private static void addForms(String secret, Set<String> forms) {
        Set<String> texts = textForms(secret);
        forms.addAll(texts);
        texts.forEach(text -> addBase64Forms(text.getBytes(StandardCharsets.UTF_8), forms));
        forms.add(secret.toLowerCase(Locale.ROOT));
        addPercentForms(secret, forms);
        addHtmlForms(secret, forms);
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    }

    private static void addPercentForms(String secret, Set<String> forms) {
        for (String safe : SAFE_CHARACTERS) {
            StringBuilder encoded = new StringBuilder(secret.length());
            for (byte each : secret.getBytes(StandardCharsets.UTF_8)) {
                char c = (char) (each & 0xff);
                if (isLetterOrDigit(c) || safe.indexOf(c) >= 0) {
                    encoded.append(c);
                } else {
                    encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
                }
            }
            forms.add(encoded.toString());
            forms.add(lowerCaseEscapes(encoded.toString()));
        }
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** The five characters that HTML and XML escape, in the spellings that libraries use. */
    private static void addHtmlForms(String secret, Set<String> forms) {
        String tags = secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        forms.add(tags);
        for (String quote : List.of("&quot;", "&#34;")) {
            String quoted = tags.replace("\"", quote);
            forms.add(quoted);
            for (String apostrophe : List.of("&#39;", "&#x27;", "&apos;")) {
                forms.add(quoted.replace("'", apostrophe));
            }
        }
    }

    private static Set<String> textForms(String secret) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(secret);
        addJsonForms(secret, forms);
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        for (String encoded :
                new String[] {url, url.replace("+", "%20").replace("*", "%2A").replace("%7E", "~")}) {
            forms.add(encoded);
            forms.add(lowerCaseEscapes(encoded));
        }
        return forms;
    }

    /** JSON as we write it, JSON inside a JSON text, and the optional escapes that other writers use. */
    private static void addJsonForms(String secret, Set<String> forms) {
        String once = jsonEscaped(secret);
        forms.add(once);
        forms.add(jsonEscaped(once));
        forms.add(once.replace("/", "\\/"));
        forms.add(asciiOnly(once, "\\u%04x"));
        forms.add(asciiOnly(once, "\\u%04X"));
        forms.add(once.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"));
    }

    private static String jsonEscaped(String text) {
        String quoted = Json.write(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    /** Only what is printable ASCII stays as it is. */
    private static String asciiOnly(String text, String escape) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x7f) {
                ascii.append(c);
            } else {
                ascii.append(String.format(Locale.ROOT, escape, (int) c));
            }
        }
        return ascii.toString();
    }

    private static String lowerCaseEscapes(String encoded) {
        StringBuilder lower = new StringBuilder(encoded);
        for (int i = 0; i + 2 < lower.length(); i++) {
            if (lower.charAt(i) == '%') {
                lower.setCharAt(i + 1, Character.toLowerCase(lower.charAt(i + 1)));
                lower.setCharAt(i + 2, Character.toLowerCase(lower.charAt(i + 2)));
            }
        }
        return lower.toString();
    }

    private static void addBase64Forms(byte[] secret, Set<String> forms) {
        forms.add(Base64.getEncoder().encodeToString(secret));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + secret.length];
            System.arraycopy(secret, 0, shifted, before, secret.length);
            int from = (before * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            forms.add(Base64.getEncoder().encodeToString(shifted).substring(from, to));
            forms.add(Base64.getUrlEncoder().encodeToString(shifted).substring(from, to));
        }
    }
}
