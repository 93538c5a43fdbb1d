package io.millrace.core.signature;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the bytes of a signature are written in a header. */
public enum Encoding {
    HEX,
    BASE64;

    /** The name people write: {@code hex} or {@code base64}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Encoding> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(Encoding::code).toList();
    }

    /** Lower-case hexadecimal, or base 64 with padding (RFC 4648, section 4). */
    public String encode(byte[] bytes) {
        return switch (this) {
            case HEX -> HexFormat.of().formatHex(bytes);
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
        };
    }

    /** Hexadecimal digits may come in either case; base 64 has one spelling. */
    String normalise(String written) {
        return this == HEX ? written.toLowerCase(Locale.ROOT) : written;
    }
}
