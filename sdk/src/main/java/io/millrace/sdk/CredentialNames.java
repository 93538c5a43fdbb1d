package io.millrace.sdk;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which names say that a value is a credential, although nobody marked it. One list for all who hide values by their names,
 * so that what one of them hides no other shows. Case, hyphens and underscores make no difference.
 */
public final class CredentialNames {
    /** Parts of a header's name. */
    private static final List<String> CREDENTIAL_PARTS = List.of(
            "authorization",
            "authenticationinfo",
            "cookie",
            "token",
            "secret",
            "password",
            "passwd",
            "apikey",
            "credential",
            "privatekey");

    private static final List<String> PROOF_PARTS = List.of("signature", "hmac");

    /** Whole names of fields that mean nothing else. */
    private static final Set<String> FIELDS = Set.of(
            "accesstoken",
            "apikey",
            "assertion",
            "authtoken",
            "clientsecret",
            "idtoken",
            "passwd",
            "password",
            "privatekey",
            "refreshtoken");

    /** Names of fields in forms and queries; in JSON they are too common for anything else. */
    private static final Set<String> FORM_FIELDS = Set.of("key", "secret", "sig", "signature", "token");

    private CredentialNames() {}

    /** Whether a header or another field that somebody sent carries a credential, such as {@code X-Api-Key}. */
    public static boolean isCredential(String name) {
        return holdsAny(name, CREDENTIAL_PARTS);
    }

    /** Whether a header carries what was computed with a secret, such as {@code X-Hub-Signature-256}. */
    public static boolean isProof(String name) {
        return holdsAny(name, PROOF_PARTS);
    }

    /** Whether a field of a JSON object is a credential by its whole name. */
    public static boolean isJsonField(String name) {
        return FIELDS.contains(plain(name));
    }

    /** Whether a field of a form or of a query is a credential by its whole name. */
    public static boolean isFormField(String name) {
        String plain = plain(name);
        return FIELDS.contains(plain) || FORM_FIELDS.contains(plain);
    }

    private static boolean holdsAny(String name, List<String> parts) {
        String plain = plain(name);
        for (String part : parts) {
            if (plain.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
