/**
 * The house rules as tests. Each rule is judged twice: on Millrace, where it must hold, and on a small house of planted
 * violations ({@code io.millrace.verify.planted}), where it must name exactly the planted ones. It knows no behaviour.
 */
@NullMarked
package io.millrace.verify.architecture;

import org.jspecify.annotations.NullMarked;
