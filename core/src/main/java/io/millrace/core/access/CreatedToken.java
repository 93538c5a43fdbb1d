package io.millrace.core.access;

import io.millrace.sdk.Sensitive;

/** A new token and, this once, its secret: only a hash of it is kept. */
public record CreatedToken(TokenView token, Sensitive secret) {}
