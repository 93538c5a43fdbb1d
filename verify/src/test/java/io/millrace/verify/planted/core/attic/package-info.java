/** Planted: a package that is not in the plan. */
@NullMarked
package io.millrace.verify.planted.core.attic;

import org.jspecify.annotations.NullMarked;
