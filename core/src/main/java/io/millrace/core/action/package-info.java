/**
 * Running one action once: opening its connection, checking its input, calling it within a deadline, classifying what came
 * of it. It knows neither executions nor retries.
 */
@NullMarked
package io.millrace.core.action;

import org.jspecify.annotations.NullMarked;
