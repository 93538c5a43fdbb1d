/** Manifests that are right and wrong, and what their actions send and make of an answer. */
@NullMarked
package io.millrace.core.tool;

import org.jspecify.annotations.NullMarked;
