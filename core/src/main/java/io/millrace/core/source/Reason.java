package io.millrace.core.source;

import io.millrace.core.shared.ErrorCode;
import java.util.Locale;

/** Why a request was refused, by a stable code that the counts of a source use. */
public enum Reason {
    /** The header that carries the proof is not there. */
    MISSING_SIGNATURE(ErrorCode.SIGNATURE_INVALID),
    /** No current secret gives this signature for this body. */
    BAD_SIGNATURE(ErrorCode.SIGNATURE_INVALID),
    /** The token or password is another one. */
    BAD_CREDENTIALS(ErrorCode.SIGNATURE_INVALID),
    /** The time that the sender signed is too far from now, or unreadable. */
    STALE_TIMESTAMP(ErrorCode.SIGNATURE_INVALID),
    /** This server cannot check anybody: the secret is missing or cannot be one. */
    UNUSABLE_SECRET(ErrorCode.SIGNATURE_INVALID),
    BAD_JSON(ErrorCode.BAD_JSON),
    BAD_FORM(ErrorCode.BAD_REQUEST);

    private final ErrorCode errorCode;

    Reason(ErrorCode errorCode) {
        this.errorCode = errorCode;
    }

    /** The name in answers and counts: {@code bad_signature}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The error the sender gets. */
    public ErrorCode errorCode() {
        return errorCode;
    }
}
