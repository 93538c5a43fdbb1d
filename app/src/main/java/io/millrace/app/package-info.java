/**
 * Joins all parts into a running server and starts it. It owns the wiring and nothing else: what a part does is decided in
 * the part, what an operator sets is read in {@code config}.
 */
@NullMarked
package io.millrace.app;

import org.jspecify.annotations.NullMarked;
