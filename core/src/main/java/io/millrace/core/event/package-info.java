/** The occurrence: its identity and attributes (CloudEvents 1.0) and what it started. It knows workflows only by their published versions. */
@NullMarked
package io.millrace.core.event;

import org.jspecify.annotations.NullMarked;
