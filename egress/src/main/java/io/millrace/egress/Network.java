package io.millrace.egress;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of addresses in CIDR notation. Only the plain spellings are read: four decimal numbers, or IPv6 without a zone.
 *
 * @param prefix as RFC 4291 bytes, 4 or 16 of them
 * @param length leading bits that count
 */
record Network(byte[] prefix, int length) {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    /** @throws IllegalArgumentException when the text is no block of addresses */
    static Network of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("This is not a network: " + text));
    }

    /** A block such as {@code 10.0.0.0/8}, or a single address. */
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        return literal(address).flatMap(found -> {
            byte[] bytes = found.getAddress();
            if (slash < 0) {
                return Optional.of(new Network(bytes, bytes.length * 8));
            }
            String bits = text.substring(slash + 1);
            if (!bits.matches("\\d{1,3}") || Integer.parseInt(bits) > bytes.length * 8) {
                return Optional.empty();
            }
            return Optional.of(new Network(bytes, Integer.parseInt(bits)));
        });
    }

    /** The address that a text spells plainly; never asks a name server. */
    static Optional<InetAddress> literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != prefix.length) {
            return false;
        }
        int whole = length / 8;
        for (int i = 0; i < whole; i++) {
            if (bytes[i] != prefix[i]) {
                return false;
            }
        }
        int rest = length % 8;
        return rest == 0 || ((bytes[whole] ^ prefix[whole]) & 0xff) >> (8 - rest) == 0;
    }
}
