package io.millrace.core.expression;

import static dev.cel.common.types.SimpleType.BYTES;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.STRING;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.common.values.CelByteString;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.Sha256;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** JSON, base64, digests and random ids. */
final class CodingFunctions {
    private static final String HMAC = "HmacSHA256";

    private CodingFunctions() {}

    static List<BuiltIn> all() {
        return List.of(
                BuiltIn.function("to_json", "to_json", STRING, List.of(DYN), a -> toJson(a[0])),
                BuiltIn.function("from_json", "from_json", DYN, List.of(STRING), a -> fromJson((String) a[0])),
                BuiltIn.function(
                        "base64.encode", "base64_encode", STRING, List.of(BYTES), a -> encode((CelByteString) a[0])),
                BuiltIn.function(
                        "base64.encode",
                        "base64_encode_text",
                        STRING,
                        List.of(STRING),
                        a -> encode(CelByteString.copyFromUtf8((String) a[0]))),
                BuiltIn.function("base64.decode", "base64_decode", BYTES, List.of(STRING), a -> decode((String) a[0])),
                BuiltIn.function("sha256", "sha256_string", STRING, List.of(STRING), a -> sha256((String) a[0])),
                BuiltIn.function(
                        "hmac",
                        "hmac_string_string",
                        STRING,
                        List.of(STRING, STRING),
                        a -> hmac((String) a[0], (String) a[1])),
                BuiltIn.function(
                        "uuid",
                        "uuid",
                        STRING,
                        List.of(),
                        a -> UUID.randomUUID().toString()));
    }

    /** JSON without spaces. The value is measured before it is written: a small value can be a large text. */
    static String toJson(Object value) {
        Values.Output output = new Values.Output();
        @Nullable Object json = Values.json(value, output).map(Values::unwrap).orElse(null);
        return Meter.current().made(Json.write(json));
    }

    private static Object fromJson(String text) {
        if (text.length() > Meter.MAX_TEXT) {
            throw Meter.exceeded("from_json reads at most " + Meter.MAX_TEXT + " characters");
        }
        Object value = JsonView.of(Json.read(text));
        Meter.current().container(value);
        return value;
    }

    private static String encode(CelByteString bytes) {
        Meter.current().text((bytes.size() + 2L) / 3 * 4);
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static CelByteString decode(String text) {
        Meter.current().text(text.length());
        try {
            return CelByteString.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new CelInvalidArgumentException("the text is no base64.");
        }
    }

    private static String sha256(String text) {
        return Sha256.hex(text.getBytes(UTF_8));
    }

    private static String hmac(String key, String text) {
        if (key.isEmpty()) {
            throw new CelInvalidArgumentException("hmac needs a key, and it is empty.");
        }
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
