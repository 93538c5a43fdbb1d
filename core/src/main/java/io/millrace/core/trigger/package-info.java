/**
 * Schedules: a due slot becomes an event. It owns when slots are due and what is done about missed ones; what an event
 * starts is the business of {@code execution}.
 */
@NullMarked
package io.millrace.core.trigger;

import org.jspecify.annotations.NullMarked;
