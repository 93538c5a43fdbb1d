package io.millrace.core.catcher;

import io.millrace.sdk.CredentialNames;
import io.millrace.sdk.Sensitive;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Hides credentials in what is to be kept and shown. Signatures stay: they are what people come to look at. */
final class Masking {
    private Masking() {}

    /** Headers under lower-case names; of an {@code Authorization} the scheme stays. */
    static Map<String, List<String>> headers(Map<String, List<String>> headers) {
        Map<String, List<String>> masked = new TreeMap<>();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            List<String> shown = CredentialNames.isCredential(lower)
                    ? values.stream().map(value -> mask(lower, value)).toList()
                    : values;
            masked.merge(lower, shown, Masking::joined);
        });
        return masked;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private static String mask(String name, String value) {
        int scheme = value.indexOf(' ');
        return name.endsWith("authorization") && scheme > 0
                ? value.substring(0, scheme + 1) + Sensitive.MASK
                : Sensitive.MASK;
    }

    /** A query string with the values of parameters that are named like credentials hidden. */
    static String query(String query) {
        List<String> shown = new ArrayList<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            boolean hide = equals > 0 && CredentialNames.isCredential(parameter.substring(0, equals));
            shown.add(hide ? parameter.substring(0, equals + 1) + Sensitive.MASK : parameter);
        }
        return String.join("&", shown);
    }

    /** The body without secrets; the same bytes when there is none in it. */
    static byte[] body(CaughtRequest request, UnaryOperator<String> mask) {
        Optional<String> text = request.text();
        // What is no text is read byte by byte as characters, so that nothing else changes when a secret is cut out.
        Charset charset = text.isPresent() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        String shown = text.orElseGet(() -> new String(request.body(), charset));
        String masked = mask.apply(shown);
        return masked.equals(shown) ? request.body() : masked.getBytes(charset);
    }
}
