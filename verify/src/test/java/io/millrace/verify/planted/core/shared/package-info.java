/** Planted: shared words, too many of them. */
@NullMarked
package io.millrace.verify.planted.core.shared;

import org.jspecify.annotations.NullMarked;
