package io.millrace.core.connection;

/**
 * The data keys, encrypted with the master key.
 *
 * @param revision 1 for the first, one more with every change
 * @param base64 Tink's encrypted keyset in its binary format
 */
public record WrappedKeyset(long revision, String base64) {}
