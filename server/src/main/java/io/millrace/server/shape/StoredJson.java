package io.millrace.server.shape;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * JSON that was checked when it was stored, to be written into an answer as it stands: reading a large one into maps and
 * lists takes many times its own size, for nothing.
 */
public record StoredJson(@JsonValue @JsonRawValue String text) {}
