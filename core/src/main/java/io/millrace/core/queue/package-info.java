/**
 * Durable tasks of several kinds: claiming, leases, fences, slots and taking over from the dead. It runs a task by handing
 * it to the handler of its kind, and knows no workflow.
 */
@NullMarked
package io.millrace.core.queue;

import org.jspecify.annotations.NullMarked;
