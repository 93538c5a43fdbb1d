package io.millrace.core.blob;

/**
 * That a row refers to a blob.
 *
 * @param owner the id of the event or execution with which the blob is dropped
 */
public record BlobUse(long blob, long owner) {}
