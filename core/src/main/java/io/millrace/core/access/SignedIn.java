package io.millrace.core.access;

import io.millrace.sdk.Sensitive;

/** A new session. @param cookie the value of its cookie, 43 base64url characters; only a hash of it is kept */
public record SignedIn(Sensitive cookie, Session session) {}
