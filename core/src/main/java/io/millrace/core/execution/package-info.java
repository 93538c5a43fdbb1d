/**
 * What a run is: taking events in, the journal, advancing from step to step, cancelling, restarting and replaying. It is
 * the queue's handler for steps.
 *
 * <p>{@link io.millrace.core.execution.Intake} is the one door in; {@link io.millrace.core.execution.Advance} decides what
 * follows an outcome, inside the commit and on locked rows.
 */
@NullMarked
package io.millrace.core.execution;

import org.jspecify.annotations.NullMarked;
