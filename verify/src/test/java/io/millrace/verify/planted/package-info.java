/** A small house in which every rule of the architecture is broken on purpose, so that a rule that sees nothing fails. */
@NullMarked
package io.millrace.verify.planted;

import org.jspecify.annotations.NullMarked;
