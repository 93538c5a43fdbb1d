package io.millrace.verify.crash;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A secret that exists nowhere else, so that finding it proves a leak. Its core consists of letters and digits, which look
 * the same in plain text, in JSON and in a URL; around it are characters that do not.
 *
 * @param label what it is used as
 * @param core is looked for
 * @param value is used
 */
record Canary(String label, String core, String value) {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int CORE = 32;

    /** A canary that may be used anywhere. */
    static Canary simple(String label) {
        String core = newCore();
        return new Canary(label, core, core);
    }

    /** One for HTTP headers and paths. */
    static Canary forHeader(String label) {
        String core = newCore();
        return new Canary(label, core, "k+/" + core + "==");
    }

    /** One with the characters that every encoding writes differently. */
    static Canary awkward(String label) {
        String core = newCore();
        return new Canary(label, core, "ü \"\\/+&%" + core + "<'=?");
    }

    private static String newCore() {
        RandomGenerator random = RandomGenerator.getDefault();
        StringBuilder core = new StringBuilder(CORE);
        for (int i = 0; i < CORE; i++) {
            core.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return core.toString();
    }

    /** The spellings to look for: as it is, in base64 wherever it stands in the encoded text, and in hexadecimal. */
    List<String> forms() {
        byte[] bytes = core.getBytes(StandardCharsets.US_ASCII);
        List<String> forms = new ArrayList<>(List.of(core));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            int from = (before * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            forms.add(Base64.getEncoder().encodeToString(shifted).substring(from, to));
        }
        String hex = HexFormat.of().formatHex(bytes);
        return Stream.concat(forms.stream(), Stream.of(hex, hex.toUpperCase(Locale.ROOT)))
                .toList();
    }
}
