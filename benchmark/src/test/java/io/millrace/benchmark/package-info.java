/** Whether the tools count right; never how fast anything is. */
@NullMarked
package io.millrace.benchmark;

import org.jspecify.annotations.NullMarked;
