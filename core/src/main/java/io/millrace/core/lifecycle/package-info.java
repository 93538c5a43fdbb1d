/**
 * Starting and stopping: work that is repeated until it is told to end, the order in which parts are closed, and threads for
 * work that computes. It knows
 * nothing of what is repeated or closed.
 */
@NullMarked
package io.millrace.core.lifecycle;

import org.jspecify.annotations.NullMarked;
