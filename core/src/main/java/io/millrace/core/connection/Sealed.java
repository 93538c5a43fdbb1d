package io.millrace.core.connection;

/** An encrypted secret as it is stored: base64 of what {@link Keyring#seal} made. Safe to write anywhere, readable with the keyring only. */
public record Sealed(String base64) {}
