package io.millrace.egress;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Reading of host names. One spelling is used for deciding and for connecting, the one OkHttp makes: lower case, international
 * names in their ASCII form, IPv6 compressed and without brackets.
 */
final class HostName {
    /**
     * What the C library, the JDK or OkHttp might take for an IPv4 address: the last label is a number (WHATWG URL, "ends in
     * a number"), or there are only digits and dots.
     */
    private static final Pattern LIKE_IPV4 = Pattern.compile("(?:.*\\.)?(?:\\d+|0[xX][0-9a-fA-F]*)\\.?|[\\d.]+");

    private HostName() {}

    /** The spelling used everywhere, or empty when this cannot be a host. */
    static Optional<String> canonical(String host) {
        try {
            String found =
                    new HttpUrl.Builder().scheme("http").host(host).build().host();
            return oddAddress(found) ? Optional.empty() : Optional.of(withoutRootDot(found));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether this is an address in a spelling that programs read differently ({@code 2130706433}, {@code 127.1},
     * {@code 0177.0.0.1}, {@code 0x7f.1}): such a host is refused, never interpreted.
     */
    static boolean oddAddress(String host) {
        return LIKE_IPV4.matcher(host).matches() && Network.literal(host).isEmpty();
    }

    /** The name for comparing, in lower case and without the dot that marks the root. */
    static String withoutRootDot(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
