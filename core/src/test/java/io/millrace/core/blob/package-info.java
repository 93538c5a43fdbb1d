/** Large values: the contract of the places they are kept in, and what moves them there and sweeps up behind them. */
@NullMarked
package io.millrace.core.blob;

import org.jspecify.annotations.NullMarked;
