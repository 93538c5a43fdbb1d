/**
 * The ports of core on SQL: one set of statements in the common subset, with what differs behind a {@link
 * io.millrace.store.Dialect}. It decides nothing about workflows or executions; it reads and writes what core hands over.
 *
 * <p>Times are epoch microseconds, JSON is text, flags are 0 and 1.
 */
@NullMarked
package io.millrace.store;

import org.jspecify.annotations.NullMarked;
