/**
 * Large values, kept beside the rows: the port that keeps them, the short text that stands for one in a row, and the sweep of
 * those that no row refers to.
 *
 * <p>It may not know what a value is of, nor which rows there are. A value is durable here before the commit of the row that
 * refers to it, and is dropped only after that row is gone.
 */
@NullMarked
package io.millrace.core.blob;

import org.jspecify.annotations.NullMarked;
