/** Every built-in tool against a server that answers as the vendor does, and against what the vendor publishes. */
@NullMarked
package io.millrace.tools;

import org.jspecify.annotations.NullMarked;
