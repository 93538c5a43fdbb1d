/** Planted: workflows. */
@NullMarked
package io.millrace.verify.planted.core.workflow;

import org.jspecify.annotations.NullMarked;
