package io.millrace.sdk;

import java.util.Locale;

/** Why an attempt failed. The class, with the action's {@link Effect}, decides what happens next. */
public enum ErrorClass {
    /** Nothing was sent: name not found, connection refused, TLS handshake failed. */
    NETWORK,
    /** Something was sent and no complete answer came in time, or the connection broke while waiting for it. */
    TIMEOUT,
    /** The tool asked for fewer calls (HTTP 429 or the tool's own sign of it). */
    RATE_LIMIT,
    /** The tool failed (HTTP 5xx). */
    SERVER_ERROR,
    /** The credentials were refused (HTTP 401). */
    AUTHENTICATION,
    /** The credentials are good and do not allow this (HTTP 403). */
    AUTHORIZATION,
    /** The thing does not exist (HTTP 404, 410). */
    NOT_FOUND,
    /** The thing is in another state than the call expects (HTTP 409, 412). */
    CONFLICT,
    /** The input is wrong (HTTP 400, 422, or our own check before the call). */
    VALIDATION,
    /** Somebody put an end to it: cancelled the execution, or rejected what a step asked for. */
    CANCELLED,
    /** The server stopped while it was under way. Told by Millrace itself, never by a tool. */
    CRASHED,
    /** A fault of Millrace or of a plugin. */
    INTERNAL,
    /** A limit of this installation or a paid plan of the tool is used up. */
    QUOTA;

    /** The name used in the journal, the API and metrics, in lower case: {@code rate_limit}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The class with the given {@link #code()}. */
    public static ErrorClass ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
