/** What is happening now, for those who watch: which execution has changed. It holds no state of its own beyond who is watching. */
@NullMarked
package io.millrace.core.live;

import org.jspecify.annotations.NullMarked;
