package io.millrace.core.source;

import java.util.Optional;

/** The refusals that several presets share. */
final class Refusals {
    private Refusals() {}

    static Optional<Verdict.Refused> missing(String header) {
        return Optional.of(new Verdict.Refused(
                Reason.MISSING_SIGNATURE,
                "The header " + header + " is missing. Set the secret at the sender, so that it signs what it sends."));
    }

    static Optional<Verdict.Refused> badSignature(String header) {
        return Optional.of(new Verdict.Refused(
                Reason.BAD_SIGNATURE,
                "The signature in " + header
                        + " does not fit this body. The secret here and the one at the sender differ,"
                        + " or something between them changed the body."));
    }
}
