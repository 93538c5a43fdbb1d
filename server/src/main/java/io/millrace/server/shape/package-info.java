/**
 * What JSON a record stands for: reading a body into it with every mistake named, writing it, and its JSON Schema. It
 * knows neither routes nor features, so that the three can never disagree about a field.
 */
@NullMarked
package io.millrace.server.shape;

import org.jspecify.annotations.NullMarked;
