/** Planted: executions. */
@NullMarked
package io.millrace.verify.planted.core.execution;

import org.jspecify.annotations.NullMarked;
