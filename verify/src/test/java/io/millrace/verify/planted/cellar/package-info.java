/** Planted: a module that is not in the plan. */
@NullMarked
package io.millrace.verify.planted.cellar;

import org.jspecify.annotations.NullMarked;
