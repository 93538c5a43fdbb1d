/** The occurrence: its identity, its attributes (CloudEvents 1.0) and where events are kept. It knows no workflows. */
@NullMarked
package io.millrace.core.event;

import org.jspecify.annotations.NullMarked;
