/** Servers that lack a guard: they reach into the wiring as no product code may, to prove that the guard is noticed. */
@NullMarked
package io.millrace.app;

import org.jspecify.annotations.NullMarked;
