/** Tests over all modules: the house rules, and what users see from the outside. Nothing depends on it. */
@NullMarked
package io.millrace.verify;

import org.jspecify.annotations.NullMarked;
