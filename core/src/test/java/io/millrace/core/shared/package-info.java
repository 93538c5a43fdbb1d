/** The few words every feature uses, tested. */
@NullMarked
package io.millrace.core.shared;

import org.jspecify.annotations.NullMarked;
